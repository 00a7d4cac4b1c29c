import type { StringLanguage } from './literal';

interface Escape {
  readonly text: string;
  /** UTF-16 code units, with the backslash. */
  readonly length: number;
}

/** Meanings of the characters behind a backslash, in each language. */
const letters: Readonly<Record<StringLanguage, Readonly<Record<string, string>>>> = {
  script: { n: '\n', t: '\t', r: '\r', b: '\b', v: '\v', f: '\f' },
  python: { '\\': '\\', "'": "'", '"': '"', n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', v: '\v', f: '\f' },
  go: { '\\': '\\', '"': '"', n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', v: '\v', f: '\f' },
  java: { '\\': '\\', "'": "'", '"': '"', n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ' },
  kotlin: { '\\': '\\', "'": "'", '"': '"', $: '$', n: '\n', t: '\t', r: '\r', b: '\b' },
  csharp: {
    ...{ '\\': '\\', "'": "'", '"': '"', '0': '\0', n: '\n', t: '\t', r: '\r' },
    ...{ a: '\x07', b: '\b', e: '\x1b', v: '\v', f: '\f' },
  },
};

/** Numbers behind a backslash, as each language writes them. */
const numbers: Readonly<Record<StringLanguage, readonly (readonly [pattern: RegExp, base: 8 | 16])[]>> = {
  script: [
    [/x([\da-f]{2})/iy, 16],
    [/u([\da-f]{4})/iy, 16],
    [/u\{([\da-f]{1,8})\}/iy, 16],
    [/([0-3][0-7]{0,2}|[4-7][0-7]?)/y, 8],
  ],
  python: [
    [/x([\da-f]{2})/iy, 16],
    [/u([\da-f]{4})/y, 16],
    [/U([\da-fA-F]{8})/y, 16],
    [/([0-7]{1,3})/y, 8],
  ],
  // Escapes of bytes are read only where the byte is a character by itself.
  go: [
    [/x([0-7][\da-fA-F])/y, 16],
    [/u([\da-fA-F]{4})/y, 16],
    [/U([\da-fA-F]{8})/y, 16],
    [/([01][0-7]{2})/y, 8],
  ],
  java: [
    [/u+([\da-fA-F]{4})/y, 16],
    [/([0-3][0-7]{0,2}|[4-7][0-7]?)/y, 8],
  ],
  kotlin: [[/u([\da-fA-F]{4})/y, 16]],
  csharp: [
    [/x([\da-fA-F]{1,4})/y, 16],
    [/u([\da-fA-F]{4})/y, 16],
    [/U([\da-fA-F]{8})/y, 16],
  ],
};

/**
 * Reads the escape behind the backslash at `at`. `undefined`: the language does not have it, or its meaning is not
 * known here.
 */
export function escapeAt(text: string, at: number, language: StringLanguage): Escape | undefined {
  const next = text.charAt(at + 1);
  const brk = lineBreakAt(text, at + 1);
  if (brk > 0)
    return language === 'go' || language === 'csharp' || language === 'kotlin'
      ? undefined
      : { text: '', length: 1 + brk };
  const letter = Object.hasOwn(letters[language], next) ? letters[language][next] : undefined;
  if (letter !== undefined && !(language === 'csharp' && next === '')) return { text: letter, length: 2 };
  for (const [pattern, base] of numbers[language]) {
    pattern.lastIndex = at + 1;
    const match = pattern.exec(text);
    if (!match) continue;
    const code = parseInt(match[1] ?? '', base);
    if (code > 0x10ffff || (language === 'go' && code >= 0xd800 && code < 0xe000)) return undefined;
    return { text: String.fromCodePoint(code), length: 1 + match[0].length };
  }
  if (language === 'script' && next !== '' && !/[xu\d]/.test(next)) {
    const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
    return { text: character, length: 1 + character.length };
  }
  if (language === 'script' && /[89]/.test(next)) return { text: next, length: 2 };
  // Names of characters are not known here. A backslash that begins no escape stays as it is written.
  if (language === 'python' && next !== '' && !/[xuUN]/.test(next)) return { text: '\\', length: 1 };
  return undefined;
}

/** UTF-16 code units of the line break at a place; 0: there is none. */
export function lineBreakAt(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return 2;
  const character = text.charAt(at);
  return character === '\n' || character === '\r' ? 1 : 0;
}

/** Writes the escape of a character that cannot be written as it is. */
export function escapeOf(character: string, language: StringLanguage): string {
  const named = Object.entries(letters[language]).find(
    ([letter, value]) => value === character && /[nrt]/.test(letter),
  );
  if (named) return `\\${named[0]}`;
  // Java reads \uXXXX before everything else, so it counts as the character itself.
  if (language === 'java' && character < '\u0100') return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return Array.from({ length: character.length }, (_, i) => {
    const hex = character.charCodeAt(i).toString(16);
    return `\\u${hex.padStart(4, '0')}`;
  }).join('');
}
