import * as v from 'valibot';
import { unlessMissing } from '../../files/files';
import type { Files } from '../../files/files';
import { lineValue, linesOf } from '../../store/lines';
import { LineWriter, linePieces } from './lineWriter';

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
const maxBytes = 256 * 1024 ** 2;

/** Answers by the exact request: read at the start of a run, and added to as answers come. */
export class AnswerCache {
  private readonly writer: LineWriter;
  private unwritten: { readonly key: string; readonly answer: Answer }[] = [];

  private constructor(
    files: Files,
    path: string,
    private readonly answers: Map<string, Answer>,
  ) {
    this.writer = new LineWriter(files, path);
  }

  /** Opens the cache at a path whose folder is there. A line that cannot be read is asked again. */
  static async open(files: Files, path: string): Promise<AnswerCache> {
    const answers = new Map<string, Answer>();
    const stat = await unlessMissing(files.stat(path));
    if (!stat) await files.writeWhole(path, []);
    else {
      for await (const { bytes } of linesOf(files.readPieces(path))) {
        const read = v.safeParse(kept, bytes && lineValue(bytes));
        if (read.success) answers.set(read.output.key, read.output.answer);
      }
      if (stat.size > maxBytes) await halve(files, path, answers);
    }
    return new AnswerCache(files, path, answers);
  }

  get(key: string): Answer | undefined {
    return this.answers.get(key);
  }

  /** Rejects with a FileError where it cannot be kept. */
  async set(key: string, answered: Answer): Promise<void> {
    this.answers.set(key, answered);
    this.unwritten.push({ key, answer: answered });
    if (this.unwritten.length >= atOnce) await this.flush();
  }

  /** Writes what is not written yet: at the end of a run. What a crash takes is in its results, and only asked again by another run. */
  async flush(): Promise<void> {
    await Promise.all(this.unwritten.splice(0).map((each) => this.writer.add(each)));
  }
}

/** Answers that are written together. */
const atOnce = 100;

async function halve(files: Files, path: string, answers: Map<string, Answer>): Promise<void> {
  for (const key of [...answers.keys()].slice(0, answers.size / 2)) answers.delete(key);
  await files.writeWhole(path, linePieces([...answers].map(([key, answered]) => ({ key, answer: answered }))));
}
