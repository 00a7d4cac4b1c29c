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
    assert.deepEqual(why(''), ['No word stands here', undefined]);
    assert.deepEqual(why('marmalade'), ['The glossary has no term that is written "marmalade"', undefined]);
  });

  it('is how the term is written, where that is with other capitals', () => {
    assert.deepEqual(why('rag'), ['The term is written RAG, and "rag" is not', 'retrieval-augmented-generation']);
  });

  it('is the place, where the word is written as a term', () => {
    const text = 'An address, path, tag, id or style sheet holds no terms';
    assert.deepEqual(why('embedding'), [text, 'embedding']);
    assert.deepEqual(why('Embeddings'), [text, 'embedding']);
  });
});
