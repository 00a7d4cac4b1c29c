import type { Span } from '../../text/span';
import type { TemplateText } from '../prompt';

/** A function that maps a place in a template to its file. */
export type PlaceOf = (offset: number) => number;

/**
 * Finds the places of a template in its file, even where YAML or JSON writes it with indentation, in folded lines or
 * with escapes. Both texts are read side by side. `undefined`: the file writes the template in an unknown way.
 */
export function placesOfSource(text: string, { span, source }: TemplateText): PlaceOf | undefined {
  if (text.startsWith(source, span.start)) return (offset) => span.start + offset;
  const places: number[] = [];
  for (const { value, start } of writtenIn(text, span)) {
    const next = source.charAt(places.length);
    const isSame = value !== '' && source.startsWith(value, places.length);
    if (isSame) for (let unit = 0; unit < value.length; unit++) places.push(start);
    // The file may have a line end for a space.
    else if (isSpace(value) && isSpace(next)) places.push(start);
    else if (value !== '' && !isSpace(value)) return undefined;
  }
  if (source.slice(places.length).trim() !== '') return undefined;
  return (offset) => places[offset] ?? span.end;
}

const isSpace = (text: string): boolean => /^\s$/.test(text);

interface Written {
  /** The character; empty for an escaped line end. */
  readonly value: string;
  readonly start: number;
}

/**
 * Yields the characters of a value of YAML or JSON as they are written: those between quotation marks, or in the lines
 * of a block.
 */
function* writtenIn(text: string, span: Span): Generator<Written> {
  const quote = /["']/.exec(text.charAt(span.start))?.[0];
  const end = quote === undefined ? span.end : span.end - 1;
  for (let at = quote === undefined ? bodyOf(text, span.start) : span.start + 1; at < end;) {
    const start = at;
    if (quote === '"' && text[at] === '\\') {
      const { value, length } = escapeAt(text, at);
      at += length;
      yield { value, start };
    } else {
      at += quote === "'" && text.startsWith("''", at) ? 2 : 1;
      yield { value: text.charAt(start), start };
    }
  }
}

/** Returns the place after the line that begins a block: `|`, `>-`, `|2 # comment`. */
function bodyOf(text: string, start: number): number {
  const head = /[|>][-+0-9]*[ \t]*(?:#.*)?\r?\n/y;
  head.lastIndex = start;
  return head.test(text) ? head.lastIndex : start;
}

const named: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', a: '\x07', e: '\x1b' },
  ...{ N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' },
};

function escapeAt(text: string, at: number): { readonly value: string; readonly length: number } {
  const code = /\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})/iy;
  code.lastIndex = at;
  const [whole] = code.exec(text) ?? [];
  const point = Number.parseInt(whole?.slice(2) ?? '', 16);
  if (whole !== undefined && point <= 0x10ffff) return { value: String.fromCodePoint(point), length: whole.length };
  const lineEnd = /\\\r?\n[ \t]*/y;
  lineEnd.lastIndex = at;
  const [folded] = lineEnd.exec(text) ?? [];
  if (folded !== undefined) return { value: '', length: folded.length };
  const letter = text.charAt(at + 1);
  return { value: named[letter] ?? letter, length: 2 };
}
