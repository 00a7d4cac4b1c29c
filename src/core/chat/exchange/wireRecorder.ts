import { joinBytes } from '../../base/bytes';
import { OneByOne } from '../../base/oneByOne';
import { inSlices, nextTurn, pacer } from '../../base/work';
import type { BytesStretch } from '../../base/bytesText';
import type { ChatHost, SentInit } from '../messages/transport';
import type { Endpoint } from '../messages/chatTypes';
import { keptHeaders, requestHeaders, responseHeaders, withoutKey } from './keptHeaders';
import { RecordedBody } from './recordedBody';
import { findCode } from './response';
import { arrivalsAsBytes } from './wire';
import type { Arrival, KeptBody, KeptExchange, KeptHeaders, KeptResponse, Wire } from './wire';

/** Bytes of all bodies of an answer, and arrivals, that are kept at most. With the headers they stay below 5 MB. */
const maxBodyBytes = 4_500_000;
const maxArrivals = 20_000;
/** Bytes of a large request that are read in one go. */
const blobStepBytes = 262_144;

interface RecordedResponse {
  readonly status: number;
  readonly headersMs: number;
  readonly headers: KeptHeaders;
  readonly body: RecordedBody;
  readonly arrivals: Arrival[];
  endMs: number;
  end: KeptResponse['end'];
}

interface RecordedExchange {
  readonly about: Pick<KeptExchange, 'dialect' | 'preset' | 'method' | 'url' | 'headers'>;
  /** Time of sending, by `performance.now()`. */
  readonly sent: number;
  readonly body: RecordedBody;
  response?: RecordedResponse;
  failure?: string;
}

/**
 * Records everything that is sent and received for one answer. The answer does not wait for it: pieces are noted as
 * they come, and looked at between other work. None of them is kept before the key is taken out.
 */
export class WireRecorder {
  /** A host that sends requests as the platform does, and records them. */
  readonly host: ChatHost;
  readonly #at = Date.now();
  readonly #exchanges: RecordedExchange[] = [];
  readonly #works = new OneByOne();
  readonly #breathe = pacer(nextTurn);
  #repeatedKey = false;
  #isFinished = false;
  /** The first work that our own code failed in. */
  #failed: Promise<void> | undefined;

  constructor(
    private readonly platform: ChatHost,
    private readonly endpoint: Pick<Endpoint, 'dialect' | 'preset'>,
    private readonly key: string | undefined,
  ) {
    this.host = {
      fetch: (url, init) => this.#fetch(url, init),
      openStream: (dialect, send, signal) => platform.openStream(dialect, send, signal),
      startSha256: () => platform.startSha256(),
      log: platform.log,
    };
  }

  /** Notes that the text of the answer repeated the key, in whatever pieces. The body with these pieces is not kept. */
  readonly keyRepeated = (): void => {
    this.#repeatedKey = true;
  };

  /**
   * Returns all that was recorded; `undefined` where nothing was sent. To be called once, when nothing more is to come.
   * Rejects where recording failed.
   */
  async finish(): Promise<Wire | undefined> {
    this.#isFinished = true;
    await this.#works.run(() => Promise.resolve());
    await this.#failed;
    return this.#exchanges.length === 0 ? undefined : this.#wire();
  }

