import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { holdsAll, roundedUp, runQuestion, usualCaps } from '../../../../src/editor/evals/runQuestion';
import type { Addressee } from '../../../../src/editor/evals/runQuestion';

const addressee = (more: Partial<Addressee> = {}): Addressee => ({
  ...{ id: 'openai:gpt-4o', name: 'Mine', address: 'https://api.openai.com/v1', model: 'gpt-4o' },
  ...{ requests: 12, cached: 0, usd: 0.01234, tokens: 900 },
  ...more,
});

describe('the question before a run', () => {
  it('says who gets how much, what it may cost, and the cap', () => {
    const to = [addressee()];
    const { message, detail } = runQuestion('a.eval.yaml', to, usualCaps(to), sayInEnglish);
    assert.equal(message, 'Run a.eval.yaml? It sends up to 12 requests.');
    assert.deepEqual(detail.split('\n'), [
      'openai:gpt-4o: 12 requests to Mine (https://api.openai.com/v1), model gpt-4o, at most $0.013.',
      'It sends nothing that may bring the run above $0.013.',
    ]);
  });

  it('says which answers are in the cache', () => {
    const { message, detail } = runQuestion('a', [addressee({ requests: 7, cached: 5 })], {}, sayInEnglish);
    assert.match(message, /up to 7 requests\.$/);
    assert.match(detail, /^Answers that are in the cache, and are not asked for: 5\.$/m);
  });

  it('caps requests, too, where a price is not known', () => {
    const to = [addressee(), addressee({ id: 'custom:x', usd: null, tokens: null, requests: 3 })];
    assert.deepEqual(usualCaps(to), { costUsd: 0.013, requests: 15 });
    const { detail } = runQuestion('a', to, usualCaps(to), sayInEnglish);
    assert.match(
      detail,
      /custom:x: 3 requests .* their price is not known\.\n.*above \$0\.013\.\nIt sends 15 requests at most\./,
    );
  });

  it('comes again for a run that the agreed caps would end', () => {
    const caps = usualCaps([addressee()]);
    assert.ok(holdsAll(caps, [addressee({ usd: 0.012 })]));
    assert.ok(!holdsAll(caps, [addressee({ usd: 0.02 })]));
    assert.ok(!holdsAll(caps, [addressee({ usd: null })]));
  });

  it('rounds an amount up, and never down', () => {
    for (const usd of [0, 1e-7, 0.0099999, 0.013, 0.5, 0.99, 1.234, 99.9, 1234.5]) {
      assert.ok(roundedUp(usd) >= usd && roundedUp(usd) <= usd * 1.1, `${usd}: ${roundedUp(usd)}`);
    }
    assert.equal(roundedUp(0.013), 0.013);
  });
});
