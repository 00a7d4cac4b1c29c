import assert from 'node:assert/strict';
import fc from 'fast-check';
import { render, svg } from 'lit';
import { PrefixReader } from '../../../src/core/lab/prefixReader';
import { writeSteps } from '../../../src/core/lab/steps';
import { answerText } from '../../../src/core/lab/tokenNames';
import { textWidth } from '../../../src/webview/lab/flow';
import { drawLines, linesOf } from '../../../src/webview/lab/pictureLines';
import { WindowedText } from '../../../src/webview/lab/stations/contextWindow/reading';
import { pocketModel } from '../../support/pocket';

const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }).map((text) => text.replace(/\s/g, 'x'));
const sentence = fc.array(word, { maxLength: 30 }).map((all) => all.join(' '));

const shownIn = (text: string, options = {}): { readonly lines: string[]; readonly height: number } => {
  const { content, height } = drawLines(text, 0, { width: 200, type: 13 }, options);
  const root = document.createElement('div');
  render(svg`<svg>${content}</svg>`, root);
  return { lines: [...root.querySelectorAll('text')].map((line) => line.textContent), height };
};

describe('the sentences of a picture', () => {
  it('are broken between words, lose none, and fit', () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 110, max: 900 }), (text, width) => {
        const lines = linesOf(text, width, 13);
        assert.equal(lines.join(' '), text);
        for (const [index, line] of lines.entries()) {
          assert.ok(textWidth(line, 13) <= width, line);
          const [next] = (lines[index + 1] ?? '').split(' ');
          if (next) assert.ok(textWidth(`${line} ${next}`, 13) > width, 'the next word had no room');
        }
      }),
    );
  });

  it('keep the room of the longest that may stand there', () => {
    const longest = 'a sentence that is much longer than the one that stands there now';
    const long = shownIn(longest);
    const short = shownIn('short', { longest });
    assert.ok(long.lines.length > 1);
    assert.deepEqual(short.lines, ['short']);
    assert.equal(short.height, long.height);
  });

  it('end with an ellipsis where there are more lines than may be', () => {
    const { lines } = shownIn('one sentence that has more words than two lines can take in this picture', { most: 2 });
    assert.equal(lines.length, 2);
    assert.match(lines[1]!, /…$/);
  });
});

describe('the answer in a small context window', () => {
  it('ends with a whole word where more of it would come @deep', async () => {
    const model = await pocketModel();
    const run = <T>(work: Generator<unknown, T>): Promise<T> => {
      for (;;) {
        const step = work.next();
        if (step.done) return Promise.resolve(step.value);
      }
    };
    const { bos, user, assistant } = model.special;
    let cutOnes = 0;
    for (const question of ['What does temperature mean?', 'What is a context window?', 'Who makes Claude?']) {
      const conversation = new WindowedText(model, question, '', { run, changed: () => undefined });
      const { ids } = conversation.textWith(0);
      await conversation.writeOne(ids);
      const { text } = conversation.answer(ids);
      if (!text.endsWith(' …')) continue;
      cutOnes++;
      const prompt = [bos, user, ...ids, assistant];
      const { steps } = await run(
        writeSteps(model, new PrefixReader(model.network), prompt, { most: 60, candidates: 1 }),
      );
      const whole = answerText(model, steps).trim();
      const shown = text.slice(0, -2);
      assert.ok(whole.startsWith(shown), text);
      assert.match(whole.slice(shown.length, shown.length + 1), /^\s$/, `“${text}” of “${whole}”`);
    }
    assert.ok(cutOnes > 0);
  });
});
