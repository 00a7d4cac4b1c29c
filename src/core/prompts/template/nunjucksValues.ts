import { isRecord } from '../../base/json';
import { NunjucksError } from './nunjucksError';

// Values as a template sees them: as the data that JSON has, and nothing of the language behind it.

/** Returns a part that the value has itself, so that a template never reaches what JavaScript gives each value. */
export function ownMember(target: unknown, key: string | number): unknown {
  if (typeof target === 'string') {
    if (key === 'length') return target.length;
    return typeof key === 'number' || /^(?:0|[1-9]\d*)$/.test(key) ? target[Number(key)] : undefined;
  }
  if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return undefined;
  const value = (target as Record<string | number, unknown>)[key];
  return typeof value === 'function' ? undefined : value;
}

/**
 * Converts a value to a text as JavaScript does in `'' + value`.
 * Fields of the value itself, such as `toString`, have no effect.
 */
export function jsText(value: unknown, offset: number, depth = 0): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    if (depth > 100) throw tooDeep(offset);
    return value.map((item) => (isMissing(item) ? '' : jsText(item, offset, depth + 1))).join(',');
  }
  return typeof value === 'object' && value !== null ? '[object Object]' : String(value);
}

/** Returns a value as it stands in a result. */
export const shownText = (value: unknown, offset: number): string => (isMissing(value) ? '' : jsText(value, offset));

/** Writes a value as JSON. @param indent as JSON.stringify has it. */
export function jsonText(value: unknown, indent: string | number | undefined, offset: number): string | undefined {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch {
    throw tooDeep(offset);
  }
}

export const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Compares `a == b` as JavaScript does. */
export function isLooselyEqual(a: unknown, b: unknown, offset: number): boolean {
  const [one, other] = [isObject(a), isObject(b)];
  if (one === other || isMissing(a) || isMissing(b)) return a == b;
  return one ? jsText(a, offset) == b : a == jsText(b, offset);
}

/** Returns the operand that `<` and similar signs compare: the text of a list or an object, or the value itself. */
export const comparable = (value: unknown, offset: number): string | number =>
  (isObject(value) ? jsText(value, offset) : value) as string | number;

const isObject = (value: unknown): boolean => isRecord(value) || Array.isArray(value);

const tooDeep = (offset: number): NunjucksError =>
  new NunjucksError((say) => say('The value is nested too deep.'), offset, offset, 'too-deep');
