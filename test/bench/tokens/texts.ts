import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../../src/core/pocket/sampler';

const modules = path.resolve(import.meta.dirname, process.env['BENCH_MODULES'] ?? '../../../node_modules');
const UNITS = 1_000_000;

/** The texts of a kind of file below node_modules, in the order of their names, cut at 1,000,000 UTF-16 code units. */
function gather(folder: string, suffix: string): string {
  let text = '';
  const files = (readdirSync(path.join(modules, folder), { recursive: true }) as string[]).sort();
  for (const file of files) {
    if (text.length >= UNITS) break;
    if (file.endsWith(suffix)) text += readFileSync(path.join(modules, folder, file), 'utf8');
  }
  return text.slice(0, UNITS);
}

const WORDS =
  '日本語のテキスト|中文字符测试数据|한국어 텍스트|😀👩🏽‍💻|مرحبا بالعالم|สวัสดีชาวโลก|नमस्ते दुनिया|漢字かな交じり文|。|、| |\n'.split(
    '|',
  );

/** Words of many scripts, with a Chinese character at random after every fifth. About 1 MB of UTF-8. */
function manyScripts(): string {
  const random = randomNumbers(7);
  let text = '';
  while (text.length < 0.4 * UNITS) {
    text += WORDS[Math.floor(random() * WORDS.length)]!;
    if (random() < 0.2) text += String.fromCodePoint(0x4e00 + Math.floor(random() * 8000));
  }
  return text;
}

export const ordinaryTexts = (): Record<string, string> => ({
  English: gather('.', 'README.md'),
  TypeScript: gather('typescript/lib', '.d.ts'),
  JSON: gather('.', 'package.json'),
  'CJK + emoji': manyScripts(),
});

/** Runs of one class of characters, of that many UTF-16 code units. */
export function runsOfOneClass(units: number): Record<string, string> {
  const random = randomNumbers(11);
  const pick = (alphabet: string): string =>
    Array.from({ length: units }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return {
    "'a'…": 'a'.repeat(units),
    spaces: ' '.repeat(units),
    'line ends': '\n'.repeat(units),
    'one random word': pick('abcdefghijklmnopqrstuvwxyz'),
    punctuation: pick('!#$%&*+-.:;<=>?@^_~'),
    Chinese: Array.from({ length: units }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 6000))).join(''),
  };
}
