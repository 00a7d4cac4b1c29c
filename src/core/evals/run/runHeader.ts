import * as v from 'valibot';

// The first line of `NAME.eval.jsonl`.

const format = 'ai-field-guide.eval';
/** That of the lines which are written and read here. */
const version = 1;
/** As far as a date can be from 1970, ms. */
const latest = 8.64e15;

/** The plan of a run. With it, whoever reads the file knows what is missing. */
const planned = v.object({
  cells: v.number(),
  columns: v.array(v.object({ prompt: v.string(), provider: v.string() })),
});
export type Planned = v.InferOutput<typeof planned>;

const header = v.object({
  format: v.literal(format),
  version: v.number(),
  id: v.string(),
  /** ms since 1970. */
  created: v.pipe(v.number(), v.minValue(-latest), v.maxValue(latest)),
  /** The config, as it was named. */
  suite: v.string(),
  planned: v.exactOptional(planned),
});
export type Header = v.InferOutput<typeof header>;

/** Whatever else a newer version may say. */
const sign = v.object({ format: v.literal(format), version: v.pipe(v.number(), v.gtValue(version)) });

/** A newer version wrote the file: what its lines mean is not known here. */
export class NewerResultsError extends Error {
  override readonly name = 'NewerResultsError';
}

export const headerOf = (head: Omit<Header, 'format' | 'version'>): Header => ({ format, version, ...head });

/** Reads the first line of a file, which describes its run. `undefined`: it is no header. @throws NewerResultsError */
export function headOf(line: unknown): Header | undefined {
  if (v.is(sign, line)) throw new NewerResultsError();
  const read = v.safeParse(header, line);
  return read.success ? read.output : undefined;
}
