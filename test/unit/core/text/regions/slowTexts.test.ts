import assert from 'node:assert/strict';
import { languageRoot } from '../../../../../src/core/text/regions/grammars';
import { languageNames } from '../../../../support/languageNames';
import { Regions } from '../../../../../src/core/text/regions/regions';
import type { Mode } from '../../../../../src/core/text/regions/grammars/syntax';
import { Lines } from './regionsOf';

/** The marks of a language and of what its texts hold, as far as a few steps lead: holes make modes without end. */
function marksOf(root: Mode): readonly string[] {
  const modes = new Set([root]);
  const marks: string[] = [];
  for (const mode of modes) {
    for (const { mark, step } of mode.rules()) {
      marks.push(mark);
      if ('mode' in step && modes.size < 80) modes.add(step.mode);
    }
  }
  return marks;
}

/** A mark without its escapes and character classes, so that what is left of `*`, `+` and braces repeats. */
const repeats = (mark: string): boolean =>
  /[*+]|\{\d+,\}/.test(mark.replace(/\\[^]/g, 'e').replace(/\[[^\]]+\]/g, 'c'));

describe('Regions of a text that is made to be slow', () => {
  it('look at every place in any language for marks of a bounded length only', () => {
    const roots = new Set(languageNames.map((name) => languageRoot(name)!.mode));
    const marks = [...roots].flatMap(marksOf);
    assert.ok(marks.length > 500);
    // At the start of a line a mark is looked for once.
    assert.deepEqual([...new Set(marks.filter((mark) => !mark.startsWith('^') && repeats(mark)))], []);
  });

  for (const [languageId, mark] of [
    ['yaml', '"'],
    ['typescript', 'a/'],
    ['shellscript', 'a#'],
  ] as const) {
    it(`count as work what looks like a mark of ${languageId} and is none: ${mark}`, () => {
      const text = `a${mark.repeat(60_000)}`;
      const slices = [...new Regions(languageId, new Lines(text)).prepare()].length;
      assert.ok(slices >= 60_000 / 2_000, `${slices}`);
    });
  }

  it('look at each backtick of Markdown a few times, however many lengths of runs a line has', () => {
    const line = Array.from({ length: 64 }, (_each, i) => '`'.repeat(i + 1)).join('a');
    const text = Array.from({ length: 50 }, () => line).join('\n');
    const usual = Object.getOwnPropertyDescriptor(String.prototype, 'charAt')!;
    let looks = 0;
    Object.defineProperty(String.prototype, 'charAt', {
      ...usual,
      value(this: string, at: number) {
        looks++;
        return this[at] ?? '';
      },
    });
    try {
      [...new Regions('markdown', new Lines(text)).prepare()];
    } finally {
      Object.defineProperty(String.prototype, 'charAt', usual);
    }
    assert.ok(looks > 0 && looks < 4 * text.length, `${looks} looks at ${text.length} characters`);
  });

  const spaces = ' '.repeat(1_000);
  for (const [languageId, text] of [
    ['javascript', '=/[\\'.repeat(100_000)],
    ['javascript', `\`${'${`'.repeat(100_000)}`],
    ['javascript', `\`\${${'{'.repeat(100_000)}`],
    ['javascriptreact', '<a>'.repeat(100_000)],
    ['javascript', ' /'.repeat(300_000)],
    ['python', '{'.repeat(100_000)],
    ['python', `def a${'"'.repeat(200_000)}`],
    ['markdown', Array.from({ length: 4_000 }, (_each, i) => '`'.repeat((i % 180) + 1)).join(' ')],
    ['markdown', '- '.repeat(200_000)],
    ['markdown', '> ```md\n'.repeat(20_000)],
    ['yaml', `${spaces}"`.repeat(1_000)],
    ['yaml', ': '.repeat(300_000)],
    ['html', '<script'.repeat(100_000)],
    ['html', '<pre '.repeat(100_000)],
    ['vue', '<script>{{'.repeat(100_000)],
    ['ruby', '<<~A '.repeat(100_000)],
    ['sql', '$a'.repeat(300_000)],
    ['no-such-language', 'x'.repeat(1_000_000)],
  ] as const) {
    it(`takes ${JSON.stringify(text.slice(0, 12))}… in ${languageId} in no more slices than its length asks for`, () => {
      const slices = [...new Regions(languageId, new Lines(text)).prepare()].length;
      assert.ok(slices <= 2 + text.length / 500, `${slices}`);
    });
  }
});
