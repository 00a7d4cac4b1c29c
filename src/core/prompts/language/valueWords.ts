import { isRecord } from '../../base/json';
import type { Say } from '../../base/say';
import type { JsonObject } from '../prompt';
import { shownValue, typedValue } from './typedValue';

/** The most choices that are named in a line, which would be too long to read with more. */
const mostChoices = 12;

/** Describes the values that a variable takes, in a few words. `undefined`: any text. */
export function valueHint(schema: JsonObject | undefined, say: Say): string | undefined {
  const choices = choicesOf(schema);
  if (choices) {
    const named = choices.slice(0, mostChoices).map(shownValue).join(', ');
    return choices.length > mostChoices ? say('One of {0} …', named) : say('One of {0}', named);
  }
  const [type, ...more] = typesOf(schema);
  if (type === undefined || more.length > 0) return say('A text, or JSON');
  switch (type) {
    case 'integer':
      return say('A whole number');
    case 'number':
      return say('A number');
    case 'boolean':
      return say('true or false');
    case 'array':
      return say('A list in JSON, as ["a", "b"]');
    case 'object':
      return say('An object in JSON, as {"a": 1}');
    default:
      return undefined;
  }
}

/**
 * Describes the values that a variable takes, where the typed text is none of them. `undefined`: the text fits.
 * An empty text always fits: the variable then has no value, or its default.
 */
export function valueProblem(typed: string, schema: JsonObject | undefined, say: Say): string | undefined {
  if (typed === '') return undefined;
  const value = typedValue(typed, schema);
  const choices = choicesOf(schema);
  const types = typesOf(schema);
  const fits = choices
    ? choices.some((each) => shownValue(each) === typed || JSON.stringify(each) === JSON.stringify(value))
    : types.length === 0 || types.some((type) => isOfType(value, typed, type));
  return fits ? undefined : valueHint(schema, say);
}

function choicesOf(schema: JsonObject | undefined): readonly unknown[] | undefined {
  const choices = schema?.['enum'];
  return Array.isArray(choices) && choices.length > 0 ? choices.filter((each) => each !== null) : undefined;
}

/** Returns the types that a schema names, without null; none where it names no types. */
function typesOf(schema: JsonObject | undefined): string[] {
  const types = [schema?.['type']].flat().filter((type): type is string => typeof type === 'string');
  return types.filter((type) => type !== 'null');
}

/**
 * Whether a value is of a type.
 * @param typed the typed text, as a number that would be written differently stays a text
 */
function isOfType(value: unknown, typed: string, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(Number(typed)) && typed.trim() !== '';
    case 'number':
      return Number.isFinite(Number(typed)) && typed.trim() !== '';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}
