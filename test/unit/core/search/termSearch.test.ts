import assert from 'node:assert/strict';
import { glossary } from '../../../../generated/glossary';
import { createTermSearch } from '../../../../src/core/search/termSearch';

const search = createTermSearch(glossary);
const ids = (query: string): string[] => search(query).map(({ id }) => id);

describe('the search in the glossary', () => {
  const first: Readonly<Record<string, string>> = {
    'context window': 'context-window',
    'contxt window': 'context-window',
    RAG: 'retrieval-augmented-generation',
    halucination: 'hallucination',
    'top p': 'top-p',
    llm: 'large-language-model',
  };
  for (const [query, id] of Object.entries(first)) {
    it(`has ${id} first for "${query}"`, () => assert.equal(ids(query)[0], id));
  }

  it('finds what stands only in the text of a term, behind those that are named so', () => {
    const found = search('tokens');
    assert.equal(found[0]?.id, 'token');
    const isNamed = found.map(({ forms }) => forms.some(({ text }) => /token/i.test(text)));
    assert.ok(isNamed.indexOf(false) > 10, isNamed.join());
    assert.ok(isNamed.filter((named) => !named).length > 10);
    const example = search('reads and writes files');
    for (const { summary, why, example: text = '' } of example) assert.match(`${summary} ${why} ${text}`, /files?/);
  });

  it('finds nothing for nothing, and each term once', () => {
    assert.deepEqual([ids(''), ids('   '), ids('zzqqxx')], [[], [], []]);
    const all = ids('model');
    assert.equal(new Set(all).size, all.length);
  });
});
