import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { OpenedLab, assertAccessible } from './opened';

const at = (settings = {}, text = 'What does temperature mean?') => ({
  show: { station: 'context-window', text, settings },
});

describe('the station Context window', () => {
  it('answers the whole text where it fits, and says what cache and turns come to', async () => {
    const lab = new OpenedLab(at({ added: 0, turns: 2, price: 10 }));
    assertAccessible(await lab.picture('context-window'));
    const said = await lab.words(/Nothing was dropped\. The answer begins “Temperature:/);
    const [, used = ''] = /^The window holds (\d+) of 24 tokens/.exec(said) ?? [];
    assert.equal(lab.count('svg rect.token'), Number(used) - 3);
    // 2,048 bytes of cache for each token; the second turn sends the first one again, as far as the window goes.
    const sent = Number(used) + Math.min(24, Number(used) * 2);
    assert.ok(
      said.includes(
        `The KV cache holds ${Number(used) * 2} KB. Over 2 turns of this size, ${sent} input tokens are sent`,
      ),
      said,
    );
    assert.equal(lab.count('svg rect.bar'), 3);
  });

  it('loses the beginning as the window is filled, and the answer changes @deep', async () => {
    const lab = new OpenedLab(at({ added: 0 }));
    await lab.words(/Nothing was dropped\. The answer begins “Temperature:/);
    await lab.set('added', 6);
    const said = await lab.words(
      /\d+ tokens dropped from the start: “What does temperature mean\?.*”\. The answer begins “(?!Temperature:)/,
    );
    const rows = await lab.table();
    const out = rows.filter((row) => row[2] === 'dropped').length;
    assert.ok(said.includes(`${out} tokens dropped`), said);
    assert.equal(rows.length - out, 21);
    assert.equal(lab.count('svg line.axis'), out);
    assert.equal(lab.count('svg rect.token'), 21);
  });

  it('gets it back in a larger window, by the keyboard alone @deep', async () => {
    const lab = new OpenedLab(at({ added: 2, window: 8 }));
    await lab.words(/tokens dropped.*The answer begins “(?!Temperature:)/);
    await lab.key('.stage', 'End');
    await lab.words(/of 64 tokens.*Nothing was dropped\. The answer begins “Temperature:/);
    for (const [key, said] of [
      ['ArrowLeft', /of 63 tokens/],
      ['ArrowRight', /of 64 tokens/],
      ['Home', /of 5 tokens/],
    ] as const) {
      await lab.key('.stage', key);
      await lab.words(said);
    }
    const few = (await lab.table()).length;
    await lab.key('.stage', 'ArrowUp');
    await poll('more text', async () => (await lab.table()).length > few);
    await lab.key('.stage', 'ArrowDown');
    await poll('as much as before', async () => (await lab.table()).length === few);
  });

  it('ends with the answer of the last of many settings', async () => {
    const lab = new OpenedLab(at({ added: 0 }));
    await lab.words(/Nothing was dropped/);
    for (const window of [5, 6, 7, 6, 5, 40]) await lab.set('window', window);
    await lab.words(/of 40 tokens.*The answer begins “Temperature:/);
  });

  it('says one token and one turn as one', async () => {
    const lab = new OpenedLab(at({ added: 0, window: 8, turns: 1 }));
    const said = await lab.words(/The answer begins/);
    const [, text = ''] = /The text has (\d+),/.exec(said) ?? [];
    await lab.set('window', Number(text) + 3 - 1);
    await lab.words(/\. 1 token dropped from the start: “What”\. .*Over 1 turn of this size, /);
    assert.ok(lab.texts('svg text').some((shown) => / input tokens in 1 turn$/.test(shown)));
  });

  it('costs more with a higher price and more turns', async () => {
    const lab = new OpenedLab(at({ turns: 1, price: 1 }));
    const cost = async (): Promise<number> => Number(/for \$([\d.]+)\.$/.exec(await lab.words())?.[1] ?? 0);
    await lab.words(/Over 1 turn of this size, /);
    await lab.set('price', 20);
    await lab.set('turns', 100);
    await poll('a cost', async () => (await cost()) > 0.04);
  });

  it('brings settings of a link to what there is, and takes a text of any length', async () => {
    const lab = new OpenedLab(at({ window: 9_999, added: -4, turns: 0, price: -1 }, 'What is a token? '.repeat(230)));
    await lab.words(
      /^The window holds 64 of 64 tokens.*The answer begins “.*Over 1 turn of this size, 64 input tokens are sent/,
    );
  });

  it('says that there is no text where there is none', async () => {
    const lab = new OpenedLab(at({}, ' '));
    assert.match((await lab.find('[role="alert"]')).textContent, /There is no text/);
  });
});
