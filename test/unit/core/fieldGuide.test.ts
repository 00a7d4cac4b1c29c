import assert from 'node:assert/strict';
import { withinLimit } from '../../../src/host/node/timeLimit';
import { catalog } from '../../../generated/catalog';
import { glossary } from '../../../generated/glossary';
import { guide as guidePages } from '../../../generated/guide';
import { hostIds } from '../../../generated/hostIds';
import { schemaSupport } from '../../../generated/schemaSupport';
import { lifecycle } from '../../../generated/lifecycle';
import { parameters } from '../../../generated/parameters';
import { topics } from '../../../generated/topics';
import { sayInEnglish } from '../../../src/core/base/say';
import { defaultIdConfig } from '../../../src/core/code/ids/config/idConfig';
import { createFieldGuide } from '../../../src/core/fieldGuide';
import type { FieldGuide } from '../../../src/core/fieldGuide';
import type { PageAddress } from '../../../src/core/pages/address';
import { pageText } from '../../../src/core/pages/page';
import { createTables } from '../../../src/core/tables';
import type { TableFiles } from '../../../src/core/tables';
import { regionText } from '../../../src/core/text/regions/regionText';
import { MemoryDisk } from '../../fakes/memoryDisk';
import type { OnDisk } from '../../fakes/memoryDisk';
import { senses } from '../../support/senses';

const found = <T>(table: T) => Promise.resolve(table);
const files: TableFiles = {
  glossary: () => found(glossary),
  senses: () => found(senses),
  topics: () => found(topics),
  catalog: () => found(catalog),
  lifecycle: () => found(lifecycle),
  parameters: () => found(parameters),
  hostIds: () => found(hostIds),
  schemaSupport: () => found(schemaSupport),
  guide: () => found(guidePages),
};

/** A field guide of the real tables over a disk in memory. It counts words, and notes what is loaded. */
function inMemory(disk: Readonly<Record<string, OnDisk>> = {}) {
  const loaded: string[] = [];
  const noted = Object.fromEntries(
    Object.entries(files).map(([name, load]: [string, () => Promise<unknown>]) => [
      name,
      () => {
        loaded.push(name);
        return load();
      },
    ]),
  ) as unknown as TableFiles;
  const host = { disk: new MemoryDisk(disk), nextTurn: () => Promise.resolve(), withinLimit };
  const settings = { clock: () => '2026-11-25' };
  const counter = { count: (_: string, text: string) => found({ tokens: text.split(/\s+/).filter(Boolean).length }) };
  return { loaded, guide: createFieldGuide(host, createTables(host, noted, settings), counter) };
}

const reader = { say: sayInEnglish, look: () => found({ changes: [], since: undefined }) };
const textOf = async (guide: FieldGuide, address: PageAddress): Promise<string | undefined> => {
  const page = await guide.page(address, reader);
  return page && pageText(page);
};

async function pathsOf(guide: FieldGuide): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of guide.walk('/w', {})) paths.push(path);
  return paths;
}

/** Of a model that is retired on the day of the tests. */
const retired = Object.values(lifecycle.models)
  .flat()
  .find(({ id }) => id === 'gpt-3.5-turbo-0301')!;

