import type { JsonObject, PromptMetadata } from '../prompt';

/** Returns the values of an input, and defaults for those that it lacks. */
export const withDefaults = ({ input }: PromptMetadata, values: JsonObject = {}): JsonObject => ({
  ...input?.defaults,
  ...values,
});

/** Returns the names of values that a prompt needs, and that have neither a value nor a default. */
export function missingInputs(metadata: PromptMetadata, values: JsonObject): readonly string[] {
  const required = metadata.input?.schema?.['required'];
  const known = withDefaults(metadata, values);
  return Array.isArray(required)
    ? required.filter((name): name is string => typeof name === 'string' && !Object.hasOwn(known, name))
    : [];
}
