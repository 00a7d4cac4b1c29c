import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import type { UsageCost } from '../../../../src/core/catalog/priceUsage';
import { SpendPermissions, allowedFrom, limitQuestion } from '../../../../src/core/playground/spendLimit';
import type { SpendEstimate, SpendLimits } from '../../../../src/core/playground/spendLimit';

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
    assert.deepEqual(question?.passes, ['request']);
    assert.equal(
      question.message,
      'Send this to gpt? It may cost up to $0.42, more than your limit of $0.10 per request.',
    );
    assert.equal(question.detail, 'About 12,000 tokens go in, and at most 32,000 come out.');
  });

  it('per session counts what was spent, and asks again after another limit', () => {
    assert.equal(ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.6, unknown: 0 } }), undefined);
    const question = ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.7, unknown: 2 } });
    assert.deepEqual(question?.passes, ['session']);
    assert.match(question.message, /With up to \$0\.40, this session may pass your limit of \$1\.00 per session\./);
    assert.match(question.detail, /So far it cost \$0\.70\. The cost of 2 of its answers is not known/);
    const allowed = allowedFrom({ usd: 0.7, unknown: 0 }, estimate(known(0.4)), { perRequest: 0, perSession: 1 });
    assert.equal(ask({ perSession: 1 }, known(0.4), { spent: { usd: 0.7, unknown: 2 }, allowed }), undefined);
    assert.equal(ask({ perSession: 1 }, known(0.4), { spent: { usd: 1.2, unknown: 0 }, allowed }), undefined);
    assert.match(question.detail, /You are asked again after another \$1\.00\.$/);
    assert.deepEqual(ask({ perSession: 1 }, known(0.4), { spent: { usd: 1.7, unknown: 0 }, allowed })?.passes, [
      'session',
    ]);
  });

  it('per session asks once where the session has long passed it, as after a reload, and not at every request', () => {
    const limits = { perRequest: 0, perSession: 1 };
    const spent = { usd: 5, unknown: 0 };
    assert.deepEqual(ask(limits, known(0.001), { spent })?.passes, ['session']);
    const allowed = allowedFrom(spent, estimate(known(0.001)), limits);
    assert.equal(ask(limits, known(0.001), { spent: { usd: 5.5, unknown: 0 }, allowed }), undefined);
  });

  it('per request and per session are asked about in one question where both are passed', () => {
    const question = ask({ perRequest: 0.1, perSession: 1 }, known(2), { spent: { usd: 0.5, unknown: 0 } });
    assert.deepEqual(question?.passes, ['request', 'session']);
    assert.match(question.detail, /It passes your limit of \$1\.00 per session, too\. So far it cost \$0\.50\./);
  });

  it('is passed by the part of a cost that is known, each time', () => {
    const known50 = { inputTokens: 10_000_000, cost: known(50) };
    const question = limitQuestion(known50, nothingSpent, { perRequest: 1, perSession: 0 }, 0, 'gpt', sayInEnglish);
    assert.deepEqual(question?.passes, ['request']);
    assert.match(question.message, /It may cost at least \$50\.00, more than your limit of \$1\.00 per request\./);
    const partly: UsageCost = { ...(known(3) as Extract<UsageCost, { known: true }>), unknown: ['cache write'] };
    assert.deepEqual(ask({ perSession: 1 }, partly)?.passes, ['session']);
  });

  it('is not held to be kept by the part of a cost that is known alone', () => {
    const partly: UsageCost = { ...(known(0.5) as Extract<UsageCost, { known: true }>), unknown: ['cache write'] };
    const question = ask({ perRequest: 1, perSession: 5 }, partly);
    assert.deepEqual(question?.passes, ['unknown']);
    assert.equal(ask({ perRequest: 1, perSession: 5 }, known(0.5)), undefined);
  });

  it('says whose price it is where the provider says it itself', () => {
    const said: UsageCost = { ...(known(2) as Extract<UsageCost, { known: true }>), by: 'Router' };
    assert.match(ask({ perRequest: 1 }, said)?.detail ?? '', /come out\. The price is what Router says\.$/);
  });

  it('that cannot be read is asked about, and never taken for none', () => {
    const unread = ['aiFieldGuide.playground.maxRequestCost'];
    const question = ask({ unread }, known(0.01));
    assert.deepEqual(question?.passes, ['unknown']);
    assert.match(
      question.detail,
      /^The setting aiFieldGuide\.playground\.maxRequestCost is not an amount in US dollars\./,
    );
    assert.deepEqual(ask({ unread, perSession: 1 }, known(2))?.passes, ['session']);
    assert.equal(ask({ unread }, undefined), undefined);
  });

  it('says where it cannot be checked: the price is unknown, or the length of the answer', () => {
    const question = ask({ perRequest: 5 }, { known: false, reason: 'the catalog has no prices of Router' });
    assert.deepEqual(question?.passes, ['unknown']);
    assert.match(question.detail, /Its price is unknown: the catalog has no prices of Router\./);
    const endless = limitQuestion(
      { inputTokens: 10, cost: known(0.0001) },
      nothingSpent,
      { perRequest: 5, perSession: 0 },
      0,
      'gpt',
      sayInEnglish,
    );
    assert.deepEqual(endless?.passes, ['unknown']);
    assert.match(endless.detail, /how long the answer may get is not known\. Set Max output/);
  });
});

describe('what the user has allowed beyond a limit', () => {
  const request = (cost: UsageCost | undefined, other: object = {}) => ({
    ...{ sessionId: 's', origin: 'https://a.example', model: 'gpt', estimate: estimate(cost), spent: nothingSpent },
    ...{ limits: { perRequest: 0, perSession: 1 }, ...other },
  });
  const isAsked = (permissions: SpendPermissions, asked: ReturnType<typeof request>): boolean =>
    permissions.questionFor(asked, sayInEnglish) !== undefined;

  it('holds for the session until another limit is spent', () => {
    const permissions = new SpendPermissions();
    const first = request(known(2));
    permissions.allow(first, permissions.questionFor(first, sayInEnglish)!);
    assert.equal(isAsked(permissions, request(known(0.5), { spent: { usd: 1.5, unknown: 0 } })), false);
    assert.equal(isAsked(permissions, request(known(0.6), { spent: { usd: 1.5, unknown: 0 } })), true);
    assert.equal(isAsked(permissions, request(known(2), { sessionId: 'other' })), true);
  });

  it('holds for a cost that cannot be checked in that session, at that address and with that model alone', () => {
    const permissions = new SpendPermissions();
    const unknown: UsageCost = { known: false, reason: 'x' };
    const first = request(unknown);
    permissions.allow(first, permissions.questionFor(first, sayInEnglish)!);
    assert.equal(isAsked(permissions, first), false);
    for (const other of [{ sessionId: 't' }, { origin: 'https://b.example' }, { model: 'other' }])
      assert.equal(isAsked(permissions, request(unknown, other)), true, JSON.stringify(other));
  });

  it('is no permission for a request that passes its own limit', () => {
    const permissions = new SpendPermissions();
    const first = request(known(2), { limits: { perRequest: 1, perSession: 0 } });
    permissions.allow(first, permissions.questionFor(first, sayInEnglish)!);
    assert.equal(isAsked(permissions, first), true);
  });
});
