/** Characters of a body that are kept, to say what it was when it was no stream of chunks. */
const longestHead = 2_048;
/** Bytes in one event. More is no chat chunk, and collecting it would fill the memory. */
const longestEvent = 64 * 1024 * 1024;

/** Watches the body of an answer on its way to the decoder. */
export class StreamTap {
  /** The answer with the watched body. */
  readonly response: Response;
  readonly isEventStream: boolean;
  /** The first characters of the body. */
  head = '';
  /** The body begins like HTML or JSON; it was not read on. */
  notAStream = false;
  /** The body ended inside a line: whoever sent it did not finish. */
  endedInLine = false;
  /** One event exceeded 64 MB; the body was not read on. */
  tooLong = false;

  readonly #decoder = new TextDecoder();
  #lastByte: number | undefined;
  #bytesSinceEvent = 0;

  /** `onBytes` is called for every piece of the body of `answer`. */
  constructor(answer: Response, onBytes: () => void) {
    const watch = new TransformStream({
      transform: (bytes, controller) => {
        onBytes();
        this.#look(bytes);
        if (this.tooLong || (this.notAStream && this.head.length >= longestHead)) controller.terminate();
        else controller.enqueue(bytes);
      },
      flush: () => {
        this.endedInLine = this.#lastByte !== undefined && this.#lastByte !== 0x0a && this.#lastByte !== 0x0d;
      },
    });
    const { status, headers } = answer;
    this.response = new Response(answer.body?.pipeThrough(watch) ?? '', { status, headers });
    this.isEventStream = (headers.get('content-type') ?? '').toLowerCase().startsWith('text/event-stream');
  }

  /** To be called for every chunk that came out of the decoder. */
  sawEvent(): void {
    this.#bytesSinceEvent = 0;
  }

  #look(bytes: Uint8Array): void {
    this.#lastByte = bytes.at(-1) ?? this.#lastByte;
    this.#bytesSinceEvent += bytes.byteLength;
    this.tooLong ||= this.#bytesSinceEvent > longestEvent;
    if (this.head.length >= longestHead) return;
    const text = this.#decoder.decode(bytes.subarray(0, longestHead), { stream: true });
    this.head = (this.head + text).slice(0, longestHead);
    // No line of an event stream starts like this (https://html.spec.whatwg.org/multipage/server-sent-events.html).
    this.notAStream ||= /^\s*[<{[]/.test(this.head);
  }
}
