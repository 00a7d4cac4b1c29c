import { isRecord } from '../base/json';
import { ofLists, ofNames, ofSchema } from './keywords';

// Differences between Ajv and the drafts that can be avoided by writing the schema in another way.

/** A schema that has a rule and that everything fits. Ajv leaves out a schema without a rule. */
const everything = { allOf: [{}] };

const proto = '__proto__';

/** Words that Ajv interprets or refuses, and that neither draft knows, so that they have no meaning there. */
const unknownToDrafts = ['nullable', '$async', 'id', '$recursiveAnchor'];

/** Rewrites a schema so that Ajv reads it as the draft means it. */
export function soundSchema(schema: unknown, draft: 7 | 2020): unknown {
  if (!isRecord(schema)) return schema;
  // In draft-07, nothing beside a reference counts, not even an address.
  if (draft === 7 && typeof schema['$ref'] === 'string') return { $ref: schema['$ref'], ...kept(schema, draft) };
  const known = Object.entries(schema).filter(([name]) => !unknownToDrafts.includes(name));
  const sound = Object.fromEntries(known.map(([name, value]) => [name, soundValue(name, value, draft)]));
  // Ajv leaves out a property of this name, because it cannot write it, but takes it as a pattern.
  const { properties, patternProperties } = sound;
  if (isRecord(properties) && Object.hasOwn(properties, proto)) {
    const patterns = isRecord(patternProperties) ? patternProperties : {};
    const own = { allOf: [patterns[`^${proto}$`] ?? {}, properties[proto]] };
    sound['patternProperties'] = { ...patterns, [`^${proto}$`]: own };
  }
  // Nothing fits a list of no values, but Ajv takes it for a mistake.
  if (Array.isArray(schema['enum']) && schema['enum'].length === 0) {
    Reflect.deleteProperty(sound, 'enum');
    sound['allOf'] = [...(Array.isArray(sound['allOf']) ? (sound['allOf'] as unknown[]) : []), false];
  }
  // An `if` alone decides nothing, but what it has evaluated counts as evaluated.
  if ('if' in sound) return { then: everything, else: everything, ...sound };
  return sound;
}

/** Returns the definitions of a schema, which references may point into. */
const kept = (schema: Readonly<Record<string, unknown>>, draft: 7 | 2020): object =>
  Object.fromEntries(
    ['definitions', '$defs'].flatMap((name) => (name in schema ? [[name, soundValue(name, schema[name], draft)]] : [])),
  );

function soundValue(name: string, value: unknown, draft: 7 | 2020): unknown {
  if (ofLists.includes(name) && Array.isArray(value)) return value.map((each: unknown) => soundSchema(each, draft));
  if (ofSchema.includes(name)) return soundSchema(value, draft);
  if (!ofNames.includes(name) || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, soundSchema(each, draft)]));
}
