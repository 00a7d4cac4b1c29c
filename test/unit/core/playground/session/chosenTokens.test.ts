import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../../src/core/chat/messages/types';
import { ChosenTokens } from '../../../../../src/core/playground/session/chosenTokens';

const token = (text: string) => ({ text, logprob: -0.5, top: [] });
const tokens = (...texts: string[]): ChatEvent => ({ type: 'tokens', tokens: texts.map(token) });

describe('the tokens of answers', () => {
  it('are kept for each answer in their order, whatever else has come', () => {
    const kept = new ChosenTokens();
    kept.keep('one', [tokens('Be'), { type: 'delta', index: 0, text: 'Because' }, tokens('cause')]);
    kept.keep('other', [tokens('No')]);
    kept.keep('one', [tokens(' of')]);
    assert.deepEqual(kept.of('one'), [token('Be'), token('cause'), token(' of')]);
    assert.deepEqual(kept.of('other'), [token('No')]);
  });

  it('are none where none were asked for, and not those of the event that brought them', () => {
    const kept = new ChosenTokens();
    const brought = { type: 'tokens' as const, tokens: [token('Be')] };
    kept.keep('one', [brought]);
    kept.keep('one', [tokens('cause')]);
    assert.deepEqual(brought.tokens, [token('Be')]);
    kept.keep('other', [{ type: 'delta', index: 0, text: 'No' }]);
    assert.deepEqual(kept.of('other'), []);
  });
});
