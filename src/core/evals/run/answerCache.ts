import * as v from 'valibot';
import { joinBytes } from '../../base/bytes';
import { pacer } from '../../base/work';
import { FileError, isFileError, unlessMissing } from '../../files/files';
import type { ByteRange, Files } from '../../files/files';
import { lineValue, linesOf } from '../../store/fileLines';
import type { StoreHost } from '../../store/storeTypes';
import { LineWriter, lineAt, linePieces } from './lineWriter';

const nullableNumber = v.nullable(v.number());

/** The answer to a request, as checks look at it and as a cache keeps it. */
export const answer = v.object({
  /** The text; where the model calls tools, its calls as JSON. */
  output: v.string(),
  /** Whether `output` has calls of tools. */
  isCalls: v.exactOptional(v.literal(true)),
  finish: v.nullable(v.string()),
  ...{ inputTokens: nullableNumber, outputTokens: nullableNumber, costUsd: nullableNumber, latencyMs: nullableNumber },
  /** Natural logarithms, token by token. */
  logProbs: v.exactOptional(v.array(v.number())),
});
export type Answer = v.InferOutput<typeof answer>;

const kept = v.object({ key: v.string(), answer });

/** Maximum size, in bytes, of a cache. Beyond it, the oldest half is removed. */
const maxCacheBytes = 64 * 1024 ** 2;

/** Numbers of answers, and of their characters, from which on they are written together. */
const atOnce = 100;
const lengthAtOnce = 512 * 1024;

/** Bytes of a line beyond which it stays in the file until its answer is asked for. */
const longLine = 4_000;

type CacheHost = Pick<StoreHost, 'files' | 'sha256' | 'nextTurn'>;

/**
 * Answers by the exact request, for all suites. They are read at the start of a run, and added as they come. Several runs
 * may use the file at once: each adds whole lines, and knows those of the others from its next start on.
 */
export class AnswerCache {
  private readonly writer: LineWriter;
  private unwritten: { readonly key: string; readonly answer: Answer }[] = [];
  private unwrittenLength = 0;
  /** Why the file takes no more answers. Those that still come are kept for this run alone. */
  fault: FileError | undefined;

  private constructor(
    private readonly host: CacheHost,
    private readonly path: string,
    private readonly answers: Answers,
  ) {
    this.writer = new LineWriter(host.files, path);
  }

  /** Opens the cache at a path whose folder exists. An answer whose line cannot be read is asked for again. */
  static async open(host: CacheHost, path: string, maxBytes = maxCacheBytes): Promise<AnswerCache> {
    const { files } = host;
    await files.createExclusive(path, new Uint8Array()).catch((error: unknown) => {
      if (!isFileError(error, 'exists')) throw error;
    });
    let { answers, size, isCut } = await readAnswers(host, path);
    if (size > maxBytes && (await keepNewest(files, path, answers, maxBytes / 2))) {
      ({ answers, size, isCut } = await readAnswers(host, path));
    }
    // A line that a crash has cut off would spoil the next one.
    if (isCut) await files.append(path, newline);
    return new AnswerCache(host, path, answers);
  }

  /**
   * Returns the answer to a request; `undefined` where none is kept.
   * @param request all that its answer depends on. Only its hash is kept.
   */
  async get(request: string): Promise<Answer | undefined> {
    const key = await this.keyOf(request);
    const found = this.answers.get(key);
    if (found === undefined || 'output' in found) return found;
    const answer = await this.answerAt(key, found);
    // Another run that uses the file has moved the line.
    return answer ?? this.movedAnswer(key);
  }

  async has(request: string): Promise<boolean> {
    return this.answers.has(await this.keyOf(request));
  }

  async set(request: string, answered: Answer): Promise<void> {
    const key = await this.keyOf(request);
    this.answers.set(key, answered);
    this.unwritten.push({ key, answer: answered });
    this.unwrittenLength += answered.output.length;
    if (this.unwritten.length >= atOnce || this.unwrittenLength >= lengthAtOnce) await this.flush();
  }

