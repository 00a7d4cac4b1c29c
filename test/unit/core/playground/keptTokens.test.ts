import assert from 'node:assert/strict';
import { KeptTokens } from '../../../../src/core/playground/keptTokens';
import type { ChosenToken } from '../../../../src/core/chat/messages/chatTypes';

const token: ChosenToken = { text: 'a', logprob: 0, top: [] };
const many: readonly ChosenToken[] = new Array<ChosenToken>(150_000).fill(token);

describe('the tokens of answers that are kept', () => {
  it('are those of the oldest answers that go, where they become too many', () => {
    const kept = new KeptTokens();
    for (const id of ['first', 'second', 'third']) {
      kept.begin(id);
      kept.add(id, many);
    }
    assert.equal(kept.of('first'), undefined);
    assert.equal(kept.of('third')?.length, many.length);
  });

  it('of an answer that is asked for again count once, and it is the newest then', () => {
    const kept = new KeptTokens();
    kept.begin('other');
    kept.add('other', many);
    for (let time = 0; time < 5; time++) {
      kept.begin('again');
      kept.add('again', many);
    }
    assert.equal(kept.of('other')?.length, many.length);
    kept.begin('other');
    kept.add('other', many);
    kept.begin('third');
    kept.add('third', many);
    assert.equal(kept.of('again'), undefined);
    assert.equal(kept.of('other')?.length, many.length);
  });
});
