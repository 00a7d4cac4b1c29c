import assert from 'node:assert/strict';
import type { Shape } from '../../../src/core/pocket/pocketFile';
import { pocketModel } from '../../support/pocket';
import { poll } from '../../support/poll';
import { OpenedLab, assertAccessible, assertRefusesLongText, longText } from './opened';

const at = (text: string, settings = {}) => ({ show: { station: 'attention', text, settings } });
const percent = (text: string | undefined): number => Number.parseFloat(text ?? '');

describe('the station Attention', () => {
  let shape: Shape;
  before(async () => {
    ({ shape } = (await pocketModel()).network);
  });

  it('shows what the last token looks at, with a share for every token that adds up to 100 %', async () => {
    const lab = new OpenedLab(at('The model reads the prompt'));
    assertAccessible(await lab.picture('attention'));
    await lab.words(/Layer 2, head 1: “.+” looks at “.+” [\d.]+ %/);
    const rows = await lab.table();
    const sum = rows.reduce((total, [, , share]) => total + (percent(share) || 0), 0);
    assert.ok(Math.abs(sum - 100) < 1, String(sum));
  });

  it('draws curves to what is looked at with 3 % and more, eight at most, and none to itself @deep', async () => {
    for (const text of [
      'one two',
      'The model reads the prompt and answers with the next token, one after the other.',
    ]) {
      for (const head of [1, 2, 3]) {
        const lab = new OpenedLab(at(text, { layer: 1, head }));
        await lab.picture('attention');
        const shares = (await lab.table()).slice(0, -1).map(([, , share]) => percent(share));
        const own = percent((await lab.table()).at(-1)?.[2]);
        const most = [...shares, own].sort((a, b) => b - a).slice(0, 8);
        const expected = most.filter((share) => share >= 3).length - (most.includes(own) && own >= 3 ? 1 : 0);
        assert.equal(lab.count('svg path.curve'), expected, `head ${head}: ${most.join()}`);
      }
    }
  });

  it('has a cell for each head of each layer, and marks those that are shown', async () => {
    const lab = new OpenedLab(at('a b', { layer: 2, head: 3 }));
    await lab.picture('attention');
    assert.equal(lab.count('svg .cell'), shape.layers * shape.heads);
    assert.equal(lab.count('svg .cell.chosen'), 1);
    await lab.set('head', 0);
    await poll('the whole layer', () => lab.count('svg .cell.chosen') === shape.heads);
  });

  it('follows one token with the arrow keys, the head up and down, the layer with Page Up and Page Down', async () => {
    const lab = new OpenedLab(at('one two three', { layer: 1, head: 1, token: 2 }));
    await lab.words(/Layer 1, head 1/);
    const steps = [
      ['End', /%\.$/],
      ['ArrowLeft', /which it cannot look at: 1\.$/],
      ['ArrowDown', /Layer 1, head 2/],
      ['PageDown', /Layer 2, head 2/],
      ['ArrowUp', /Layer 2, head 1/],
      ['PageUp', /Layer 1, head 1/],
      ['Home', /“<start>” looks at “<start>” 100 %/],
    ] as const;
    for (const [key, said] of steps) {
      await lab.key('.stage', key);
      await lab.words(said);
    }
  });

  it('follows the token under the pointer', async () => {
    const lab = new OpenedLab(at('one two three'));
    await lab.picture('attention');
    const first = await lab.find('rect.looked');
    first.dispatchEvent(new Event('pointerenter'));
    await lab.words(/“<start>” looks at “<start>” 100 %/);
  });

  it('brings a layer, a head and a token of a link that are not there to those that are', async () => {
    const lab = new OpenedLab(at('one two', { layer: 99, head: 99, token: -5 }));
    await lab.words(new RegExp(`Layer ${shape.layers}, head ${shape.heads}: “<start>”`));
  });

  it('refuses a text that is longer than the window, with both counts, and cuts nothing', async () => {
    await assertRefusesLongText(new OpenedLab(at(longText)), 'attention', shape.window);
  });

  it('says that there is no text where there is none', async () => {
    const lab = new OpenedLab(at('a'));
    await lab.picture('attention');
    await lab.write('  ');
    assert.match((await lab.find('[role="alert"]')).textContent, /There is no text/);
  });
});
