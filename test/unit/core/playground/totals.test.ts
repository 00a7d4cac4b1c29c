import assert from 'node:assert/strict';
import { totalsOf } from '../../../../src/core/playground/totals';
import { unknownTarget } from '../../../../src/core/playground/session/sessionSchema';
import type { AnswerNode, PromptNode } from '../../../../src/core/playground/session/sessionSchema';

const prompt: PromptNode = { kind: 'prompt', id: 'p', parent: null, at: 0, system: '', parts: [] };
const answer = (facts: Partial<AnswerNode>): AnswerNode => ({
  ...{ kind: 'answer', id: 'a', parent: 'p', at: 0, target: unknownTarget, status: 'done' },
  parts: [{ type: 'text', text: 'yes' }],
  ...facts,
});
const known = (usd: number) => ({ known: true as const, usd, lines: [], checked: '2026-11-30' });

describe('the totals of answers', () => {
  it('are what their providers reported', () => {
    const one = answer({ usage: { inputTokens: 10, outputTokens: 3 }, cost: known(0.5) });
    const other = answer({ status: 'stopped', usage: { inputTokens: 20, outputTokens: 1 }, cost: known(0.25) });
    const sum = { answers: 2, inputTokens: 30, outputTokens: 4, usd: 0.75, unknown: 0 };
    assert.deepEqual(totalsOf([prompt, one, other]), sum);
  });

  it('say how many answers are not in the cost, and do not count those where nobody charges', () => {
    const unpriced = answer({ cost: { known: false, reason: 'the model is not in the catalog' } });
    const atLeast = answer({ cost: { ...known(1), unknown: ['cache writes'] } });
    const local = answer({ usage: { inputTokens: 5, outputTokens: 5 } });
    const { answers, usd, unknown } = totalsOf([unpriced, atLeast, local]);
    assert.deepEqual({ answers, usd, unknown }, { answers: 3, usd: 1, unknown: 2 });
  });

  it('say where a price is what a provider says itself', () => {
    assert.deepEqual(totalsOf([answer({ cost: { ...known(1), by: 'Router' } }), answer({ cost: known(2) })]), {
      ...{ answers: 2, inputTokens: 0, outputTokens: 0, usd: 3, unknown: 0, isSaid: true },
    });
  });

  it('leave out what was not asked where it stands', () => {
    const made = (['kept', 'edited', 'by-hand', 'begun'] as const).map((each) => answer({ made: each }));
    assert.equal(totalsOf(made).answers, 1);
  });

  it('leave out what still streams, and what was never given', () => {
    const streaming = answer({ status: 'streaming' });
    const failed = answer({ status: 'failed', parts: [] });
    assert.equal(totalsOf([streaming, failed]).answers, 0);
  });
});
