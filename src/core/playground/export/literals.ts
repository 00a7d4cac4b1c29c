import { isRecord } from '../../base/json';

/** A language in which the value of a request is written. */
type Notation = 'json' | 'typescript' | 'python';

/** Columns of a list or an object that stands on one line. */
const maxLineLength = 80;

/** Characters that reverse text, end lines or are invisible. Editors warn of them, or show other code than there is. */
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Puts a text in quotes. JSON's escapes mean the same in TypeScript and Python. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(unseen, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Writes the value of a JSON text as a literal, laid out as people write it. `indent`: spaces before the line it begins on.
 * A number is written as JSON writes it, which all three languages read.
 */
export function literal(value: unknown, notation: Notation, indent = 0): string {
  const flat = typeof value === 'string' ? quoted(value) : onOneLine(value, notation, maxLineLength - indent);
  if (flat !== undefined) return flat;
  const step = notation === 'python' ? 4 : 2;
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, notation, indent + step))
    : Object.entries(value as object).map(
        ([key, item]) => `${nameOf(key, notation)}: ${literal(item, notation, indent + step)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inside = ' '.repeat(indent + step);
  const end = notation === 'json' ? '' : ',';
  return `${open}\n${items.map((item) => inside + item).join(',\n')}${end}\n${' '.repeat(indent)}${close}`;
}

/** Writes a value on one line; `undefined` where a text, a list or an object takes more than `columns`. */
function onOneLine(value: unknown, notation: Notation, columns: number): string | undefined {
  if (typeof value === 'string') return value.length > columns ? undefined : quoted(value);
  if (!Array.isArray(value) && !isRecord(value)) return scalar(value, notation);
  const items: string[] = [];
  let left = columns - 2;
  const entries = Array.isArray(value) ? value.map((item) => ['', item] as const) : Object.entries(value);
  for (const [key, item] of entries) {
    const name = Array.isArray(value) ? '' : `${nameOf(key, notation)}: `;
    const text = onOneLine(item, notation, left - name.length);
    if (text === undefined) return undefined;
    items.push(name + text);
    left -= name.length + text.length + 2;
    if (left < 0) return undefined;
  }
  if (Array.isArray(value)) return `[${items.join(', ')}]`;
  if (items.length === 0) return '{}';
  return notation === 'python' ? `{${items.join(', ')}}` : `{ ${items.join(', ')} }`;
}

const pythonWords: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);

const scalar = (value: unknown, notation: Notation): string =>
  (notation === 'python' ? pythonWords.get(value) : undefined) ?? JSON.stringify(value);

function nameOf(key: string, notation: Notation): string {
  if (notation !== 'typescript') return quoted(key);
  // In a literal this name sets the prototype, and no property.
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
