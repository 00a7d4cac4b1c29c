import assert from 'node:assert/strict';
import { linkOf, maxSettingText, maxText, placeOfLink } from '../../../../src/core/lab/labPlace';
import { neighbours, similarity, wordVectors, wordsOfText } from '../../../../src/core/lab/wordVectors';
import type { PocketModel } from '../../../../src/core/pocket/pocketModel';
import { pocketModel } from '../../../support/pocket';

describe('the words of a text', () => {
  it('are each there once, as they are written first, in any script', () => {
    assert.deepEqual(wordsOfText("The model, the Model's tokens — токен 2!", 9), [
      ...['The', 'model', "Model's", 'tokens', 'токен', '2'],
    ]);
    assert.deepEqual(wordsOfText('a b c', 2), ['a', 'b']);
    assert.deepEqual(wordsOfText(' .,', 9), []);
  });

  it('are such that a link and the kept state can name each of them', () => {
    const letters = 'a'.repeat(maxText);
    for (const text of [
      letters,
      `cat ${letters.slice(0, maxSettingText)} dog ${letters.slice(0, maxSettingText + 1)}`,
    ]) {
      for (const word of wordsOfText(text, 9)) {
        const { path, query } = linkOf({ station: 'embeddings', text, settings: { word } });
        assert.equal(placeOfLink(path, query)?.settings.word, word);
      }
    }
    assert.equal(wordsOfText(`cat ${letters.slice(0, 1_500)} dog`, 9).join(), 'cat,dog');
  });
});

describe('the vectors of words', () => {
  let model: PocketModel;
  before(async () => {
    model = await pocketModel();
  });

  it('are the embedding of a word of one token, brought to length 1', () => {
    const [token, ...more] = model.tokenizer.encode(' token');
    assert.deepEqual(more, []);
    const { values, columns } = wordVectors(model, ['token'], []);
    const row = model.network.embedding.subarray(token! * columns, (token! + 1) * columns);
    const length = Math.hypot(...row);
    for (let i = 0; i < columns; i++) assert.ok(Math.abs(values[i]! - row[i]! / length) < 1e-12);
  });

  it('are the mean of the tokens of a longer word', () => {
    const { values, columns, words } = wordVectors(model, ['unbelievable'], []);
    const tokens = words[0]!.tokens;
    assert.ok(tokens.length > 1);
    const sum = Array.from({ length: columns }, (_, i) =>
      tokens.reduce((total, token) => total + model.network.embedding[token * columns + i]!, 0),
    );
    const length = Math.hypot(...sum);
    for (let i = 0; i < columns; i++) assert.ok(Math.abs(values[i]! - sum[i]! / length) < 1e-9);
  });

  it('have a word of the reader once, though it is a term too', () => {
    const { words } = wordVectors(model, ['Token', 'cat'], ['token', 'model']);
    assert.deepEqual(
      words.map(({ word, isOwn }) => [word, isOwn]),
      [
        ['Token', true],
        ['cat', true],
        ['model', false],
      ],
    );
  });

  it('have neighbours by the cosine, the same both ways, the nearest first', () => {
    const vectors = wordVectors(model, [], ['temperature', 'top-p', 'top-k', 'token']);
    const [first, second, third] = neighbours(vectors, 1);
    assert.equal(vectors.words[first!.word]?.word, 'top-k');
    assert.ok(first!.similarity >= second!.similarity && second!.similarity >= third!.similarity);
    assert.ok(Math.abs(similarity(vectors, 1, 2) - similarity(vectors, 2, 1)) < 1e-12);
    assert.ok(Math.abs(similarity(vectors, 1, 1) - 1) < 1e-12);
  });
});
