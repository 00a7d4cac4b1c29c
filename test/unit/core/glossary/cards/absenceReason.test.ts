import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { absenceReason } from '../../../../../src/core/glossary/cards/explain';
import { index } from '../glossary';

const why = (word: string): [string, string | undefined] => {
  const { text, term } = absenceReason(word, index, sayInEnglish);
  return [text, term?.id];
};

describe('why there is no term at a word', () => {
  it('is that there is no word, or no such term', () => {
    assert.deepEqual(why(''), ['No word here', undefined]);
    assert.deepEqual(why('marmalade'), ['The glossary has no term spelled "marmalade"', undefined]);
  });

  it('is how the term is written, where that is with other capitals', () => {
    assert.deepEqual(why('rag'), ['The term is spelled RAG, not "rag"', 'retrieval-augmented-generation']);
  });

  it('is the place, where the word is written as a term', () => {
    const text = 'Addresses, paths, tags, ids and style sheets are not searched for terms';
    assert.deepEqual(why('embedding'), [text, 'embedding']);
    assert.deepEqual(why('Embeddings'), [text, 'embedding']);
  });
});
