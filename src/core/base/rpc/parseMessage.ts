import * as v from 'valibot';

/** Returns a checked message from the other end, or `undefined` with the reason given to `onInvalid`. */
export function parseMessage<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  onInvalid: (why: string) => void,
): T | undefined {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  onInvalid(v.summarize(result.issues));
  return undefined;
}
