import assert from 'node:assert/strict';
import { NO_LIMIT, unitSlice } from '../../../../src/core/tokens/engine/slice';
import type { PocketTokenizer } from '../../../../src/core/pocket/pocketTokenizer';
import { pocketModel } from '../../../support/pocket';

describe("Pocket's tokenizer", () => {
  let tokenizer: PocketTokenizer;
  before(async () => {
    ({ tokenizer } = await pocketModel());
  });

  it('counts one long word of characters of two code units each, and cuts none of them', () => {
    const smile = tokenizer.encode('🙂').length;
    assert.equal(tokenizer.encode('-🙂🙂').length, 1 + 2 * smile);
    // The dash puts every place that it could be cut at into the middle of a character.
    const counter = tokenizer.createCounter(`-${'🙂'.repeat(40_000)}`);
    assert.equal(counter.step(NO_LIMIT), true);
    assert.equal(counter.tokens, 1 + 40_000 * smile);
  });

  it('counts in slices as it does at once', () => {
    const text = 'What is a context window? Größe: 東京 🙂\n\n'.repeat(8_000);
    const counter = tokenizer.createCounter(text);
    let slices = 1;
    while (!counter.step(unitSlice(50_000))) slices++;
    assert.ok(slices > 1);
    assert.equal(counter.tokens, tokenizer.encode(text).length);
  });

  it('takes the marks of the chat for the plain characters that they are', () => {
    const ids = [...tokenizer.encode('<|end|>')];
    assert.ok(ids.length > 1);
    assert.equal(tokenizer.decode(ids), '<|end|>');
  });
});
