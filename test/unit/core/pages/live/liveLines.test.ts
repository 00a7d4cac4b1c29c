import assert from 'node:assert/strict';
import { glossary } from '../../../../../generated/glossary';
import { parameters as parameterTable } from '../../../../../generated/parameters';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { liveLine, liveTerms, liveTopic } from '../../../../../src/core/pages/live/liveLines';
import type { LiveFacts } from '../../../../../src/core/pages/live/liveLines';
import { bare, model } from '../../../../support/models';

const estimate = { reason: 'No tokenizer.', bandPercent: 20 };

function line(termId: string, facts: Partial<LiveFacts> = {}): string | undefined {
  const topic = liveTopic(termId);
  assert.ok(topic, termId);
  const at = new Date('2026-11-27T12:00:00Z');
  return liveLine(topic, { model, modelOf: 'counter', at, unit: 'document', ...facts }, sayInEnglish);
}

/** Sentence that follows each line about a model. */
const ofCounter = 'Tokens are counted for Maker 1 Large.';

describe('the live line of a definition', () => {
  it('is there for terms that the glossary has, and for parameters that requests have', () => {
    const ids = new Set(glossary.map(({ id }) => id));
    assert.deepEqual(
      liveTerms.filter((id) => !ids.has(id)),
      [],
    );
    const known = new Set(parameterTable.parameters.map(({ id }) => id));
    for (const id of liveTerms) {
      const topic = liveTopic(id);
      if (typeof topic !== 'object') continue;
      for (const parameter of topic.parameters) assert.ok(known.has(parameter), `${id}: ${parameter}`);
    }
    assert.equal(liveTopic('hallucination'), undefined);
    assert.equal(liveTopic('constructor'), undefined);
  });

  it('says of the context window what the file takes of it', () => {
    const said = `This file has 50,000 tokens: 25 % of the 200,000-token context window of Maker 1 Large. ${ofCounter}`;
    assert.equal(line('context-window', { file: { tokens: 50_000 } }), said);
    const estimated = `This cell has ≈50,000 tokens: ≈25 % of the 200,000-token context window of Maker 1 Large. ${ofCounter}`;
    assert.equal(line('context-window', { file: { tokens: 50_000, estimate }, unit: 'cell' }), estimated);
    const tiny = `This file has ≈5 tokens: less than 0.01 % of the 200,000-token context window of Maker 1 Large. ${ofCounter}`;
    assert.equal(line('context-window', { file: { tokens: 5, estimate } }), tiny);
  });

  it('says how large the window is while the file is not counted, and nothing of one that is unknown', () => {
    assert.equal(line('context-window'), `Maker 1 Large has a context window of 200,000 tokens. ${ofCounter}`);
    assert.equal(line('context-window', { model: bare, file: { tokens: 5 } }), undefined);
  });

  it('cuts a word at its tokens, and marks the count of an encoding that stands for another', () => {
    const cut = { pieces: ['to', 'ken', 'iz', 'ation'], tokens: 4 };
    const encoding = { name: 'o200k_base', isEstimate: false } as const;
    assert.equal(line('token', { cut, encoding }), '`to·ken·iz·ation` is 4 tokens in o200k_base.');
    const guessed = line('tokenizer', { cut, encoding: { name: 'claude_legacy', isEstimate: true } });
    assert.equal(guessed, '`to·ken·iz·ation` is ≈4 tokens in claude_legacy.');
    assert.equal(line('token', { encoding }), undefined);
  });

  it('lets no markup of the text through', () => {
    const encoding = { name: 'o200k_base', isEstimate: false } as const;
    const said = line('token', { cut: { pieces: ['a`b', '[x](y)'], tokens: 2 }, encoding });
    assert.equal(said, '``a`b·[x](y)`` is 2 tokens in o200k_base.');
    assert.match(line('max-output-tokens', { model: { ...model, name: 'A [b](c)' } }) ?? '', /^A \\\[b\\\]/);
  });

  it('says what the file costs as input, where the price is known', () => {
    const said = `This file has 50,000 tokens and costs \\$0.10 as input to Maker 1 Large. ${ofCounter}`;
    assert.equal(line('pay-per-token', { file: { tokens: 50_000 } }), said);
    assert.equal(line('input-tokens', { file: { tokens: 50_000 }, model: bare }), undefined);
    assert.equal(line('input-tokens'), undefined);
  });

  it('says the limits, the dates and the cached price of the model, and nothing of what is unknown', () => {
    assert.equal(line('max-output-tokens'), `Maker 1 Large answers with up to 8,000 tokens. ${ofCounter}`);
    const dated = { ...model, knowledgeCutoff: '2026-01' };
    assert.equal(
      line('knowledge-cutoff', { model: dated }),
      `Knowledge cutoff of Maker 1 Large: January 2026. ${ofCounter}`,
    );
    const cached = `Maker 1 Large: a million input tokens cost \\$0.50 from the cache, and \\$2 otherwise. ${ofCounter}`;
    assert.equal(line('prompt-caching'), cached);
    for (const term of ['max-output-tokens', 'knowledge-cutoff', 'prompt-caching'])
      assert.equal(line(term, { model: bare }), undefined);
  });

  it('says that the model is the one of the call, where the call names it', () => {
    const said = line('max-output-tokens', { modelOf: 'call' });
    assert.equal(said, 'Maker 1 Large answers with up to 8,000 tokens. This call uses Maker 1 Large.');
  });

  it('says what the model does with a parameter, where that is known', () => {
    const rule = { parameters: ['temperature'], apis: ['chat'], does: 'rejects', min: 0, max: 2, source: 's' } as const;
    const said = line('temperature', { parameter: { parameter: 'temperature', rule } });
    assert.equal(said, `Maker 1 Large accepts temperature from 0 to 2. ${ofCounter}`);
    assert.equal(line('temperature'), undefined);
  });
});
