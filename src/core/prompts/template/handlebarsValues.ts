import { isRecord } from '../../base/json';
import { TemplateError } from './templateError';

// Values of an input, as a template sees them: their own fields and nothing that every object has.

/** Returns a field that the value has itself. */
export function fieldOf(value: unknown, name: string): unknown {
  if (value === null || value === undefined) return undefined;
  const object = Object(value) as Record<string, unknown>;
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether Handlebars takes a value for empty: 0 is a value for `with`, and empty for `if`. */
export const isEmpty = (value: unknown): boolean =>
  (!value && value !== 0) || (Array.isArray(value) && value.length === 0);

/**
 * Returns about as many UTF-16 code units as a value takes where it is written out or visited. Stops looking once they
 * are more than `most`. A value that stands at several places counts at each of them.
 */
export function weightOf(value: unknown, most: number): number {
  let weight = 0;
  const rest = [value];
  while (rest.length > 0 && weight <= most) {
    const next = rest.pop();
    if (typeof next === 'string') weight += next.length;
    else if (typeof next === 'object' && next !== null) {
      const inner: readonly unknown[] = Array.isArray(next) ? next : Object.entries(next).flat();
      weight += weightOfValue * inner.length;
      if (weight <= most) for (const each of inner) rest.push(each);
    }
  }
  return weight;
}

/** The weight of a value, which takes more time than a character. */
const weightOfValue = 8;

/** Converts a value to a text as JavaScript does. */
export function textOf(value: unknown, depth = 0): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null) return '';
      if (!Array.isArray(value)) return '[object Object]';
      return depth > 100 ? '' : value.map((each) => textOf(each, depth + 1)).join(',');
    case 'function':
    case 'symbol':
    case 'undefined':
      return '';
  }
}

/** Returns the JSON of a value; `undefined` where it has none. @param offset the place of the helper that writes it */
export function jsonOf(value: unknown, indent: unknown, offset: number): string | undefined {
  const space = typeof indent === 'number' || typeof indent === 'string' ? indent : 0;
  try {
    return JSON.stringify(value, null, space);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateError('too-deep', (say) => say('The value is nested too deep.'), offset);
  }
}

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
