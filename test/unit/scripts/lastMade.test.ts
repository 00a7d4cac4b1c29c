import assert from 'node:assert/strict';
import { LastMade } from '../../../scripts/tables/lastMade';

describe('what was made of a text', () => {
  let made: string[] = [];
  const get = (last: LastMade<number>, text: string): number => last.get(text, () => made.push(text));
  beforeEach(() => (made = []));

  it('is made once, and anew of another text', () => {
    const last = new LastMade<number>(2);
    assert.deepEqual([get(last, 'a'), get(last, 'a'), get(last, 'b'), get(last, 'a')], [1, 1, 2, 1]);
  });

  it('is forgotten where others were asked for since', () => {
    const last = new LastMade<number>(2);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) get(last, text);
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });

  it('is not kept where it could not be made', () => {
    const last = new LastMade<number>(2);
    const fail = (): never => {
      throw new Error('a word');
    };
    assert.throws(() => last.get('a', fail), /a word/);
    assert.equal(get(last, 'a'), 1);
  });
});
