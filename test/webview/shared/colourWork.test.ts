import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isQuickToColour } from '../../../src/webview/shared/colourWork';

/** Nearly as long as a block can be, in lines of so many characters. */
function block(text: string, width: number): string {
  const all = text.repeat(29_000 / text.length);
  const lines = Array.from({ length: all.length / width + 1 }, (_, at) => all.slice(at * width, (at + 1) * width));
  return lines.join('\n');
}

describe('what is coloured', () => {
  it('is code, as it is written', () => {
    const code = readFileSync(import.meta.filename, 'utf8');
    assert.ok(isQuickToColour(code.repeat(10)));
    assert.ok(isQuickToColour('name: value\nother: 1\n'.repeat(1_000)));
    assert.ok(isQuickToColour('RUN apt-get install -y curl\n'.repeat(1_000)));
  });

  // Each of these kept a page busy for one to three seconds in C, C++, C#, INI, Java, PHP or TypeScript.
  for (const text of ['a', 'QUJD', 'the quick brown fox jumps ', 'SELECT ', 'let ', 'a.', '_', '1', 'a*']) {
    it(`is no data of many times "${text}", on one line or on many`, () => {
      for (const width of [30_000, 999, 200]) assert.equal(isQuickToColour(block(text, width)), false, String(width));
    });
  }

  it('has no line of more than 1,000 characters', () => {
    assert.ok(isQuickToColour(`let a = "${'x'.repeat(980)}";`));
    assert.equal(isQuickToColour(`let a;\nlet b = "${'x'.repeat(1_000)}";\n`), false);
  });
});
