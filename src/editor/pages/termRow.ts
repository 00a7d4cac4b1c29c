import * as v from 'valibot';

const row = v.object({ termId: v.string() });

/** The term that a command was given: by its id, or by a row of a view that stands for it. */
export function termIdOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  const read = v.safeParse(row, given);
  return read.success ? read.output.termId : undefined;
}
