import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGuide } from '../../../scripts/tables/guide';
import { readTables } from '../../../scripts/tables';

describe('the tables', () => {
  it('are read as they are', () => {
    const { glossary, catalog, guide } = readTables('data');
    assert.ok(glossary.length > 60);
    assert.ok(catalog.families.length >= 8);
    assert.deepEqual(
      guide.map(({ id }) => id),
      [
        'at-a-glance',
        'families',
        'how-they-work',
        'training',
        'reasoning-models',
        'multimodal-models',
        'open-or-closed',
        'limits',
      ],
    );
    assert.equal(guide[0]?.title, 'At a glance');
    const rag = glossary.find(({ id }) => id === 'retrieval-augmented-generation');
    assert.deepEqual(
      rag?.forms.map(({ text, exact }) => [text, exact]),
      [
        ['retrieval-augmented generation', false],
        ['RAG', true],
        ['retrieval augmented', false],
        ['retrieval pipeline', false],
      ],
    );
    assert.equal(glossary.find(({ id }) => id === 'token')?.forms[0]?.everyday, true);
    assert.equal(rag.forms[0]?.everyday, false);
    const loop = glossary.find(({ id }) => id === 'agent-loop')!;
    assert.deepEqual(
      loop.forms.filter(({ everyday }) => everyday).map(({ text }) => text),
      ['max_turns'],
    );
  });
});

const inFolder = (folder: string): string[] =>
  readdirSync(path.join('data', folder)).map((name) => `${folder}/${name}`);

describe('the order of the tables', () => {
  it('does not come from the order of entries in their files', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'tables-'));
    try {
      const data = path.join(root, 'data');
      cpSync('data', data, { recursive: true });
      for (const file of [
        'families.yml',
        'tokenizers.yml',
        'glossary-topics.yml',
        ...inFolder('glossary'),
        ...inFolder('models'),
      ]) {
        const [head = '', ...entries] = readFileSync(path.join(data, file), 'utf8').split(/^(?=- id: )/m);
        writeFileSync(path.join(data, file), head + entries.reverse().join('\n'));
      }
      assert.deepEqual(readTables(data), readTables('data'));
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('puts the tenth page of the guide after the second', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'guide-'));
    try {
      for (const name of ['10-ten.md', '2-two.md', '1-one.md']) writeFileSync(path.join(root, name), `# ${name}\n`);
      const pages = readGuide(root, new Set(), new Set());
      assert.deepEqual(
        pages.map(({ id }) => id),
        ['one', 'two', 'ten'],
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
describe('npm run build', function () {
  it('has written the tables that the data says', async () => {
    const tables = readTables(path.resolve('data'));
    assert.deepEqual((await import('../../../generated/glossary')).glossary, tables.glossary);
    assert.deepEqual((await import('../../../generated/catalog')).catalog, tables.catalog);
    assert.deepEqual((await import('../../../generated/guide')).guide, tables.guide);
  });
});
