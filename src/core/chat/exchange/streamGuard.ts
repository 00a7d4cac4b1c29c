/**
 * Characters kept from the start of a body, to tell what it was if it is no stream of events. Of JSON more is kept, as
 * that is an error or an answer.
 */
const maxHeadLength = 2_048;
const maxJsonLength = 65_536;
/** Bytes of one event, at most. A longer one is no piece of an answer, and collecting it would fill the memory. */
const maxEventLength = 1024 * 1024;
/**
 * Bytes, at most, of one event in a dialect whose last events repeat the answer. Such an event may be as long as all
 * events before it, up to this.
 */
const maxRepetition = 16 * maxEventLength;
/** Levels of nested objects and lists in one event, at most. Providers need less than twenty. */
const deepestNesting = 100;

const [lf, cr, quote, backslash, colon] = [0x0a, 0x0d, 0x22, 0x5c, 0x3a];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Reasons to end a stream before its decoder sees any of it. */
type StreamProblem = 'event-too-long' | 'nested-too-deep';

/**
 * Stands between the body of an answer and its decoder. Hands on one whole event at a time, when the decoder asks for
 * it. Comments are dropped. The stream ends before an event that is longer than 1 MB, or nested deeper than 100 levels.
 * In a dialect that repeats the answer, an event may have up to 16 MB.
 */
export class StreamGuard {
  /** The answer with the guarded body. */
  readonly response: Response;
  readonly isEventStream: boolean;
  /** The first characters of the body; more of them where it is JSON. */
  head = '';
  /** The body begins like HTML or JSON; nothing of it was handed on. */
  notAStream = false;
  /** The body ended inside an event: its sender did not finish. */
  endedInEvent = false;
  /** `[DONE]` has come: the provider says that the answer is whole. */
  sawDone = false;
  /** The connection broke. An error that the decoder throws comes from that, and says nothing about an event. */
  hasBroken = false;

  readonly #source: ReadableStreamDefaultReader | undefined;
  readonly #headDecoder = new TextDecoder();
  #maxHeadLength = maxHeadLength;
  readonly #scanner: EventScanner;
  /** Bytes that have come and are not scanned yet. */
  #pending: Uint8Array = new Uint8Array(0);