  async #fetch(url: string, init: SentInit): Promise<Response> {
    const exchange = this.#begin(url, init);
    try {
      return this.#answered(exchange, await this.platform.fetch(url, init));
    } catch (error) {
      exchange.failure = findCode(error) ?? '';
      throw error;
    }
  }

  #begin(url: string, { method, headers = {}, body, files = [] }: SentInit): RecordedExchange {
    const { dialect, preset } = this.endpoint;
    const exchange: RecordedExchange = {
      about: {
        ...{ dialect, preset },
        method: method === 'POST' ? 'POST' : 'GET',
        url: withoutKey(url, this.key),
        headers: keptHeaders(requestHeaders(headers, this.key), this.platform.startSha256()),
      },
      sent: performance.now(),
      body: this.#startBody(),
    };
    this.#exchanges.push(exchange);
    if (body !== undefined) this.#later(() => this.#takeRequest(exchange.body, body, files));
    return exchange;
  }

  /** Returns the same answer, with a body that records each piece that is read. */
  #answered(exchange: RecordedExchange, answer: Response): Response {
    const { status, ok, headers, body } = answer;
    const elapsed = (): number => Math.round(performance.now() - exchange.sent);
    const headersMs = elapsed();
    const response: RecordedResponse = {
      ...{ status, headersMs, endMs: headersMs, end: body === null ? 'whole' : 'left' },
      headers: keptHeaders(responseHeaders(headers, this.key), this.platform.startSha256()),
      body: this.#startBody(!ok),
      arrivals: [],
    };
    exchange.response = response;
    // No `Response` can be made with another status. Hardly any of such a body is read, so it is not recorded.
    if (body === null || status < 200 || status > 599) return answer;
    const reader = body.getReader();
    const pull = async (controller: ReadableStreamController): Promise<void> => {
      const next = await reader.read().catch((error: unknown) => {
        if (!this.#isFinished && findCode(error) !== undefined) response.end = 'broken';
        throw error;
      });
      if (!this.#isFinished) response.endMs = elapsed();
      if (next.value === undefined) {
        if (!this.#isFinished) response.end = 'whole';
        return controller.close();
      }
      if (!this.#isFinished) this.#takePiece(response, next.value);
      controller.enqueue(next.value);
    };
    const cancel = (reason: unknown): Promise<void> => reader.cancel(reason);
    return new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 }), { status, headers });
  }

  #startBody(isError = false): RecordedBody {
    return new RecordedBody({
      hash: this.platform.startSha256(),
      key: this.key,
      isError,
      maxBytes: maxBodyBytes,
    });
  }

  #takePiece({ body, arrivals, endMs }: RecordedResponse, piece: Uint8Array): void {
    this.#later(async () => {
      await inSlices(body.take(piece), this.#breathe);
      // Pieces of one millisecond are one arrival.
      if (arrivals.at(-1)?.ms === endMs) arrivals.pop();
      if (arrivals.length < maxArrivals) arrivals.push({ end: body.end, ms: endMs });
      await this.#breathe();
    });
  }

  /**
   * Runs the work when all work before it is done. A failure is only noted: an answer is not lost because it could not
   * be recorded.
   */
  #later(work: () => Promise<void>): void {
    const done = this.#works.run(work);
    done.catch(() => (this.#failed ??= done));
  }

  async #takeRequest(body: RecordedBody, sent: Uint8Array | Blob, files: readonly BytesStretch[]): Promise<void> {
    let at = 0;
    for (const file of files) {
      await this.#takeStretch(body, sent, at, file.at);
      body.startFile(file);
      at = file.at + file.length;
      for await (const piece of piecesOf(sent, file.at, at)) {
        body.pass(piece);
        await this.#breathe();
      }
    }
    await this.#takeStretch(body, sent, at, sent instanceof Uint8Array ? sent.length : sent.size);
  }

  async #takeStretch(body: RecordedBody, sent: Uint8Array | Blob, from: number, to: number): Promise<void> {
    for await (const piece of piecesOf(sent, from, to)) await inSlices(body.take(piece), this.#breathe);
  }

  #wire(): Wire {
    const place = new Placing(
      this.#exchanges.flatMap(({ body, response }) => [body, ...(response ? [response.body] : [])]),
    );
    const first = this.#exchanges[0]!.sent;
    const exchanges = this.#exchanges.map(({ about, sent, body, response, failure }): KeptExchange => ({
      ...about,
      sentMs: Math.round(sent - first),
      body: place.body(body),
      ...(response && { response: this.#response(response, place) }),
      ...(failure !== undefined && { failure }),
    }));
    return { at: this.#at, exchanges, bytes: place.bytes };
  }

  #response({ body, arrivals, ...facts }: RecordedResponse, place: Placing): KeptResponse {
    const isLast = this.#exchanges.at(-1)?.response?.body === body;
    return {
      ...facts,
      body: place.body(body, isLast && this.#repeatedKey),
      arrivals: place.put(arrivalsAsBytes(arrivals)),
    };
  }
}

/** Yields a stretch of a body in pieces. */
async function* piecesOf(sent: Uint8Array | Blob, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += blobStepBytes) {
    const end = Math.min(to, at + blobStepBytes);
    yield sent instanceof Uint8Array ? sent.subarray(at, end) : new Uint8Array(await sent.slice(at, end).arrayBuffer());
  }
}

/** Puts the kept bytes one behind the other, and tells the place of each part. */
class Placing {
  readonly #pieces: Uint8Array[] = [];
  /** Bytes of each body that are kept, by its hash: a repeated attempt sends the same body once more. */
  readonly #shares: ReadonlyMap<string, number>;
  readonly #placed = new Map<string, KeptBody>();
  #end = 0;

  constructor(bodies: readonly RecordedBody[]) {
    for (const body of bodies) body.finish();
    const sizes = new Map(bodies.map(({ sha256, keptBytes }) => [sha256, keptBytes]));
    this.#shares = sharesOf(sizes, maxBodyBytes);
  }

  get bytes(): Uint8Array {
    return joinBytes(this.#pieces);
  }

  body(body: RecordedBody, isLeftOut = false): KeptBody {
    const { bytes, sha256, hadKey } = body;
    if (isLeftOut) return { bytes, hadKey: true, at: this.#end, kept: 0 };
    const same = this.#placed.get(sha256);
    if (same) return same;
    const share = this.#shares.get(sha256) ?? 0;
    const stretch = this.put(body.beginning(share));
    const files = body.filesIn(share);
    const placed = {
      bytes,
      sha256,
      ...(hadKey && { hadKey }),
      ...stretch,
      ...(files.length > 0 && { files: [...files] }),
    };
    this.#placed.set(sha256, placed);
    return placed;
  }

  put(bytes: Uint8Array): { readonly at: number; readonly kept: number } {
    const at = this.#end;
    this.#pieces.push(bytes);
    this.#end += bytes.length;
    return { at, kept: bytes.length };
  }
}

/** Divides the bytes among bodies: small bodies are kept whole, and large ones share the rest. */
function sharesOf(sizes: ReadonlyMap<string, number>, maxBytes: number): Map<string, number> {
  let left = maxBytes;
  const rising = [...sizes].sort(([, a], [, b]) => a - b);
  return new Map(
    rising.map(([sha256, size], i) => {
      const share = Math.min(size, Math.floor(left / (rising.length - i)));
      left -= share;
      return [sha256, share];
    }),
  );
}
