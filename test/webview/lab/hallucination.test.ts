import assert from 'node:assert/strict';
import { pocketModel } from '../../support/pocket';
import { poll } from '../../support/poll';
import { hallucination } from '../../../src/webview/lab/stations/hallucination/station';
import { OpenedLab, assertAccessible, assertRefusesLongText, longText } from './opened';

const at = (settings = {}, text = 'What is banana attention?') => ({
  show: { station: 'hallucination', text, settings },
});
const percent = (text: string | undefined): number => Number.parseFloat(text ?? '');

describe('the station Hallucination', () => {
  it('shows how sure each word of a made-up answer is, beside an answer that it was trained on', async () => {
    const lab = new OpenedLab(at());
    assertAccessible(await lab.picture('hallucination'));
    const said = await lab.words(
      /^Pocket answers “.+”\. The average confidence per word is [\d.]+ %; the least sure is “.+” [\d.]+ %/,
    );
    assert.match(
      said,
      /The answer to “What is sampling\?”, which it was trained on, has an average confidence of [\d.]+ %\..*is learned, too/,
    );
    const rows = await lab.table();
    assert.deepEqual(
      new Set(rows.map(([question]) => question)),
      new Set(['What is banana attention?', 'What is sampling?']),
    );
    assert.equal(lab.count('svg rect.token'), rows.length);
    // The question whose answer is said to be known really gets that answer.
    assert.equal(rows.find(([question]) => question === 'What is sampling?')?.[2], 'Sampling:');
    const widths = [...document.querySelectorAll('svg rect.token')].map((box) => Number(box.getAttribute('width')));
    const bars = [...document.querySelectorAll('svg rect.token + rect.bar')].map((bar) =>
      Number(bar.getAttribute('width')),
    );
    for (const [i, row] of rows.entries()) assert.ok(Math.abs((bars[i]! / widths[i]!) * 100 - percent(row[3])) < 0.1);
  });

  it('begins with the least sure word, and with what could have stood there', async () => {
    const lab = new OpenedLab(at());
    const said = await lab.words();
    const [, least = '', , looked] =
      /the least sure is “(.+?)” .*%: (\d+) of \d+ words\. Confidence in “(.+?)”:/.exec(said) ?? [];
    assert.equal(looked, least);
    const own = (await lab.table()).filter(([question]) => question === 'What is banana attention?');
    const shares = own.map((row) => percent(row[3]));
    assert.equal(own[shares.indexOf(Math.min(...shares))]?.[2], least);
  });

  it('marks the words below the share that the reader sets', async () => {
    const lab = new OpenedLab(at({ doubt: 0 }));
    await lab.words(/Below 0 %: 0 of/);
    assert.equal(lab.count('svg .token.tone2'), 0);
    await lab.set('doubt', 100);
    await lab.words(/Below 100 %: [1-9]/);
    const marked = (await lab.table()).filter((row) => row[4] === 'doubtful').length;
    assert.equal(lab.count('svg .token.tone2'), marked);
  });

  it('follows a word by the arrow keys and under the pointer', async () => {
    const lab = new OpenedLab(at({ word: 2 }));
    await lab.picture('hallucination');
    const own = (await lab.table())
      .filter(([question]) => question === 'What is banana attention?')
      .map((row) => row[2] ?? '');
    for (const [key, index] of [
      ['Home', 0],
      ['ArrowRight', 1],
      ['End', own.length - 1],
      ['ArrowLeft', own.length - 2],
    ] as const) {
      await lab.key('.stage', key);
      await poll(own[index]!, () =>
        (lab.texts('figcaption')[0] ?? '').includes(`words. Confidence in “${own[index]}”:`),
      );
    }
    (await lab.find('rect.token')).dispatchEvent(new Event('pointerenter'));
    await poll('the first word', () =>
      (lab.texts('figcaption')[0] ?? '').includes(`words. Confidence in “${own[0]}”:`),
    );
  });

  it('answers another question when the reader asks one, and brings settings of a link to what there is @deep', async () => {
    const lab = new OpenedLab(at({ doubt: 900, word: 900 }));
    const said = await lab.words(/Below 100 %/);
    await lab.write('Who makes Claude?');
    await poll('another answer', async () => (await lab.words()) !== said);
    await lab.words(/^Pocket answers “Claude is made by Anthropic\.”/);
  });

  it('refuses a text that is longer than the window, with both counts, and cuts nothing', async () => {
    await assertRefusesLongText(new OpenedLab(at({}, longText)), 'hallucination', (await pocketModel()).window);
  });

  it('says that there is no word where the answer ended at once, and claims no share', async () => {
    const none = { question: 'And?', words: [], steps: [], mean: undefined };
    const read = { model: await pocketModel(), asked: none, known: none };
    const said = hallucination.words(read, hallucination.defaults);
    assert.match(said, /^Pocket's answer has no words/);
    assert.doesNotMatch(said, /\d %/);
    assert.deepEqual(
      hallucination.controls(read, hallucination.defaults).map(({ name }) => name),
      ['doubt'],
    );
    const frame = { width: 600, windowHeight: 900, type: 13, set: () => undefined };
    assert.ok(hallucination.draw(read, hallucination.defaults, frame).height > 0);
  });

  it('says that there is no text where there is none', async () => {
    const lab = new OpenedLab(at({}, ' '));
    assert.match((await lab.find('[role="alert"]')).textContent, /There is no text/);
  });
});
