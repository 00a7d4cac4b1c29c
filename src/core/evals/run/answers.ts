import * as v from 'valibot';
import { joinBytes } from '../../base/bytes';
import { pacer } from '../../base/work';
import { FileError, isFileError, unlessMissing } from '../../files/files';
import type { Files } from '../../files/files';
import { lineValue, linesOf } from '../../store/lines';
import type { StoreHost } from '../../store/types';
import { LineWriter } from './lineWriter';

const nullableNumber = v.nullable(v.number());

/** What came of a request, as checks look at it and as a cache keeps it. */
export const answer = v.object({
  /** The text; of a model that calls tools its calls, as JSON. */
  output: v.string(),
  /** `output` is calls of tools. */
  isCalls: v.exactOptional(v.literal(true)),
  finish: v.nullable(v.string()),
  ...{ inputTokens: nullableNumber, outputTokens: nullableNumber, costUsd: nullableNumber, latencyMs: nullableNumber },
  /** Natural logarithms, token by token. */
  logProbs: v.exactOptional(v.array(v.number())),
});
export type Answer = v.InferOutput<typeof answer>;

const kept = v.object({ key: v.string(), answer });

/** Bytes of a cache; beyond them the oldest half goes. */
const maxCacheBytes = 64 * 1024 ** 2;

/** Answers that are written together. */
const atOnce = 100;

type CacheHost = Pick<StoreHost, 'files' | 'sha256' | 'nextTurn'>;

/**
 * Answers by the exact request, for all suites: read at the start of a run, and added to as answers come. Several runs may use the file
 * at once: each adds whole lines, and knows those of the others from its next start on.
 */
export class AnswerCache {
  private readonly writer: LineWriter;
  private unwritten: { readonly key: string; readonly answer: Answer }[] = [];
  /** Why the file takes no more: answers that come are kept for this run alone. */
  fault: FileError | undefined;

  private constructor(
    private readonly host: CacheHost,
    path: string,
    /** As a line of the file, until somebody asks for it; the newest last. */
    private readonly answers: Map<string, Uint8Array | Answer>,
  ) {
    this.writer = new LineWriter(host.files, path);
  }

  /** Opens the cache at a path whose folder is there. A line that cannot be read is asked again. */
  static async open(host: CacheHost, path: string, maxBytes = maxCacheBytes): Promise<AnswerCache> {
    const { files } = host;
    const answers = new Map<string, Uint8Array>();
    await files.createExclusive(path, new Uint8Array()).catch((error: unknown) => {
      if (!isFileError(error, 'exists')) throw error;
    });
    let [size, isCut] = [0, false];
    const breathe = pacer(() => host.nextTurn());
    for await (const { bytes, to, isWhole } of linesOf(files.readPieces(path))) {
      [size, isCut] = [to, !isWhole];
      const key = bytes && keyIn(bytes);
      if (!bytes || key === undefined) continue;
      answers.delete(key);
      answers.set(key, bytes);
      await breathe();
    }
    if (size > maxBytes) await keepNewest(files, path, answers, maxBytes / 2);
    // What a crash has cut off would spoil the next line.
    else if (isCut) await files.append(path, newline);
    return new AnswerCache(host, path, answers);
  }

  /** @param request all that its answer hangs on: only its hash is kept. */
  async get(request: string): Promise<Answer | undefined> {
    const key = await this.keyOf(request);
    const found = this.answers.get(key);
    if (found === undefined || !(found instanceof Uint8Array)) return found;
    const read = v.safeParse(kept, lineValue(found));
    if (!read.success) return undefined;
    this.answers.set(key, read.output.answer);
    return read.output.answer;
  }

  async has(request: string): Promise<boolean> {
    return this.answers.has(await this.keyOf(request));
  }

  async set(request: string, answered: Answer): Promise<void> {
    const key = await this.keyOf(request);
    this.answers.set(key, answered);
    this.unwritten.push({ key, answer: answered });
    if (this.unwritten.length >= atOnce) await this.flush();
  }

  /**
   * Writes what is not written yet: at the end of a run. What a crash takes is in its results, and only asked again by another run.
   * Whoever deletes the cache meanwhile wants nothing to be kept.
   */
  async flush(): Promise<void> {
    const lines = this.unwritten.splice(0);
    if (this.fault) return;
    try {
      await unlessMissing(Promise.all(lines.map((each) => this.writer.add(each))));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.fault = error;
    }
  }

  private keyOf(request: string): Promise<string> {
    return this.host.sha256(new TextEncoder().encode(request));
  }
}

const newline = new Uint8Array([10]);

/** Where the key is in a line, which begins with it. */
const keyAt = '{"key":"'.length;
const keyLength = 64;

/** The key of a line: the rest is read when somebody asks for it. */
function keyIn(line: Uint8Array): string | undefined {
  const start = String.fromCharCode(...line.subarray(0, keyAt + keyLength + 1));
  return /^\{"key":"([\da-f]{64})"$/.exec(start)?.[1];
}

/** Where it cannot be done now, the next run does it. What another run adds meanwhile may get lost: it is asked again. */
async function keepNewest(
  files: Files,
  path: string,
  answers: Map<string, Uint8Array>,
  maxBytes: number,
): Promise<void> {
  let left = maxBytes;
  for (const [key, line] of [...answers].reverse()) {
    left -= line.length + 1;
    if (left < 0) answers.delete(key);
  }
  try {
    await files.writeWhole(path, linesAsPieces(answers.values()));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}

/** Bytes of a piece: each is a write of its own. */
const pieceBytes = 256 * 1024;

function* linesAsPieces(lines: Iterable<Uint8Array>): Generator<Uint8Array> {
  let [parts, size]: [Uint8Array[], number] = [[], 0];
  for (const line of lines) {
    parts.push(line, newline);
    size += line.length + 1;
    if (size < pieceBytes) continue;
    yield joinBytes(parts);
    [parts, size] = [[], 0];
  }
  yield joinBytes(parts);
}
