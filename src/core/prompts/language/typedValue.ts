import { parseJson } from '../../base/json';
import type { JsonObject } from '../prompt';

/**
 * Reads the value that the user typed for a variable: as JSON where that is a list, an object, a number or a truth
 * value, and the schema does not say that it is a text. A number that would be written differently stays as it was
 * typed.
 */
export function typedValue(typed: string, schema: JsonObject | undefined): unknown {
  const value = isOfText(schema) ? undefined : parseJson(typed);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value) === typed ? value : typed;
  return typeof value === 'object' && value !== null ? value : typed;
}

/** Returns a value as it can be typed. */
export const shownValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Whether only texts fit a schema. */
function isOfText(schema: JsonObject | undefined): boolean {
  const choices = schema?.['enum'];
  if (Array.isArray(choices)) return choices.every((each) => each === null || typeof each === 'string');
  const types = [schema?.['type']].flat().filter((type) => type !== 'null');
  return types.length === 1 && types[0] === 'string';
}
