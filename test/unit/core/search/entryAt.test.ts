import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { entryAt } from '../../../../src/core/search/entryAt';
import { modelAt } from '../../../../src/core/search/nameAtCursor';
import { catalog as table } from '../../../../generated/catalog';
import { index, pointed } from '../glossary/glossary';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);

describe('modelAt', () => {
  for (const [marked, expected] of [
    ['model="gpt|-4o",', 'gpt-4o'],
    ['model="gpt-4o|",', 'gpt-4o'],
    ['|gpt-4o', 'gpt-4o'],
    ['"openai/gpt-4|o"', 'gpt-4o'],
    ['We ask Claude Son|net 5.5.', 'claude-sonnet-5-5'],
    ['We ask Claude Sonnet |5 today.', 'claude-sonnet-5'],
    ['MODEL: GPT-4|', 'gpt-4'],
    ['gpt-4.|1', 'gpt-4.1'],
    ['deepseek-ai/DeepSeek-V3.1| or so', catalog.findModel('deepseek-ai/DeepSeek-V3.1')?.id],
    ['gpt-4|-turbo', 'gpt-4-turbo'],
    ['gpt-4|-unheard-of', undefined],
    ['gpt-4|o-unheard-of', undefined],
    ['my-gpt-|4', undefined],
    ['llama-4-scout|:free', undefined],
    ['llama-4-scout|: free', 'llama-4-scout'],
    ['gpt-4o, |not here', undefined],
    ['', undefined],
  ] as const) {
    it(`finds ${expected ?? 'nothing'} in ${JSON.stringify(marked)}`, () =>
      assert.equal(modelAt(catalog, pointed(marked.includes('|') ? marked : `|${marked}`))?.id, expected));
  }
});

describe('entryAt', () => {
  const found = (marked: string): string => {
    const entry = entryAt(index, catalog, pointed(marked));
    if (!entry) return 'nothing';
    return `${entry.kind} ${entry.kind === 'term' ? entry.term.id : entry.kind === 'family' ? entry.family.id : entry.model.id}`;
  };
  for (const [marked, expected] of [
    ['The context| window is', 'term context-window'],
    ['The context window| is', 'term context-window'],
    ['max_tok|ens', 'term max-output-tokens'],
    ['Clau|de is', 'family claude'],
    ['Mixtr|al', 'family mistral'],
    ['Claude Sonnet 5|', 'model claude-sonnet-5'],
    ['plain wor|ds', 'nothing'],
    ['|', 'nothing'],
  ] as const) {
    it(`finds ${expected} in ${JSON.stringify(marked)}`, () => assert.equal(found(marked), expected));
  }
});