  /**
   * Writes the answers that are not written yet. It is called at the end of a run, too. Answers that are lost in a crash
   * are still in the results of this run, and only another run asks for them again. Where the cache was deleted
   * meanwhile, nothing is kept.
   */
  async flush(): Promise<void> {
    const lines = this.unwritten.splice(0);
    this.unwrittenLength = 0;
    if (this.fault) return;
    try {
      await unlessMissing(Promise.all(lines.map((each) => this.write(each))));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.fault = error;
    }
  }

  private async write(line: { readonly key: string; readonly answer: Answer }): Promise<void> {
    const { key, answer: written } = line;
    const place = await this.writer.add(line);
    if (place.to - place.from > longLine && this.answers.get(key) === written) this.answers.set(key, place);
  }

  private async answerAt(key: string, found: Uint8Array | ByteRange): Promise<Answer | undefined> {
    const line = found instanceof Uint8Array ? found : await this.lineAt(found);
    const read = v.safeParse(kept, line && lineValue(line));
    return read.success && read.output.key === key ? read.output.answer : undefined;
  }

  private async lineAt(place: ByteRange): Promise<Uint8Array | undefined> {
    try {
      return await lineAt(this.host.files, this.path, place);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return undefined;
    }
  }

  /** Looks for an answer in the whole file, and updates the places of the others. */
  private async movedAnswer(key: string): Promise<Answer | undefined> {
    const now = await unlessMissing(readAnswers(this.host, this.path));
    for (const [each, known] of this.answers) {
      if (!('from' in known)) continue;
      const moved = now?.answers.get(each);
      if (moved) this.answers.set(each, moved);
      else this.answers.delete(each);
    }
    const found = now?.answers.get(key);
    return found && !('output' in found) ? this.answerAt(key, found) : undefined;
  }

  private keyOf(request: string): Promise<string> {
    return this.host.sha256(new TextEncoder().encode(request));
  }
}

const newline = new Uint8Array([10]);

/** Where the key is in a line, which begins with it. */
const keyAt = '{"key":"'.length;
const keyLength = 64;

/** Returns the key of a line. The rest is read when its answer is asked for. */
function keyIn(line: Uint8Array): string | undefined {
  const start = String.fromCharCode(...line.subarray(0, keyAt + keyLength + 1));
  return /^\{"key":"([\da-f]{64})"$/.exec(start)?.[1];
}

/** Answers by key, the newest last: an answer itself, its line as it was read, or the place of its line in the file. */
type Answers = Map<string, Answer | Uint8Array | ByteRange>;

async function readAnswers(
  { files, nextTurn }: CacheHost,
  path: string,
): Promise<{ answers: Answers; size: number; isCut: boolean }> {
  const answers: Answers = new Map();
  let [size, isCut] = [0, false];
  const breathe = pacer(() => nextTurn());
  for await (const { bytes, from, to, isWhole } of linesOf(files.readPieces(path))) {
    [size, isCut] = [to, !isWhole];
    const key = bytes && keyIn(bytes);
    if (!bytes || key === undefined) continue;
    answers.delete(key);
    // Copies the line, as the piece that it came in would otherwise stay in memory, too.
    answers.set(key, bytes.length > longLine ? { from, to } : bytes.slice());
    await breathe();
  }
  return { answers, size, isCut };
}

/**
 * Writes the file anew with the newest answers alone. Where that cannot be done now, the next run does it. Answers that
 * another run adds meanwhile may get lost, and are then asked for again.
 * @returns whether it was done.
 */
async function keepNewest(files: Files, path: string, answers: Answers, maxBytes: number): Promise<boolean> {
  let left = maxBytes;
  const newest = new Set<string>();
  for (const [key, line] of [...answers].reverse()) {
    left -= line instanceof Uint8Array ? line.length + 1 : 'from' in line ? line.to - line.from : 0;
    if (left < 0) break;
    newest.add(key);
  }
  try {
    await files.writeWhole(path, linePieces(linesOfKeys(files, path, answers, newest)));
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return false;
  }
}

async function* linesOfKeys(
  files: Files,
  path: string,
  answers: Answers,
  keys: ReadonlySet<string>,
): AsyncGenerator<Uint8Array> {
  for (const [key, line] of answers) {
    if (!keys.has(key)) continue;
    if (line instanceof Uint8Array) yield joinBytes([line, newline]);
    else if ('from' in line) yield await lineAt(files, path, line);
  }
}
