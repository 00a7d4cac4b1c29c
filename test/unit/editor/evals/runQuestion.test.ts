import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import {
  holdsAll,
  kindsOf,
  rememberedCaps,
  roundedUp,
  runQuestion,
  usualCaps,
} from '../../../../src/editor/evals/runQuestion';
import type { Addressee } from '../../../../src/editor/evals/runQuestion';

const addressee = (more: Partial<Addressee> = {}): Addressee => ({
  ...{ id: 'openai:gpt-4o', name: 'Mine', address: 'https://api.openai.com/v1', model: 'gpt-4o' },
  ...{ requests: 12, cached: 0, usd: 0.01234, tokens: 900, isJudge: false },
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

  it('leaves out who is not asked', () => {
    const to = [addressee(), addressee({ id: 'custom:x', requests: 0, cached: 5, usd: 0 })];
    assert.doesNotMatch(runQuestion('a', to, usualCaps(to), sayInEnglish).detail, /custom:x|\$0\.$/m);
  });

  it('says how many requests go to a judge, and who that is', () => {
    const to = [
      addressee(),
      addressee({ requests: 36, isJudge: true }),
      addressee({ id: '', requests: 3, isJudge: true }),
    ];
    const { message, detail } = runQuestion('a', to, usualCaps(to), sayInEnglish);
    assert.equal(message, 'Run a? It sends up to 51 requests, 39 of them to a judge.');
    assert.match(detail, /^Judge openai:gpt-4o: 36 requests to Mine/m);
    assert.match(detail, /^Judge: 3 requests to Mine/m);
  });

  it('caps requests and tokens, too, where a price is not known', () => {
    const unknown = addressee({ id: 'custom:x', usd: null, tokens: 100, requests: 3 });
    assert.deepEqual(usualCaps([addressee(), unknown]), { costUsd: 0.013, requests: 15, tokens: 1_000 });
    assert.deepEqual(usualCaps([unknown]), { requests: 3, tokens: 100 });
    const asked = runQuestion('a', [unknown], usualCaps([unknown]), sayInEnglish).detail;
    assert.match(asked, /\nIt sends 3 requests at most\.\nIt sends nothing that may bring the run above 100 tokens\.$/);
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
    assert.ok(!holdsAll({ costUsd: 0, requests: 11 }, [addressee({ usd: 0 })]));
    const unknown = addressee({ usd: null });
    assert.ok(holdsAll(usualCaps([unknown]), [unknown]));
    assert.ok(!holdsAll(usualCaps([unknown]), [addressee({ usd: null, tokens: 901 })]));
    assert.ok(!holdsAll(usualCaps([unknown]), [addressee({ usd: null, tokens: null })]));
  });

  it('begins with the caps that were set before, as far as they hold here', () => {
    const before = { costUsd: 0.01, requests: 5 };
    assert.deepEqual(rememberedCaps({ costUsd: 0.2 }, before), { costUsd: 0.01 });
    assert.deepEqual(rememberedCaps({ requests: 9, tokens: 80 }, before), { requests: 5, tokens: 80 });
    assert.deepEqual(rememberedCaps({ costUsd: 0.2 }, undefined), { costUsd: 0.2 });
  });

  it('has requests set where nobody charges, and else what holds', () => {
    assert.deepEqual(kindsOf({ costUsd: 0 }), ['requests']);
    assert.deepEqual(kindsOf({ requests: 3, tokens: 100 }), ['requests', 'tokens']);
  });

  it('rounds an amount up, and never down', () => {
    for (const usd of [0, 1e-7, 0.0099999, 0.013, 0.5, 0.99, 1.234, 99.9, 1234.5]) {
      assert.ok(roundedUp(usd) >= usd && roundedUp(usd) <= usd * 1.1, `${usd}: ${roundedUp(usd)}`);
    }
    assert.equal(roundedUp(0.013), 0.013);
  });
});
