import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { indexGlossary } from '../../../../src/core/glossary/find/indexGlossary';
import { createGuideSearch } from '../../../../src/core/search/guideChoices';
import type { GuideEntry } from '../../../../src/core/search/guideChoices';
import { createModelSearch } from '../../../../src/core/search/modelChoices';
import { catalog as table } from '../../../../generated/catalog';
import { glossary } from '../../../../generated/glossary';
import { lookUpQueries, modelQueries } from './queries';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);
const index = indexGlossary(glossary);
const searchModels = createModelSearch(catalog);
const searchGuide = createGuideSearch(index, catalog);

const nameOf = (entry: GuideEntry): string =>
  entry.kind === 'term' ? entry.term.term : entry.kind === 'family' ? entry.family.name : entry.model.name;
const firstOf = (query: string): string | undefined => {
  const entry = searchGuide(query)[0]?.entries[0];
  return entry && nameOf(entry);
};

/** `newest:LINE` is the newest living model of that line, or where all are old the newest; of one day, the shorter name. */
function meant(expected: string): string | undefined {
  const [, line] = /^newest:(.*)/.exec(expected) ?? [];
  if (line === undefined) return expected;
  const ofLine = catalog.models.filter(({ name }) => new RegExp(`^${line}`).test(name));
  const living = ofLine.filter(({ status }) => /current|preview/.test(status));
  const newest = (living.length > 0 ? living : ofLine).toSorted(
    (a, b) => (b.released ?? '').localeCompare(a.released ?? '') || a.name.length - b.name.length,
  );
  return newest[0]?.name;
}

describe('the search for a model', () => {
  for (const [query, expected] of modelQueries) {
    it(`finds for "${query}" first ${expected}`, () =>
      assert.equal(searchModels(query)[0]?.models[0]?.name, meant(expected)));
  }

  it('gives for nothing typed every model once: the living by family, then the old, the retired last', () => {
    const groups = searchModels(' ');
    assert.deepEqual(
      groups.flatMap(({ models }) => models.map(({ id }) => id)).toSorted(),
      catalog.models.map(({ id }) => id).toSorted(),
    );
    assert.deepEqual(
      groups.map((group) => (group.kind === 'family' ? group.family.id : group.kind)),
      [...catalog.families.map(({ id }) => id), 'legacy', 'retired'],
    );
    assert.ok(groups.at(-1)?.models.every(({ status }) => status === 'retired'));
    const old = groups.find(({ kind }) => kind === 'legacy')?.models.map(({ family }) => family);
    const order = catalog.families.map(({ id }) => id).filter((id) => old?.includes(id));
    assert.deepEqual([...new Set(old)], order, 'the old ones stand in the order of the families');
  });

  it('keeps the retired last, however well they fit', () => {
    for (const query of ['sonnet', 'grok', 'claude', 'gpt']) {
      const statuses = searchModels(query).flatMap(({ models }) => models.map(({ status }) => status === 'retired'));
      assert.ok(statuses.includes(false), query);
      assert.deepEqual(statuses, statuses.toSorted(), query);
    }
  });

  it('finds every model first by its name, its id and its aliases, in any case and with any mark between the words', () => {
    for (const model of catalog.models) {
      for (const name of [model.name, model.id, ...(model.aliases ?? [])]) {
        for (const typed of [name, name.toUpperCase(), name.replaceAll(/[ -]/g, '_'), name.replaceAll(/[ _-]/g, '')]) {
          assert.equal(searchModels(typed)[0]?.models.includes(model), true, typed);
        }
      }
    }
  });

  it('takes no number for another, but shows the models next to one that is not there', () => {
    assert.ok(searchModels('sonnet 4.6').every(({ models }) => models.every(({ name }) => name.includes('4.6'))));
    assert.deepEqual(searchModels('claude opus 5.7'), searchModels('claude opus'));
  });
});

describe('the search in the guide', () => {
  for (const [query, expected] of lookUpQueries) {
    it(`finds for "${query}" first ${expected}`, () => assert.equal(firstOf(query), meant(expected)));
  }

  it('finds every term first by each of its forms', () => {
    for (const term of glossary) {
      for (const { text } of term.forms) {
        const forms = searchGuide(text)[0]?.entries.slice(0, 3).map(nameOf);
        assert.ok(forms?.includes(term.term), `${text}: ${forms?.join()}`);
      }
    }
  });

  it('finds every term of one long word with any one letter of it left out @deep', () => {
    const words = glossary.map(({ term }) => term).filter((term) => /^[a-z]{8,}$/.test(term));
    assert.ok(words.length > 20);
    for (const word of words) {
      for (let at = 1; at < word.length - 1; at++) {
        const typed = word.slice(0, at) + word.slice(at + 1);
        assert.ok(
          searchGuide(typed).some(({ entries }) => entries.map(nameOf).includes(word)),
          typed,
        );
      }
    }
  });

  it('gives for nothing typed the terms in the order of the alphabet, the families, the models, the retired', () => {
    const groups = searchGuide('');
    assert.deepEqual(
      groups.map(({ kind }) => kind),
      ['term', 'family', 'model', 'retired'],
    );
    assert.deepEqual(groups[0]?.entries.slice(0, 2).map(nameOf), ['active parameters', 'agent']);
  });

  it('shows a retired model among the models only where it is named in full', () => {
    const groupsOf = (query: string) => {
      const groups = searchGuide(query).filter(({ entries }) => entries.map(nameOf).includes('Grok 3'));
      return groups.map(({ kind }) => kind);
    };
    assert.deepEqual(groupsOf('grok 3'), ['model']);
    assert.deepEqual(groupsOf('grok'), ['retired']);
  });

  it('looks into what terms say where no name fits', () => {
    assert.equal(searchGuide('probabilities of next words')[0]?.kind, 'term');
  });

  for (const query of ['api key', 'API keys', 'apiKey', 'api_key', 'api tokens']) {
    it(`finds the term API key for ${query}`, () => assert.equal(firstOf(query), 'API key'));
  }

  it('comes near where nothing has all the words', () => {
    assert.ok(searchGuide('api url').some(({ entries }) => entries.map(nameOf).includes('OpenAI-compatible API')));
    assert.equal(firstOf('quantization zyzzyva'), 'quantization');
  });

  it('finds nothing for marks and for what nobody calls a term', () => {
    for (const query of ['---', '…', 'zyzzyva', 'промпт']) assert.deepEqual(searchGuide(query), [], query);
  });

  it('stays cheap for a text that was pasted by mistake', () => {
    // The matcher's patterns grow with the square of a word's length: 10,000 letters took all memory.
    for (const query of ['a'.repeat(10_000), 'ab1x'.repeat(2_500), `${'x'.repeat(80)} `.repeat(100)]) {
      assert.deepEqual(searchGuide(query), []);
      assert.deepEqual(searchModels(query), []);
    }
    assert.equal(firstOf(`jailbreak${' '.repeat(10_000)}`), 'jailbreak');
  });
});
