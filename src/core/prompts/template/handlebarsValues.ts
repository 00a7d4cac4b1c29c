import { isRecord } from '../../base/json';

// Values of an input, as a template sees them: their own fields and nothing that every object has.

/** A field that the value has itself. */
export function fieldOf(value: unknown, name: string): unknown {
  if (value === null || value === undefined) return undefined;
  const object = Object(value) as Record<string, unknown>;
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether Handlebars takes it for nothing: 0 is something to `with`, and nothing to `if`. */
export const isEmpty = (value: unknown): boolean =>
  (!value && value !== 0) || (Array.isArray(value) && value.length === 0);

/** The text of a value, as JavaScript writes it. */
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

/** JSON of a value; `undefined` where it has none. */
export function jsonOf(value: unknown, indent: unknown): string | undefined {
  const space = typeof indent === 'number' || typeof indent === 'string' ? indent : 0;
  try {
    return JSON.stringify(value, null, space);
  } catch {
    return undefined;
  }
}

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
