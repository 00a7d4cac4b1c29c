import type { Random } from '../promptfoo/random';

// Files as people leave them. What begins with `latin1:` is bytes, with `link:` where a link leads, with `folder:` a folder.

const words = [
  'Run',
  'the',
  'tests',
  'before',
  'you',
  'commit.',
  'Größe',
  '日本語',
  '🙂',
  '`code`',
  '- item',
  '# Title',
];

/** Lines of words, of about so many characters. */
export function someText(random: Random, length: number): string {
  let text = '';
  const end = random.of(['\n', '\n', '\n', '\r\n']);
  while (text.length < length) text += random.of(words) + (random.chance(0.15) ? end : ' ');
  return text.slice(0, length) + (random.chance(0.7) ? end : '');
}

const blanks = ['', ' \n\t\n', '\uFEFF', '\uFEFF\n', '\u00A0\n\u3000', '\0', '\r\n\r\n', '\u200B'];

/** Characters of one to four bytes, at a limit of bytes. */
const atLimit = ['x', 'é', '日', '🙂', '\n', '\r\n', '\0', '\uFEFF', 'e\u0301'];

/** Bytes that are no UTF-8, in Latin 1: single ones, cut characters, a surrogate, one that is too long. */
const noUtf8 = ['\xE9', '\xFF\xC3', '\xE2\x82', '\xF0\x9F\x99', '\xED\xA0\x80', '\xC0\xAF', '\xF5\x80', '\xEF\xBB'];

/** A text of exactly so many bytes, up to a character that goes over them, now and then with more behind it. */
function textOfBytes(random: Random, bytes: number): string {
  const start = someText(random, Math.min(200, Math.floor(bytes / 8)));
  const room = bytes - Buffer.byteLength(start) - random.below(4);
  return `${start}${'x'.repeat(Math.max(0, room))}${random.of(atLimit)}${random.chance(0.5) ? someText(random, 60) : ''}`;
}

/** A file: with a byte order mark, without any UTF-8, empty, blank, or right at a limit of bytes. */
export function someFile(random: Random, limits: readonly number[] = []): string {
  const kind = random.below(14);
  if (kind === 0) return random.of(blanks);
  if (kind === 1) return `${random.of(blanks)}${someText(random, 20)}${random.of(blanks)}`;
  if (kind === 2) return `\uFEFF${someText(random, 40)}`;
  if (kind === 3)
    return `latin1:${latinText(random, 30)}${random.of(noUtf8)}${latinText(random, 10)}${random.of(noUtf8)}`;
  if (kind <= 5 && limits.length > 0) return textOfBytes(random, random.of(limits) + random.of([-1, 0, 0, 1]));
  if (kind === 6) return someText(random, 9_000 + random.below(20_000));
  return someText(random, random.below(300));
}

const latinText = (random: Random, length: number): string =>
  someText(random, length).replaceAll(/[^\0-\x7F]/g, () => random.of(noUtf8));
