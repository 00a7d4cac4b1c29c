import assert from 'node:assert/strict';
import { TextMemo } from '../../../../../src/core/context/report/textMemo';

/** Makes a memo of the lengths of texts. `made` lists the texts whose length it had to work out. */
function memo() {
  const made: string[] = [];
  const texts = new TextMemo<number>();
  const ask = async (text: string): Promise<number> =>
    texts.get(text, () => (made.push(text), Promise.resolve(text.length)));
  return { texts, ask, made };
}

describe('what is remembered of texts', () => {
  it('is made once', async () => {
    const { ask, made } = memo();
    assert.deepEqual([await ask('abc'), await ask('abc'), made.length], [3, 3, 1]);
  });

  it('is forgotten with texts that nobody asks for any more, in the end: those of each edit', async () => {
    const { ask, made } = memo();
    const edit = (i: number): string => `${i} ${'x'.repeat(100_000)}`;
    for (let i = 0; i < 200; i++) {
      await ask(edit(i));
      await ask('a file that nobody edits');
    }
    assert.equal(made.length, 201);
    await ask(edit(199));
    assert.equal(made.length, 201);
    await ask(edit(0));
    assert.equal(made.length, 202);
  });

  it('is kept as long as the texts of a large context are asked for in turn', async () => {
    const { texts, ask, made } = memo();
    const parts = Array.from({ length: 20 }, (_, i) => `${i} ${'x'.repeat(1_000_000)}`);
    texts.holdContext(21_000_000);
    for (let i = 0; i < 30; i++) for (const part of parts) await ask(part);
    assert.equal(made.length, parts.length);
  });

  it('is asked for again where it failed', async () => {
    const texts = new TextMemo<number>();
    await assert.rejects(async () => texts.get('a', () => Promise.reject(new Error('no'))));
    assert.equal(await texts.get('a', () => Promise.resolve(1)), 1);
  });
});
