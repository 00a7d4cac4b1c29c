import { strictSchema } from '../../../schema/strictSchema';
import type { StrictSchema } from '../../../schema/strictSchema';
import { CheckFault, badValue, shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck, Verdict } from '../verdict';
import { jsonObjectsIn } from './jsonInText';
import { readYaml } from './readYaml';

// Checks whether an answer is JSON, or has JSON in it. A check with a schema as its value needs JSON that fits it.

/** Returns the schema of a check; `undefined` where none is given. @throws CheckFault */
function schemaOf(input: CheckInput): StrictSchema | undefined {
  const { value } = input;
  if (value === undefined || value === null || value === '' || value === false || value === 0) return undefined;
  if (typeof value !== 'string' && typeof value !== 'object') throw badValue(input, 'a JSON Schema as its value');
  try {
    return strictSchema(typeof value === 'string' ? readYaml(value) : value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CheckFault('value', `The schema of "${input.type}" cannot be used: ${why}.`);
  }
}

function isJson(input: CheckInput): Verdict {
  const { text, inverse } = input;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const reason = `Expected ${inverse ? 'no JSON' : `JSON (${why})`}; the answer is ${shown(text)}.`;
    return verdict(inverse, reason);
  }
  const misfits = schemaOf(input)?.misfits(json);
  if (!misfits) return verdict(!inverse, `Expected ${inverse ? 'no ' : ''}JSON; the answer is ${shown(text)}.`);
  return fitting(input, misfits, text);
}

function fitting({ inverse }: CheckInput, misfits: readonly string[], json: string): Verdict {
  const fits = misfits.length === 0;
  const how = fits ? 'it fits' : misfits.join(', ');
  const wanted = inverse ? 'JSON that does not fit the schema' : 'JSON that fits the schema';
  return verdict(fits !== inverse, `Expected ${wanted}; of ${shown(json)}: ${how}.`);
}

/** Checks the objects in an answer. The first one that fits decides, else the last one. */
function containsJson(input: CheckInput): Verdict {
  const { text, inverse } = input;
  const objects = jsonObjectsIn(text);
  const schema = objects.length > 0 ? schemaOf(input) : undefined;
  if (!schema) {
    const reason = `Expected ${inverse ? 'no JSON object' : 'a JSON object'} in the answer ${shown(text)}.`;
    return verdict(objects.length > 0 !== inverse, reason);
  }
  let misfits: readonly string[] = [];
  for (const object of objects) {
    misfits = schema.misfits(object);
    if (misfits.length === 0) break;
  }
  return fitting(input, misfits, text);
}

export const jsonChecks: Readonly<Record<string, MakeCheck>> = { 'is-json': isJson, 'contains-json': containsJson };
