import assert from 'node:assert/strict';
import { createNameSearch } from '../../../../src/core/search/nameSearch';

/** The names that fit, the best first, each with how it fits. */
function found(names: readonly string[], query: string): string[] {
  const search = createNameSearch(names.map((name) => ({ names: [name] })));
  return search(query).map(({ item, fit }) => `${item.names[0]} ${fit}`);
}

describe('the search for names', () => {
  it('looks at the first 500 characters of a query', () => {
    assert.deepEqual(found(['alpha'], `alpha${' '.repeat(495)}zzz`), ['alpha is']);
    assert.deepEqual(found(['alpha'], `alpha${' '.repeat(490)}zyzzyva`), ['alpha part']);
  });

  it('forgives one letter too many in the longest name, and not two', () => {
    assert.deepEqual(found(['tokenizer', 'short'], 'tokenizzer'), ['tokenizer almostIs']);
    assert.deepEqual(found(['tokenizer', 'short'], 'tokenizzzer'), []);
  });

  it('takes a name that is one letter longer than what was typed for almost the same, not a longer one', () => {
    assert.deepEqual(found(['tokenizer', 'tokenizer model'], 'tokenzer'), [
      'tokenizer almostIs',
      'tokenizer model slip',
    ]);
  });

  it('comes near by words, not by single letters', () => {
    assert.deepEqual(found(['apple'], 'app zyzzyva'), ['apple part']);
    assert.deepEqual(found(['apple'], 'a zyzzyva'), []);
  });
});
