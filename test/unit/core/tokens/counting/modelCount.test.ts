import assert from 'node:assert/strict';
import { formatTokens } from '../../../../../src/core/tokens/counting/describeCount';
import { estimateReason, inMix, modelCount, tokenizerFor } from '../../../../../src/core/tokens/counting/modelCount';
import type { Inexactness, TokenCount } from '../../../../../src/core/tokens/counting/modelCount';
import type { Tokenizer } from '../../../../../src/core/catalog/catalogTable';
import { source, table } from '../../../../support/models';
import { sayInEnglish } from '../../../../../src/core/base/say';

const [exact, guess] = [table.tokenizers[0]!, table.tokenizers[1]!];
const measured: Tokenizer = {
  ...guess,
  estimate: {
    ...guess.estimate!,
    kinds: [{ kind: 'cjk', factor: 1, bandPercent: 9, reason: 'Measured for Chinese.', source }],
  },
};

const wordsOf = (estimate: TokenCount['estimate']): string => (estimate ? estimateReason(estimate, sayInEnglish) : '');

describe('modelCount', () => {
  it('is exact with the model’s own tokenizer', () => {
    assert.deepEqual(modelCount(exact, { tokens: 123 }), { tokens: 123 });
  });

  it('is an estimate with a factor, a band and a reason for another tokenizer', () => {
    assert.deepEqual(modelCount(guess, { tokens: 101 }), {
      tokens: 152,
      estimate: { bandPercent: 20, reason: 'The tokenizer is not public.' },
    });
  });

  it('is an estimate without a band while a part of the text is not counted', () => {
    const { tokens, estimate } = modelCount(exact, { tokens: 5_000, inexact: 'counting' });
    assert.equal(tokens, 5_000);
    assert.match(wordsOf(estimate), /Still counting/);
    assert.equal(estimate?.bandPercent, undefined);
  });

  it('does not claim the band of the tokenizer while it counts', () => {
    const { tokens, estimate } = modelCount(guess, { tokens: 100, inexact: 'counting' });
    assert.equal(tokens, 150);
    assert.equal(estimate?.bandPercent, undefined);
    assert.match(wordsOf(estimate), /^The tokenizer is not public\. Still counting/);
  });

  it('names undecodable bytes as such, and keeps the band of the tokenizer with them', () => {
    const counted = { tokens: 100, inexact: 'undecodable' } as const;
    const [ofExact, ofGuess] = [modelCount(exact, counted), modelCount(guess, counted)];
    assert.match(wordsOf(ofExact.estimate), /^Bytes .*U\+FFFD/);
    assert.equal(ofExact.estimate?.bandPercent, undefined);
    assert.match(wordsOf(ofGuess.estimate), /^The tokenizer is not public\. Bytes .*U\+FFFD/);
    assert.equal(ofGuess.estimate?.bandPercent, 20);
  });

  it('names a sample and a count in parts as such, and says that it counts only while it does', () => {
    const reasonOf = (inexact: Inexactness) => wordsOf(modelCount(exact, { tokens: 1, inexact }).estimate);
    assert.match(reasonOf('sampled'), /^From a sample/);
    assert.match(reasonOf('inParts'), /^Counted in parts/);
    for (const other of ['undecodable', 'sampled', 'inParts'] as const)
      assert.doesNotMatch(reasonOf(other), /counting/);
    assert.equal(modelCount(guess, { tokens: 1, inexact: 'sampled' }).estimate?.bandPercent, undefined);
    assert.equal(modelCount(guess, { tokens: 1, inexact: 'inParts' }).estimate?.bandPercent, 20);
  });

  it('is exactly 0 for an empty text, also with the tokenizer of another model', () => {
    assert.deepEqual(modelCount(guess, { tokens: 0 }), { tokens: 0 });
    assert.equal(formatTokens(modelCount(guess, { tokens: 0 })), '0');
  });

  it('is an estimate of 0 while the text is not counted, or where a sample alone had none', () => {
    for (const inexact of ['counting', 'sampled'] as const)
      assert.ok(modelCount(guess, { tokens: 0, inexact }).estimate);
  });

  it('takes factor, band and reason of the kind of text, where that was measured', () => {
    assert.deepEqual(modelCount(measured, { tokens: 100, textKind: 'cjk' }), {
      tokens: 100,
      estimate: { bandPercent: 9, reason: 'Measured for Chinese.', textKind: 'cjk', source },
    });
  });

  it('takes those of a mix for another kind', () => {
    assert.deepEqual(modelCount(measured, { tokens: 100, textKind: 'code' }), modelCount(guess, { tokens: 100 }));
    assert.deepEqual(modelCount(exact, { tokens: 100, textKind: 'cjk' }), { tokens: 100 });
  });

  it('says the same of a part of a text of that kind', () => {
    const { estimate, tokens } = modelCount(tokenizerFor(measured, 'cjk'), { tokens: 10 });
    assert.deepEqual([tokens, estimate?.bandPercent], [10, 9]);
    assert.equal(tokenizerFor(measured, 'prose'), measured);
  });

  it('sums texts of many kinds up to what each of them comes to', () => {
    const texts = [{ tokens: 100, textKind: 'cjk' as const }, { tokens: 100 }];
    const sum = texts.map((text) => inMix(measured, text).tokens).reduce((a, b) => a + b);
    assert.equal(modelCount(measured, { tokens: sum }).tokens, 250);
    assert.equal(inMix(exact, texts[0]!).tokens, 100);
  });
});
