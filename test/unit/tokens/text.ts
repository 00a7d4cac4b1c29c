import fc from 'fast-check';
import type { EncodingName } from '../../../src/core/tokens/engine/encodingName';

export const encodings: readonly EncodingName[] = ['o200k_base', 'cl100k_base'];

/** Pieces that tokenizers get wrong: blanks, line ends, halves of pairs, marks, digits of two scripts, joined emoji. */
const pieces = [
  ...['a', 'Zq', 'hello', " it's", 'ſ', '中文', '日本語', 'é', 'e\u0301', '\u0301', 'ʰ', 'ǅ', '𝒳'],
  ...[' ', '   ', '\t', '\u00a0', '\u3000', '\u2028', '\n', '\r\n', '\r', '\n\n'],
  ...['1', '234', '٣', '½', '.', '/', '//', "'", "'s", '(', '{\n', ';', '<|endoftext|>', '—', '>'],
  ...['🙂', '👩‍👩‍👧', '🇫🇷', '\u{1fac8}', '\ud83d', '\ude42', '\ufeff', '\u0085', '\u0000'],
];

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 40,
    size: 'max',
  })
  .map((parts) => parts.join(''));