  /** `onBytes` is called for every piece of the body of `answer`. */
  constructor(
    answer: Response,
    repeatsAnswer: boolean,
    private readonly onBytes: () => void,
  ) {
    this.#scanner = new EventScanner(repeatsAnswer);
    this.#source = answer.body?.getReader();
    const { status, headers } = answer;
    const body = new ReadableStream(
      {
        pull: (controller) => this.#pull(controller),
        cancel: (reason) => this.#source?.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    this.response = new Response(body, { status, headers });
    this.isEventStream = (headers.get('content-type') ?? '').toLowerCase().startsWith('text/event-stream');
  }

  get problem(): StreamProblem | undefined {
    return this.#scanner.problem;
  }

  /** The last event that was handed to the decoder, as text. */
  get lastEvent(): string {
    return new TextDecoder().decode(this.#scanner.event);
  }

  async #pull(controller: ReadableStreamController): Promise<void> {
    for (;;) {
      this.#pending = this.#scanner.scan(this.#pending);
      if (this.problem !== undefined) return this.#end(controller);
      if (this.#scanner.isComplete) {
        const event = this.#scanner.event.slice();
        this.sawDone ||= event.byteLength < 64 && /^data: ?\[DONE\]\s*$/m.test(this.lastEvent);
        return controller.enqueue(event);
      }
      const next = await this.#readSource();
      if (next === undefined || next.done || next.value === undefined) {
        this.endedInEvent = this.#scanner.isInsideEvent;
        // A last event without the empty line after it is complete for most decoders. Let this one decide.
        if (this.endedInEvent) controller.enqueue(this.#scanner.event.slice());
        return controller.close();
      }
      this.onBytes();
      this.#lookAtHead(next.value);
      if (!this.notAStream) this.#pending = next.value;
      else if (this.head.length >= this.#maxHeadLength) return this.#end(controller);
    }
  }

  async #readSource() {
    try {
      return await this.#source?.read();
    } catch (error) {
      this.hasBroken = true;
      throw error;
    }
  }

  #end(controller: ReadableStreamController): void {
    this.#source?.cancel().catch(() => undefined);
    controller.close();
  }

  #lookAtHead(bytes: Uint8Array): void {
    if (this.head.length >= this.#maxHeadLength) return;
    const head = this.head + this.#headDecoder.decode(bytes.subarray(0, maxJsonLength), { stream: true });
    // No line of an event stream starts like this (https://html.spec.whatwg.org/multipage/server-sent-events.html).
    const start = /^\s*([<{[])/.exec(head.slice(0, maxHeadLength))?.[1];
    this.notAStream = start !== undefined;
    if (start === '{' || start === '[') this.#maxHeadLength = maxJsonLength;
    this.head = head.slice(0, this.#maxHeadLength);
  }
}

/** Collects one event from pieces of any size: its lines, each ended by a line feed, and the empty line after it. */
class EventScanner {
  isComplete = false;
  problem: StreamProblem | undefined;

  #buffer = new Uint8Array(1024);
  #length = 0;
  #lineStart = 0;
  #isComment = false;
  #afterCr = false;
  /** Bytes since the last event, comments included. */
  #raw = 0;
  /** Bytes of all events so far. */
  #total = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(private readonly repeatsAnswer: boolean) {}

  get event(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Whether the scanner holds lines of an unfinished event, complete or not. Comments do not count. */
  get isInsideEvent(): boolean {
    return !this.isComplete && this.#length > 0;
  }

  /** Reads on until an event is complete or a problem is found; returns the bytes after that. */
  scan(bytes: Uint8Array): Uint8Array {
    if (this.isComplete) this.#startEvent();
    const limit = this.repeatsAnswer ? Math.min(maxRepetition, Math.max(maxEventLength, this.#total)) : maxEventLength;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      const isSecondHalf = byte === lf && this.#afterCr;
      this.#afterCr = byte === cr;
      if (isSecondHalf) continue;
      if (++this.#raw > limit) this.problem = 'event-too-long';
      else if (byte === lf || byte === cr) this.#endLine();
      else this.#take(byte);
      if (this.isComplete || this.problem !== undefined) return bytes.subarray(at + 1);
    }
    return bytes.subarray(bytes.length);
  }

  #startEvent(): void {
    this.#total += this.#raw;
    this.isComplete = false;
    this.#raw = this.#length = this.#lineStart = this.#depth = 0;
  }

  #endLine(): void {
    const isEmpty = !this.#isComment && this.#length === this.#lineStart;
    this.#isComment = this.#inString = this.#escaped = false; // No string of JSON goes on in the next line.
    if (!isEmpty) {
      if (this.#length > this.#lineStart) this.#push(lf);
      this.#lineStart = this.#length;
    } else if (this.#length > 0) {
      this.#push(lf);
      this.isComplete = true;
    } else {
      this.#raw = 0; // The empty line ends comments only.
    }
  }

  #take(byte: number): void {
    if (this.#isComment) return;
    if (byte === colon && this.#length === this.#lineStart) {
      this.#isComment = true;
      return;
    }
    this.#push(byte);
    this.#measureDepth(byte);
  }

  #measureDepth(byte: number): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) this.#inString = false;
    } else if (byte === quote) this.#inString = true;
    else if (opening.has(byte)) {
      if (++this.#depth > deepestNesting) this.problem = 'nested-too-deep';
    } else if (closing.has(byte)) this.#depth = Math.max(0, this.#depth - 1);
  }

  #push(byte: number): void {
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = byte;
  }
}
