import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataError } from '../../../scripts/tables/dataFile';
import { readTables } from '../../../scripts/tables';

describe('the tables', function () {
  this.timeout(20_000); // Each test reads all of data/.
  let root: string;
  let data: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'tables-'));
    data = path.join(root, 'data');
    cpSync('data', data, { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = (file: string): string => readFileSync(path.join(data, file), 'utf8');
  const write = (file: string, text: string): void => writeFileSync(path.join(data, file), text);
  const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

  /** Replaces the first `from` after `after`. @returns the line that it stands on. */
  function change(file: string, after: string, from: string | RegExp, to: string): number {
    const text = read(file);
    const start = text.indexOf(after);
    assert.ok(start >= 0, `${file} has no ${after}`);
    const rest = text.slice(start);
    const at = typeof from === 'string' ? rest.indexOf(from) : rest.search(from);
    assert.ok(at >= 0, `${file} has no ${String(from)} after ${after}`);
    write(file, text.slice(0, start) + rest.replace(from, () => to));
    return lineOf(text, start + at);
  }

  function append(file: string, entry: string): number {
    const text = read(file);
    write(file, `${text}${entry}\n`);
    return lineOf(text, text.length);
  }

  /** The build stops, and says where and why. */
  function failsAt(file: string, line: number, reason: RegExp): void {
    assert.throws(
      () => readTables(data),
      (error) => {
        assert.ok(error instanceof DataError, String(error));
        const [name, at] = error.message.split(':');
        assert.equal(name?.replaceAll('\\', '/'), `data/${file}`, error.message);
        assert.equal(Number(at), line, error.message);
        assert.match(error.message, reason);
        return true;
      },
    );
  }

  it('are read as they are', () => {
    const { glossary, catalog, guide } = readTables(data);
    assert.ok(glossary.length > 60);
    assert.equal(catalog.families.length, 8);
    assert.deepEqual(
      guide.map(({ id }) => id),
      ['at-a-glance', 'open-or-closed', 'how-they-work', 'reasoning-models', 'limits'],
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
    assert.equal(glossary.find(({ id }) => id === 'token')?.everyday, true);
    assert.equal(rag.everyday, false);
  });

  describe('stop at a glossary entry', () => {
    const basics = 'glossary/basics.yml';

    it('that is no YAML', () => {
      const line = change(basics, '- id: token\n', 'term: token', 'term: [token');
      assert.throws(
        () => readTables(data),
        (error) => error instanceof DataError && error.file === path.join('data', basics) && error.line >= line,
      );
    });

    it('whose indentation is off', () => {
      const line = change(basics, '- id: token\n', '  everyday: true', ' everyday: true');
      failsAt(basics, line, /./);
    });

    for (const [text, reason] of [
      ['*prices', /\*prices is a reference in YAML: put the text in quotes/],
      ['*Prices* are counted in tokens', /Unexpected scalar/],
    ] as const) {
      it(`with an unquoted ${text}, which YAML takes for a reference`, () => {
        const line = change(basics, '- id: token\n', /why: .*/, `why: ${text}`);
        failsAt(basics, line, reason);
      });
    }

    it('with the same field twice', () => {
      const line = change(basics, '- id: token\n', '  everyday: true', '  term: token\n  everyday: true');
      failsAt(basics, line, /unique/);
    });

    it('without a field', () => {
      change(basics, '- id: token\n', /why: .*\n/, '');
      failsAt(basics, lineOf(read(basics), read(basics).indexOf('- id: token\n')), /required property 'why'/);
    });

    it('with an unknown field', () => {
      const line = change(basics, '- id: token\n', '  everyday: true', '  everyday: true\n  colour: red') + 1;
      failsAt(basics, line, /additional properties.*colour/);
    });

    it('with a field of the wrong form', () => {
      const line = change(basics, '- id: token\n', 'everyday: true', "everyday: 'yes'");
      failsAt(basics, line, /everyday must be boolean/);
    });

    it('with a summary that is too short', () => {
      const line = change(
        basics,
        '- id: softmax-not-here\n'.slice(0, 0),
        /summary: >-\n.*\n.*\n/,
        'summary: Too short.\n',
      );
      failsAt(basics, line, /summary must NOT have fewer than 30 characters/);
    });

    it('with an address that is not https', () => {
      const line = change(basics, '- id: token\n', 'url: https:', 'url: http:');
      failsAt(basics, line, /source\.url must match pattern/);
    });

    it('whose id is taken, in another file too', () => {
      const line = change('glossary/retrieval.yml', '- id: chunking', 'id: chunking', 'id: agent');
      failsAt('glossary/retrieval.yml', line, /the id "agent" is taken already/);
    });

    it('whose headword is taken', () => {
      const line = change('glossary/retrieval.yml', '- id: chunking', 'term: chunking', 'term: Tool-Calls');
      failsAt('glossary/retrieval.yml', line, /"Tool-Calls" already leads to the term "tool-calling"/);
    });

    it('whose other form is taken, in another spelling too', () => {
      const line = change('glossary/retrieval.yml', '- id: chunking', '[text splitting', '[contextWindows');
      failsAt('glossary/retrieval.yml', line, /"contextWindows" already leads to the term "context-window"/);
    });

    it('with a related term that does not exist', () => {
      const line = change(basics, '- id: token\n', 'related: [tokenizer', 'related: [toknizer');
      failsAt(basics, line, /no term with the id "toknizer"/);
    });

    it('that is related to itself', () => {
      const line = change(basics, '- id: token\n', 'related: [tokenizer', 'related: [token');
      failsAt(basics, line, /"token" is related to itself/);
    });

    it('in a file that is empty', () => {
      write(basics, '');
      failsAt(basics, 1, /must be array/);
    });

    it('in a file that is no list', () => {
      write(basics, '# A comment\nid: token\n');
      failsAt(basics, 2, /must be array/);
    });
  });

  describe('stop at a catalog entry', () => {
    const gpt = 'models/gpt.yml';
    const first = '- id: gpt-6.2-sol\n';

    it('with an unknown family', () => {
      const line = change(gpt, first, 'family: gpt', 'family: gtp');
      failsAt(gpt, line, /no family "gtp"/);
    });

    it('with an unknown tokenizer', () => {
      const line = change(gpt, first, /tokenizer: .*/, 'tokenizer: o300k');
      failsAt(gpt, line, /no tokenizer "o300k"/);
    });

    it('whose price has an unknown source', () => {
      const line = change(gpt, first, 'source: openai', 'source: hearsay');
      failsAt(gpt, line, /"hearsay" is not one of the model's sources/);
    });

    it('whose price has no date', () => {
      const line = change(gpt, first, /price:\n/, 'price:\n') + 1;
      change(gpt, first, /    checked: .*\n/, '');
      failsAt(gpt, line, /price must have required property 'checked'/);
    });

    it('whose price is 0', () => {
      const line = change(gpt, first, /input: 2\n/, 'input: 0\n');
      failsAt(gpt, line, /price\.input must be > 0/);
    });

    it('whose status is unknown', () => {
      const line = change(gpt, first, 'status: current', 'status: fresh');
      failsAt(gpt, line, /status must be equal to one of the allowed values.*preview/);
    });

    it('with a date that is none', () => {
      const line = change(gpt, first, /^ {2}checked: .*/m, "  checked: '24 November 2026'");
      failsAt(gpt, line, /checked must match pattern/);
    });

    it('whose id is taken, in another file and other capitals too', () => {
      const line = change('models/qwen.yml', '- id: ', /id: .*/, 'id: gpt-6.2-SOL');
      failsAt('models/qwen.yml', line, /the model id "gpt-6.2-SOL" is taken already/);
    });

    it('whose alias is taken', () => {
      const line = lineOf(read(gpt), read(gpt).indexOf(first));
      change(gpt, first, '  family: gpt', '  family: gpt\n  aliases: [claude-opus-5-5]');
      failsAt(gpt, line, /the model id "claude-opus-5-5" is taken already/);
    });

    it('that is a second family or tokenizer of one id', () => {
      const family = change('families.yml', '- id: grok', 'id: grok', 'id: gpt');
      failsAt('families.yml', family, /the id "gpt" is taken already/);
      cpSync('data/families.yml', path.join(data, 'families.yml'));
      const tokenizer = change('tokenizers.yml', '- id: grok', 'id: grok', 'id: o200k');
      failsAt('tokenizers.yml', tokenizer, /the id "o200k" is taken already/);
    });
  });

  describe('stop at a guide page', () => {
    const page = 'guide/5-limits.md';

    for (const [what, address] of [
      ['a term', '../terms/tokn.md'],
      ['a family', '../families/gtp.md'],
      ['a page', 'limit.md'],
      ['a folder', '../terms/'],
      ['an insecure address', 'http://example.com'],
      ['a term of Object', '../terms/constructor.md'],
    ] as const) {
      it(`whose link to ${what} is dead`, () => {
        const line = append(page, `See [this](${address}).`);
        failsAt(page, line, new RegExp(`the link ${address.replaceAll('.', '\\.')} leads nowhere`));
      });
    }

    it('whose link has a title and leads nowhere', () => {
      const line = append(page, 'See [this](../terms/tokn.md "a token").');
      failsAt(page, line, /tokn\.md leads nowhere/);
    });

    it('without a title', () => {
      write(page, 'Limits\n');
      failsAt(page, 1, /a page starts with "# Title"/);
    });
  });
});

describe('npm run build', function () {
  this.timeout(20_000);
  it('has written the tables that the data says', async () => {
    const tables = readTables(path.resolve('data'));
    assert.deepEqual((await import('../../../generated/glossary')).glossary, tables.glossary);
    assert.deepEqual((await import('../../../generated/catalog')).catalog, tables.catalog);
    assert.deepEqual((await import('../../../generated/guide')).guide, tables.guide);
  });
});
