import type { Saying } from '../../base/say';
import type { Work } from '../../base/work';
import { stepsOf } from '../../base/work';

// `$'…'`: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html.

/** The text between the quotes and the offset behind the closing one, or the reason why no command can have it. */
export type AnsiText = { readonly value: string; readonly end: number } | { readonly problem: Saying };

/** UTF-16 code units of plain text, or escapes, in one step. */
const stepLength = 4_096;

const plain = new RegExp(`[^'\\\\]{1,${stepLength}}`, 'uy');
const escape = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([^])|([^]))/y;
const otherHalf = /\\u(d[c-f][0-9a-f]{2})/iy;

/** Reads a quoted text. @param start the offset behind the opening quote */
export function* ansiQuoted(text: string, start: number): Work<AnsiText> {
  const isStep = stepsOf(stepLength);
  const written = new AnsiWriter();
  let at = start;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    const before = at;
    const words = next(plain);
    const found = words ? null : next(escape);
    if (words) written.text(words[0]);
    else if (found) {
      const [, octal, byte, short, long, control, letter] = found;
      const point = Number.parseInt(short ?? long ?? '0', 16);
      if (point > 0x10ffff) return { problem: (say) => say('It has an escape that is no character.') };
      if (octal !== undefined) written.byte(Number.parseInt(octal, 8) & 0xff);
      else if (byte !== undefined) written.byte(Number.parseInt(byte, 16));
      else if (control !== undefined) written.byte(control.charCodeAt(0) & 0x1f);
      else if (short === undefined && long === undefined) {
        written.text(ansiLetters.get(letter ?? '') ?? `\\${letter ?? ''}`);
      } else {
        const character = String.fromCodePoint(point);
        // Browsers write a character in two halves, which no shell joins.
        const other = /^[\ud800-\udbff]$/.test(character) ? next(otherHalf)?.[1] : undefined;
        written.text(other === undefined ? character : character + String.fromCharCode(Number.parseInt(other, 16)));
      }
    } else if (text.charAt(at) === "'") break;
    else return { problem: (say) => say('A quote ({0}) is not closed.', "$'") };
    if (isStep(at - before)) yield;
  }
  const value = written.all;
  // A shell ends the text at such a character.
  if (value.includes('\0')) return { problem: (say) => say('It has a NUL character, which no command can take.') };
  return { value, end: at + 1 };
}

/** Joins text and bytes. Bytes that stand together are read as UTF-8. */
class AnsiWriter {
  private written = '';
  private bytes: number[] = [];

  text(text: string): void {
    this.written = this.all + (hasHalf.test(text) ? decoded(new TextEncoder().encode(text)) : text);
  }

  byte(byte: number): void {
    this.bytes.push(byte);
  }

  get all(): string {
    if (this.bytes.length > 0) this.written += decoded(Uint8Array.from(this.bytes));
    this.bytes = [];
    return this.written;
  }
}

const hasHalf = /\p{Surrogate}/u;
const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const ansiLetters: ReadonlyMap<string, string> = new Map([
  ...([
    ['a', '\x07'],
    ['b', '\b'],
    ['e', '\x1b'],
    ['E', '\x1b'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
  ] as const),
  ...([
    ['t', '\t'],
    ['v', '\v'],
    ['\\', '\\'],
    ["'", "'"],
    ['"', '"'],
    ['?', '?'],
  ] as const),
]);
