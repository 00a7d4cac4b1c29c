import { languageNames } from '../languageNames';
import { glossary } from '../../../generated/glossary';

/** Numbers from 0 to 1, the same for the same seed on every machine. */
export type Random = () => number;

/** A small generator of good spread (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const forms = glossary.flatMap((term) => term.forms.map(({ text }) => text));
const words = [...new Set(forms.flatMap((form) => form.split(/[^\p{L}\p{N}]+/u)))].filter((word) => word !== '');

const blanks = [
  ' ',
  ' ',
  ' ',
  '-',
  '_',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\u00a0',
  '\u2028',
  '\u200b',
  '\u00ad',
  '&shy;',
  '\\\n',
];

/** Signs that open, close or hide something in one of the languages. */
const marks = [
  ...[
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```\n',
    '~~~',
    '[',
    '](',
    ')',
    '![',
    '<',
    '>',
    '</b>',
    '<b>',
    '<!--',
    '-->',
    '&nbsp;',
  ],
  ...[
    '"',
    "'",
    '"""',
    "'''",
    '//',
    '/*',
    '*/',
    '#',
    '# ',
    '--',
    '{',
    '}',
    '${',
    '\\',
    '\\n',
    '\\u00e9',
    '\\emph{',
    '$',
    '%',
  ],
  ...[
    '|',
    '|---|',
    '> ',
    '- ',
    '1. ',
    '===',
    '---',
    ':term:`',
    '.. ',
    '<<',
    '>>',
    '{nbsp}',
    '~',
    '@',
    '::',
    ';',
    ',',
    '. ',
  ],
  ...[
    '://',
    'https://',
    '/',
    './',
    '.md',
    '.',
    '?a=',
    '%20',
    'import ',
    'from ',
    'require(',
    '<style>',
    '<script>',
    '@{',
    'r#"',
  ],
];

/** Texts that are slow, or break, where a pattern tries too much or cuts a pair in two. */
const hostile = [
  ...['(a+)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?=(?:x))', '[^\\]]*', '{1,9999}', '\\p{L}', '$&', '$1', '(?<n>'],
  ...[
    '\ud800',
    '\udc00',
    '\ud83d',
    '\ude00',
    '\ud800\ud800',
    '😀',
    '👩‍👩‍👧',
    '\u0301',
    'é',
    'İ',
    'ſ',
    'ß',
    'ŉ',
    'ʰ',
    'ǅ',
    '\u0000',
    '\ufeff',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u202e', '\ufffe', '日本語', 'オーダー', 'عربي', '𝒳'],
];

const oneOf = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

function piece(random: Random): string {
  const kind = random();
  if (kind < 0.2) return oneOf(forms, random);
  if (kind < 0.4) return oneOf(words, random);
  if (kind < 0.6) return oneOf(blanks, random);
  if (kind < 0.8) return oneOf(marks, random);
  if (kind < 0.9) return oneOf(hostile, random);
  if (kind < 0.97) return String.fromCharCode(Math.floor(random() * 65_536));
  // The same again and again: nested, or a long line.
  return oneOf([...marks, ...hostile, 'a', 'A', 'context '], random).repeat(1 + Math.floor(random() * 40));
}

/** A text out of so many pieces. */
export function textOf(pieces: number, random: Random): string {
  const made: string[] = [];
  for (let left = pieces; left > 0; left--) {
    const text = piece(random);
    const kind = random();
    made.push(kind < 0.05 ? text.toUpperCase() : kind < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : text);
  }
  return made.join('');
}

const languages = [...languageNames, 'plaintext', 'markdown', 'no such language'];
export const languageOf = (random: Random): string => oneOf(languages, random);

/** Texts to make a long one of, out of copies. */
export const units: readonly string[] = [
  ...marks,
  ...hostile,
  ...[
    'context ',
    'context-',
    'context_',
    'token/',
    'a context window ',
    '[context](',
    '<b>context',
    '&shy;',
    'contextW',
    '**a',
  ],
  ...[
    '\\emph{',
    'token.',
    'A',
    'aB',
    '😀',
    ' ',
    '\n',
    'x\n',
    '"a',
    "'s",
    '```\n```\n',
    '[[[[a]]',
    'long context window ',
  ],
];
