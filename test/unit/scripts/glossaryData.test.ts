import assert from 'node:assert/strict';
import path from 'node:path';
import { DataError } from '../../../scripts/tables/dataFile';
import { readTables } from '../../../scripts/tables';
import { unlinkedTerms } from '../../../scripts/tables/unlinkedTerms';
import { glossary } from '../../../generated/glossary';
import { DataCopy, lineOf } from './dataCopy';

describe('the tables stop at a glossary entry', () => {
  const copy = new DataCopy();
  const basics = 'glossary/basics.yml';

  it('that is no YAML', () => {
    const line = copy.change(basics, '- id: token\n', 'term: token', 'term: [token');
    assert.throws(
      () => readTables(copy.folder),
      (error) => error instanceof DataError && error.file === path.join('data', basics) && error.line >= line,
    );
  });

  it('whose indentation is off', () => {
    const line = copy.change(basics, '- id: token\n', '  everyday: true', ' everyday: true');
    copy.failsAt(basics, line, /./);
  });

  for (const [text, reason] of [
    ['*prices', /\*prices is a reference in YAML: put the text in quotes/],
    ['*Prices* are counted in tokens', /Unexpected scalar/],
  ] as const) {
    it(`with an unquoted ${text}, which YAML takes for a reference`, () => {
      const line = copy.change(basics, '- id: token\n', /why: .*/, `why: ${text}`);
      copy.failsAt(basics, line, reason);
    });
  }

  it('with the same field twice', () => {
    const line = copy.change(basics, '- id: token\n', '  everyday: true', '  term: token\n  everyday: true');
    copy.failsAt(basics, line, /unique/);
  });

  it('without a field', () => {
    copy.change(basics, '- id: token\n', /why: .*\n/, '');
    copy.failsAt(
      basics,
      lineOf(copy.read(basics), copy.read(basics).indexOf('- id: token\n')),
      /the entry has no "why"$/,
    );
  });

  it('with an unknown field', () => {
    const line = copy.change(basics, '- id: token\n', '  everyday: true', '  everyday: true\n  colour: red') + 1;
    copy.failsAt(basics, line, /the entry has an unknown field "colour"$/);
  });

  it('with a field of the wrong form', () => {
    const line = copy.change(basics, '- id: token\n', 'everyday: true', "everyday: 'yes'");
    copy.failsAt(basics, line, /everyday is "yes": it must be boolean/);
  });

  it('with a summary that is too short', () => {
    const line = copy.change(basics, '', /summary: >-\n.*\n.*\n/, 'summary: Too short.\n');
    copy.failsAt(basics, line, /summary must NOT have fewer than 30 characters/);
  });

  for (const [field, most] of [
    ['summary', 400],
    ['why', 400],
    ['example', 200],
  ] as const) {
    it(`with a field "${field}" that is too long`, () => {
      copy.change(
        basics,
        '- id: text-summarization\n',
        new RegExp(`${field}: .*`),
        `${field}: >-\n    ${'a '.repeat(210)}b`,
      );
      const text = copy.read(basics);
      const entry = text.indexOf('- id: text-summarization\n');
      copy.failsAt(
        basics,
        lineOf(text, text.indexOf(`${field}: >-`, entry)),
        new RegExp(`${field} must NOT have more than ${most} characters`),
      );
    });
  }

  it('whose reason not to confuse it is too short or too long', () => {
    for (const because of ['Too short.', 'a '.repeat(101)]) {
      const line = copy.change(basics, '- id: text-summarization\n', /because: .*/, `because: '${because}'`);
      copy.failsAt(basics, line, /because must NOT have (?:fewer than 20|more than 200) characters/);
      copy.restore(basics);
    }
  });

  it('with a form of one character', () => {
    const line = copy.change(basics, '- id: machine-translation\n', 'neural machine translation', 'n');
    copy.failsAt(basics, line, /must NOT have fewer than 2 characters/);
  });

  for (const date of ['26-11-27', '2026-13-01', '2026-02-30', '2999-01-01']) {
    it(`that was checked on ${date}`, () => {
      const line = copy.change(basics, '- id: token\n', /checked: .*/, `checked: '${date}'`);
      copy.failsAt(basics, line, /checked/);
    });
  }

  it('that nobody has compared with its source', () => {
    copy.change(basics, '- id: token\n', /  checked: .*\n/, '');
    const text = copy.read(basics);
    copy.failsAt(basics, lineOf(text, text.indexOf('- id: token\n')), /the entry has no "checked"/);
  });

  it('with an address that is not https', () => {
    const line = copy.change(basics, '- id: token\n', 'url: https:', 'url: http:');
    copy.failsAt(basics, line, /source\.url is "http:.*": it must start with https:/);
  });

  it('whose id is taken, in another file too', () => {
    const line = copy.change('glossary/retrieval.yml', '- id: chunking', 'id: chunking', 'id: agent');
    copy.failsAt('glossary/retrieval.yml', line, /the id "agent" is taken already/);
  });

  it('whose headword is taken', () => {
    const line = copy.change('glossary/retrieval.yml', '- id: chunking', 'term: chunking', 'term: Tool-Calls');
    copy.failsAt('glossary/retrieval.yml', line, /"Tool-Calls" already leads to the term "tool-calling"/);
  });

  it('whose other form is taken, in another spelling too', () => {
    const line = copy.change('glossary/retrieval.yml', '- id: chunking', 'text splitting', 'contextWindows');
    copy.failsAt('glossary/retrieval.yml', line, /"contextWindows" already leads to the term "context-window"/);
  });

  it('with a related term that does not exist', () => {
    const line = copy.change(basics, '- id: token\n', /\btokenizer,/, 'toknizer,');
    copy.failsAt(basics, line, /no term with the id "toknizer"; did you mean "tokenizer"\?/);
  });

  it('without a related term', () => {
    copy.change(basics, '- id: token\n', / {2}related:[^]*?\]\n/, '');
    const line = lineOf(copy.read(basics), copy.read(basics).indexOf('- id: token\n'));
    copy.failsAt(basics, line, /the entry has no "related"/);
  });

  it('with case: exakt', () => {
    const line = copy.change(basics, '- id: token\n', '  everyday: true', '  case: exakt\n  everyday: true');
    copy.failsAt(basics, line, /case is "exakt": it must be "exact", or be left out/);
    copy.restore(basics);
    const form = '  aliases: [{ text: Tokn, case: exakt }]\n  everyday: true';
    copy.failsAt(
      basics,
      copy.change(basics, '- id: token\n', /( {2}aliases: .*\n)? {2}everyday: true/, form),
      /case is "exakt"/,
    );
  });

  it('that repeats one of its own forms', () => {
    const line = copy.change('glossary/retrieval.yml', '- id: chunking', 'text splitting', 'Chunking');
    copy.failsAt('glossary/retrieval.yml', line, /"Chunking" already leads to this term itself/);
  });

  it('that is related to itself', () => {
    const line = copy.change(basics, '- id: token\n', /\btokenizer,/, 'token,');
    copy.failsAt(basics, line, /"token" is related to itself/);
  });

  it('that names a term which does not name it in return', () => {
    const line = copy.change('glossary/retrieval.yml', '- id: hnsw\n', /related: \[/, 'related: [agent, ');
    copy.failsAt('glossary/retrieval.yml', line, /"agent" does not name "hnsw" in return/);
  });

  it('that is confused with a term that does not exist, or with itself', () => {
    const confused = (id: string): string =>
      `notToBeConfusedWith: [{ term: ${id}, because: Because they sound alike. }]\n  source:`;
    const line = copy.change('glossary/retrieval.yml', '- id: hnsw\n', 'source:', confused('bm52'));
    copy.failsAt('glossary/retrieval.yml', line, /no term with the id "bm52"; did you mean "bm25"\?/);
    copy.restore('glossary/retrieval.yml');
    copy.change('glossary/retrieval.yml', '- id: hnsw\n', 'source:', confused('hnsw'));
    copy.failsAt('glossary/retrieval.yml', line, /"hnsw" is confused with itself/);
  });

  it('whose summary has more than two sentences', () => {
    const line = copy.change(
      'glossary/retrieval.yml',
      '- id: hnsw\n',
      /summary: >-\n/,
      'summary: >-\n    One is here. `Two` is too.\n',
    );
    copy.failsAt('glossary/retrieval.yml', line, /the summary has 3 sentences: say it in two/);
  });

  it('whose source moves', () => {
    const moving = 'url: https://github.com/openai/tiktoken/blob/main/README.md';
    const line = copy.change('glossary/retrieval.yml', '- id: hnsw\n', /url: .*/, moving);
    copy.failsAt('glossary/retrieval.yml', line, /the source follows a branch that moves/);
  });

  it('in a file that is empty', () => {
    copy.write(basics, '');
    copy.failsAt(basics, 1, /must be array/);
  });

  it('in a file that is no list', () => {
    copy.write(basics, '# A comment\nid: token\n');
    copy.failsAt(basics, 2, /must be array/);
  });
});

describe('the glossary', () => {
  it('has at least 240 terms', () => assert.ok(glossary.length >= 240, String(glossary.length)));

  it('links to every term that its definitions use, but for everyday words', () => {
    assert.deepEqual(
      unlinkedTerms(glossary).map(({ id, uses, written }) => `${id} uses "${written}": link to ${uses}, and back`),
      [],
    );
  });

  it('finds a term that a definition uses and does not link to, once, and not in code', () => {
    const all = glossary.map((term) =>
      term.id === 'hnsw' ? { ...term, summary: 'As in RAG, and in RAG systems, set `top_p`, and embed tokens.' } : term,
    );
    assert.deepEqual(
      unlinkedTerms(all).filter(({ id }) => id === 'hnsw'),
      [{ id: 'hnsw', uses: 'retrieval-augmented-generation', written: 'RAG' }],
    );
  });
});
