import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { UsageCost } from '../../../../src/core/catalog/priceUsage';
import { limitQuestion, spentIn, textOfRequest } from '../../../../src/core/playground/spendLimit';
import type { SpendEstimate, SpendLimits } from '../../../../src/core/playground/spendLimit';
import type { SessionNode } from '../../../../src/core/playground/session/sessionSchema';

const known = (usd: number): UsageCost => ({
  ...{ known: true, usd, checked: '2026-11-20' },
  lines: [{ label: 'input', tokens: 1, rate: 1, usd }],
});
const nothingSpent = { usd: 0, unknown: 0 };
const estimate = (cost: UsageCost | undefined): SpendEstimate => ({ inputTokens: 12_000, outputTokens: 32_000, cost });
const ask = (limits: Partial<SpendLimits>, cost: UsageCost | undefined, { spent = nothingSpent, allowed = 0 } = {}) =>
  limitQuestion(estimate(cost), spent, { perRequest: 0, perSession: 0, ...limits }, allowed, 'gpt', sayInEnglish);

describe('a limit in US dollars', () => {
  it('asks nothing where there is none, or nobody charges', () => {
    assert.equal(ask({}, known(1_000)), undefined);
    assert.equal(ask({}, { known: false, reason: 'x' }), undefined);
    assert.equal(ask({ perRequest: 0.01, perSession: 0.01 }, undefined), undefined);
  });

  it('per request asks before it is passed, with the estimate, and not where it is just reached', () => {
    assert.equal(ask({ perRequest: 0.42 }, known(0.42)), undefined);
    const question = ask({ perRequest: 0.1 }, known(0.42));
    assert.equal(question?.passes, 'request');
    assert.equal(
      question.message,
      'Send this to gpt? It may cost up to $0.42, more than your limit of $0.10 per request.',
    );
    assert.equal(question.detail, 'About 12,000 tokens go in, and at most 32,000 come out.');
  });

  it('per session counts what was spent, and asks again after another limit', () => {
    assert.equal(ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.6, unknown: 0 } }), undefined);
    const question = ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.7, unknown: 2 } });
    assert.equal(question?.passes, 'session');
    assert.match(question.message, /With up to \$0\.40, this session may pass your limit of \$1\.00 per session\./);
    assert.match(question.detail, /So far it cost \$0\.70\. The cost of 2 of its answers is not known/);
    assert.equal(ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.7, unknown: 2 }, allowed: 1 }), undefined);
    assert.match(
      ask({ perSession: 1 }, known(0.4), { spent: { usd: 1.7, unknown: 0 }, allowed: 1 })?.message ?? '',
      /\$2\.00/,
    );
  });

  it('says where it cannot be checked: the price is unknown, or the length of the answer', () => {
    const question = ask({ perRequest: 5 }, { known: false, reason: 'the catalog has no prices of Router' });
    assert.equal(question?.passes, 'unknown');
    assert.match(question.detail, /Its price is unknown: the catalog has no prices of Router\./);
    const endless = limitQuestion(
      { inputTokens: 10, cost: known(0.0001) },
      nothingSpent,
      { perRequest: 5, perSession: 0 },
      0,
      'gpt',
      sayInEnglish,
    );
    assert.equal(endless?.passes, 'unknown');
    assert.match(endless.detail, /how long the answer may get is not known\. Set Max output/);
  });
});

describe('what a session cost so far', () => {
  it('is the sum of all its answers, with how many are not known', () => {
    const answer = (id: string, cost?: UsageCost) =>
      [id, { kind: 'answer', id, cost } as unknown as SessionNode] as const;
    const nodes = new Map([
      answer('a', known(0.5)),
      answer('b', { known: false, reason: 'x' }),
      answer('c', { ...(known(0.25) as Extract<UsageCost, { known: true }>), unknown: ['cache write'] }),
      answer('d'),
      ['p', { kind: 'prompt', id: 'p' } as unknown as SessionNode] as const,
    ]);
    assert.deepEqual(spentIn({ nodes }), { usd: 0.75, unknown: 2 });
  });
});

it('The text of a request that is counted is its system prompt and all of its messages', () => {
  const text = textOfRequest({
    ...{ model: 'm', system: 'Be brief.', params: {} },
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'One' }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'Two' }] },
    ],
  });
  assert.equal(text, 'Be brief.\nOne\nTwo');
});
