import assert from 'node:assert/strict';
import { OpenedLab, assertAccessible } from './opened';

const at = (text: string, settings = {}) => ({ show: { station: 'embeddings', text, settings } });

describe('the station Embeddings', () => {
  it('shows the words of the text and the terms on a map', async () => {
    const lab = new OpenedLab(at('a model learns'));
    assertAccessible(await lab.picture('embeddings'));
    // Three words and four terms.
    assert.equal(lab.count('svg circle'), 7);
    assert.equal(lab.count('svg circle.chosen'), 2);
    assert.ok(lab.texts('svg text').includes('model'));
  });

  it('begins with the first word that is not short, and has forty words of the text at most', async () => {
    const lab = new OpenedLab(at('a cat models'));
    await lab.words(/^“models” and/);
    const long = new OpenedLab(at(Array.from({ length: 50 }, (_, i) => `word${i}`).join(' ')));
    await long.picture('embeddings');
    assert.equal(long.count('svg circle'), 40 + 4);
  });

  it('keeps the terms where they stand to each other, whatever the reader writes', async () => {
    const share = async (text: string): Promise<number> => {
      const lab = new OpenedLab(at(text));
      await lab.picture('embeddings');
      const x = async (word: string): Promise<number> =>
        Number((await lab.find(`circle[data-word="${word}"]`)).getAttribute('cx'));
      const [one, other, third] = [await x('token'), await x('temperature'), await x('attention')];
      return (third - one) / (other - one);
    };
    const alone = await share('...');
    for (const text of ['a cat sat on a mat', 'unbelievable']) assert.ok(Math.abs((await share(text)) - alone) < 1e-6);
  });

  it('compares two words, and lists the nearest in its table', async () => {
    const lab = new OpenedLab(at('top-p top-k cat', { word: 'top-p', other: 'cat' }));
    const [, said] = /“top-p” and “cat” have a similarity of (-?[\d.]+) /.exec(await lab.words()) ?? [];
    const rows = await lab.table();
    assert.equal(rows[0]?.[0], 'top-k');
    const likeness = rows.map(([, value]) => Number(value));
    assert.deepEqual(
      likeness,
      likeness.toSorted((a, b) => b - a),
    );
    const cat = rows.find(([word]) => word === 'cat');
    assert.ok(Math.abs(Number(cat?.[1]) - Number(said)) < 0.0056, said);
  });

  it('takes another word by its list', async () => {
    const lab = new OpenedLab(at('model cat'));
    await lab.words(/“model” and/);
    await lab.set('word', 'cat');
    await lab.words(/“cat” and .*Nearest to “cat”/);
  });

  it('goes from word to word with the arrow keys, and with Shift moves the other one', async () => {
    const lab = new OpenedLab(at('model cat', { word: 'model', other: 'cat' }));
    await lab.words(/“model” and “cat”/);
    const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
    for (const key of moves) await lab.key('.stage', key);
    await lab.words(/^(?!“model” and “cat”)/);
    lab.say({
      type: 'show',
      place: { station: 'embeddings', text: 'model cat', settings: { word: 'model', other: 'cat' } },
    });
    await lab.words(/“model” and “cat”/);
    const target = await lab.find('.stage');
    for (const key of moves)
      target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }));
    await lab.words(/^“model” and “(?!cat”)/);
  });

  it('says how much of the differences the map shows', async () => {
    const lab = new OpenedLab(at('model'));
    await lab.words(/keeps [\d.]+ % of the differences/);
  });

  it('shows the terms alone where there is no text', async () => {
    const lab = new OpenedLab(at('a'));
    await lab.picture('embeddings');
    await lab.write('...');
    await lab.find('svg');
    await lab.words(/“token” and/);
    assert.equal(lab.count('svg circle'), 4);
  });
});