describe('the field guide', () => {
  describe('loads', () => {
    const asked: Readonly<Record<string, readonly [ask: (guide: FieldGuide) => unknown, tables: readonly string[]]>> = {
      'nothing to count in an encoding': [(guide) => guide.count('a b', { encoding: 'o200k_base' }), []],
      'nothing to walk over a folder': [(guide) => pathsOf(guide), []],
      'nothing to find the glossaries of a workspace': [(guide) => guide.glossariesOf('/w', () => assert.fail()), []],
      'nothing to judge no ids': [(guide) => guide.judgeIds([], { config: defaultIdConfig, within: 0 }), []],
      'the catalog alone for its models': [(guide) => guide.catalog(), ['catalog']],
      'the topics alone for the topics': [(guide) => guide.topics(), ['topics']],
      'the ids of hosts alone for them': [(guide) => guide.hostIds(), ['hostIds']],
      'the terms alone to list them': [(guide) => guide.glossary(), ['glossary']],
      'the terms and their senses to find them': [
        (guide) => guide.termsIn({ text: 'A token.', languageId: 'markdown' }),
        ['glossary', 'senses'],
      ],
      'the models and their ends to find ids': [
        (guide) => guide.idsIn({ text: 'model = "x"', languageId: 'python' }),
        ['catalog', 'lifecycle'],
      ],
      'the same for slips in the ids of calls': [
        (guide) => guide.callHints(regionText('f(model="x")', 'python')),
        ['catalog', 'lifecycle'],
      ],
      'terms and models for a search': [(guide) => guide.search(), ['catalog', 'glossary']],
      'the terms alone for the page of one': [
        (guide) => guide.page({ folder: 'terms', id: 'token' }, reader),
        ['glossary'],
      ],
      'the guide alone for a page of it': [(guide) => guide.page({ folder: 'guide', id: 'limits' }, reader), ['guide']],
      'nothing for a report': [(guide) => guide.page({ folder: 'reports', id: 'x' }, reader), []],
      'what a worker finds ids by': [(guide) => guide.sentIds(), ['catalog', 'lifecycle']],
      'what a worker finds terms by': [(guide) => guide.sentTerms(), ['glossary', 'senses']],
    };
    for (const [title, [ask, tables]] of Object.entries(asked)) {
      it(title, async () => {
        const { guide, loaded } = inMemory({ '/w/a.md': '' });
        assert.deepEqual(loaded, []);
        await ask(guide);
        await ask(guide);
        assert.deepEqual(loaded.sort(), tables);
      });
    }

    it('a table again that could not be loaded', async () => {
      let isBroken = true;
      const host = { nextTurn: () => Promise.resolve() };
      const tables = createTables(host, {
        ...files,
        catalog: () => (isBroken ? Promise.reject(new Error('no file')) : files.catalog()),
      });
      await assert.rejects(tables.modelNames(), /no file/);
      isBroken = false;
      assert.ok((await tables.modelNames()).find(retired.id));
    });
  });

  it('counts in an encoding and for a tokenizer that estimates', async () => {
    const { guide } = inMemory();
    assert.deepEqual(await guide.count('a b c d', { encoding: 'o200k_base' }), { tokens: 4 });
    const estimate = { factor: 1.5, bandPercent: 10, reason: 'Not public.', kinds: [] };
    const counted = await guide.count('a b c d', { encoding: 'o200k_base', estimate });
    assert.deepEqual(counted, { tokens: 6, estimate: { bandPercent: 10, reason: 'Not public.' } });
  });

  it('estimates by the language of a text', async () => {
    const { guide } = inMemory();
    const source = { title: 'Measured', url: 'https://example.org' };
    const code = { kind: 'code', factor: 2, bandPercent: 5, reason: 'Code.', source } as const;
    const estimate = { factor: 1, bandPercent: 10, reason: 'Any text.', kinds: [code] };
    const by = { encoding: 'o200k_base', estimate } as const;
    const tokens = async (languageId: string) => (await guide.count('const a = 1;', by, { languageId })).tokens;
    assert.deepEqual([await tokens('typescript'), await tokens('markdown')], [8, 4]);
  });

  it('stops counting when it is told to', async () => {
    const host = { disk: new MemoryDisk({}), nextTurn: () => Promise.resolve(), withinLimit };
    let given: AbortSignal | undefined;
    const counter = {
      count: (_: string, _text: string, signal?: AbortSignal) => {
        given = signal;
        return found({ tokens: 0 });
      },
    };
    const { signal } = new AbortController();
    await createFieldGuide(host, createTables(host, files), counter).count('a', { encoding: 'o200k_base' }, { signal });
    assert.equal(given, signal);
  });

  it('finds the terms of a text, and of the cells of a notebook', async () => {
    const { guide } = inMemory();
    const text = 'A large language model predicts the next token.';
    const ids = (terms: readonly { term: { id: string } }[] | undefined) => terms?.map(({ term }) => term.id);
    const inText = ids(await guide.termsIn({ text, languageId: 'markdown' }));
    assert.ok(inText?.includes('token'));
    const notebook = JSON.stringify({ cells: [{ cell_type: 'markdown', source: [text] }] });
    const inNotebook = await guide.termsInFile({ text: notebook, languageId: 'ipynb' });
    assert.deepEqual(ids(inNotebook), inText);
    const last = inNotebook!.at(-1)!;
    assert.equal(notebook.slice(last.start, last.end), 'token');
    assert.equal(await guide.termsInFile({ text: 'no JSON', languageId: 'ipynb' }), undefined);
  });

  it('finds the words of a workspace in its own files alone, and says which glossary is broken', async () => {
    const { guide } = inMemory({
      '/w/a.glossary.yml': 'terms:\n  - term: glimmer\n    definition: x\n',
      '/w/src/broken.glossary.yml': 'terms: [',
      '/w/src/a.md': 'A glimmer.',
    });
    const faults: string[] = [];
    const glossaries = await guide.glossariesOf('/w', ({ file }) => faults.push(file));
    const text = { text: 'A glimmer.', languageId: 'markdown' };
    const [own] = await guide.termsIn(text, await glossaries.for('/w/src/a.md'));
    assert.equal(own?.term.term, 'glimmer');
    assert.deepEqual(await guide.termsIn(text), []);
    assert.deepEqual(faults, ['/w/src/broken.glossary.yml']);
  });

  it('finds ids and says what becomes of them, but of those that a config ignores', async () => {
    const { guide } = inMemory();
    const ids = await guide.idsIn({ text: `\nmodel = "${retired.id}"`, languageId: 'python' });
    assert.deepEqual(
      ids.map(({ line, column, written }) => [line, column, written]),
      [[1, 9, retired.id]],
    );
    const [judged] = await guide.judgeIds(ids, { config: defaultIdConfig, within: 0 });
    assert.deepEqual([judged?.ending?.judgement.status, judged?.ending?.severity], ['retired', 'warning']);
    const config = { ...defaultIdConfig, ignore: { ids: [retired.id], paths: [] } };
    assert.deepEqual(await guide.judgeIds(ids, { config, within: 0 }), []);
    const many = Array.from({ length: 5 }, () => ids[0]!);
    assert.equal((await guide.judgeIds(many, { config: defaultIdConfig, within: 0, most: 3 })).length, 3);
    const quiet = { ...defaultIdConfig, severity: { retired: 'off' } } as const;
    assert.deepEqual(await guide.judgeIds(ids, { config: quiet, within: 0 }), [{ found: ids[0] }]);
  });

  it('finds a slip in the id of a call', async () => {
    const { guide } = inMemory();
    const call = 'OpenAI().chat.completions.create(model="gpt4o")';
    const [hint] = (await guide.callHints(regionText(call, 'python'))) ?? [];
    assert.equal(hint?.id, 'gpt-4o');
  });

  it('finds terms, models and families by what is typed', async () => {
    const { guide } = inMemory();
    const search = await guide.search();
    const first = (query: string) => search(query)[0]?.entries[0];
    const term = first('context window');
    assert.ok(term?.kind === 'term' && term.term.id === 'context-window');
    const model = first('gpt-4o-mini');
    assert.ok(model?.kind === 'model' && model.model.id === 'gpt-4o-mini');
  });

  it('makes the page of an address', async () => {
    const { guide } = inMemory();
    assert.match((await textOf(guide, { folder: 'terms', id: 'token' })) ?? '', /^# Token\n/);
    assert.match((await textOf(guide, { folder: 'families', id: catalog.families[0]!.id })) ?? '', /^# /);
    assert.equal(await textOf(guide, { folder: 'terms', id: 'no-such-term' }), undefined);
  });

  it('walks over the files that git does not ignore', async () => {
    const { guide } = inMemory({ '/w/.gitignore': 'b.md', '/w/a.md': '', '/w/b.md': '', '/w/c/d.md': '' });
    assert.deepEqual(await pathsOf(guide), ['.gitignore', 'a.md', 'c/d.md']);
  });

  it('explains terms in the language of its reader where the data has it', async () => {
    const [first, second] = glossary;
    const texts = { de: { term: 'Wort', forms: [], summary: 'Ein Stück Text.', why: 'Danach wird gezählt.' } };
    const inGerman = { ...files, glossary: () => found([{ ...first!, texts }, second!]) };
    const host = { nextTurn: () => Promise.resolve() };
    const index = await createTables(host, inGerman, { language: 'de-at' }).glossary();
    assert.deepEqual(
      [first, second].map((term) => index.byId.get(term!.id)?.summary),
      ['Ein Stück Text.', second!.summary],
    );
    const english = await createTables(host, inGerman).glossary();
    assert.equal(english.byId.get(first!.id)?.summary, first!.summary);
  });
});
