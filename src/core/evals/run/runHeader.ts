import * as v from 'valibot';

// The first line of `NAME.eval.jsonl`.

const format = 'ai-field-guide.eval';
/** Version of the lines that are written and read here. */
const version = 1;
/** Largest number of milliseconds that a date can be away from 1970. */
const latest = 8.64e15;

/** The plan of a run. With it, a reader of the file knows what is missing. */
const planned = v.object({
  cells: v.number(),
  columns: v.array(v.object({ prompt: v.string(), provider: v.string() })),
});
export type Planned = v.InferOutput<typeof planned>;

const header = v.object({
  format: v.literal(format),
  version: v.number(),
  id: v.string(),
  /** Milliseconds since 1970. */
  created: v.pipe(v.number(), v.minValue(-latest), v.maxValue(latest)),
  /** The name of the config, as it was given. */
  suite: v.string(),
  planned: v.exactOptional(planned),
});
export type Header = v.InferOutput<typeof header>;

/** The header of a newer version, whatever else it may say. */
const sign = v.object({ format: v.literal(format), version: v.pipe(v.number(), v.gtValue(version)) });

/** Signals that a newer version wrote the file, so that the meaning of its lines is not known here. */
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
