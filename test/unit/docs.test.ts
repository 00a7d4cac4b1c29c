import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lexer, walkTokens } from 'marked';
import { anchorOf } from '../../src/core/base/anchors';
import { findingIds } from '../../src/core/context/contextReport';
import { agentToolNames } from '../../src/core/context/tools/agentToolNames';
import { madeTypes } from '../../src/core/evals/checks/checkOutput';
import { judgedTypes } from '../../src/core/evals/suite/judgedTypes';

// Parts of the interface that the README and the pages of docs mention have to exist by the names given there.

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
    readonly colors: readonly { readonly id: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly default: unknown }>> }[];
  };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { contributes } = readJson('package.json') as Manifest;
const words = readJson('package.nls.json') as Readonly<Record<string, string>>;
const messages = readJson('l10n/bundle.l10n.json') as Readonly<Record<string, string>>;
const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<
  string,
  { readonly default: unknown }
>;

const files = ['README.md', ...globSync('docs/*.md').sort()];
const texts = new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]));
const all = [...texts.values()].join('\n');

/** A title as a sentence names it. */
const plain = (title: string): string => title.replace(/\.{3}$/, '');

/** Texts in bold. Only names that VS Code shows may be in bold. */
const bold: string[] = [];
const links: string[] = [];
const headings = new Set<string>();
for (const [file, text] of texts) {
  void walkTokens(lexer(text), (token) => {
    if (token.type === 'strong') bold.push(String(token.text).replaceAll('\n', ' '));
    if (token.type === 'heading') headings.add(`${file}#${anchorOf(String(token.text))}`);
    if (token.type === 'link' || token.type === 'image') {
      const href = String(token.href);
      links.push(href.startsWith('#') ? `${file}${href}` : path.posix.join(path.posix.dirname(file), href));
    }
  });
}

/** Words that readers stumble over, and what to write for them. */
const stumbling: readonly (readonly [RegExp, string])[] = [
  [/\bstands?\b/i, 'is, is listed, is shown'],
  [/\bdear\b/i, 'expensive, costly'],
  [/\bin the box\b/i, 'built-in'],
  [/\b(?:of yours|with a key of yours)\b/i, 'your'],
  [/\bslips?\b/i, 'misspelled, typing error'],
  [/\bhow loudly\b/i, 'severity'],
  [/\bany more\)/i, 'no longer'],
  [/\bspeaks?\b/i, 'supports, says'],
  [/\bis none\b/i, 'is not'],
];

describe('the README', () => {
  it('is a page to look at: pictures, few headings, few words', () => {
    const readme = texts.get('README.md') ?? '';
    const prose = readme.replace(/^```[^]*?^```$/gm, '').replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
    assert.ok((prose.match(/\S+/g) ?? []).length <= 500, 'at most 500 words; the rest is for docs/');
    assert.ok((readme.match(/^## /gm) ?? []).length <= 6, 'at most six headings');
    assert.ok((readme.match(/^!\[/gm) ?? []).length >= 3, 'at least three pictures');
  });
});

describe('the words of the README, docs, the guide, the manifest and the screens', () => {
  it('are plain', () => {
    const guide = globSync('data/guide/*.md').map((file) => [file, readFileSync(file, 'utf8')] as const);
    const screens = [...Object.entries(words), ...Object.entries(messages)];
    const found = [...texts, ...guide, ...screens].flatMap(([place, text]) =>
      stumbling.flatMap(([word, better]) => {
        const [said] = word.exec(text) ?? [];
        return said === undefined ? [] : `${place}: "${said}" (write: ${better})`;
      }),
    );
    assert.deepEqual(found, []);
  });
});

describe('the README and the pages of docs', () => {
  it('put in bold what VS Code shows by that name', () => {
    const shown = new Set([...Object.values(words), ...Object.values(messages)].map(plain));
    assert.ok(bold.length > 50);
    assert.deepEqual(
      bold.filter((name) => !shown.has(name)),
      [],
    );
  });

  it('name each command that is always in the palette', () => {
    const conditional = new Set(contributes.menus.commandPalette.map(({ command }) => command));
    const titles = contributes.commands
      .filter(({ command }) => !conditional.has(command))
      .map(({ title }) => plain(words[title.slice(1, -1)] ?? title));
    assert.ok(titles.length > 30);
    assert.deepEqual(
      titles.filter((title) => !bold.includes(title)),
      [],
      'name it, or give it a condition in commandPalette',
    );
  });

  it('have each setting in one table, with its default', () => {
    const rows = [...all.matchAll(/^\| `(aiFieldGuide\.[\w.]+)` +\| (\S+) +\|/gm)].map(([, id = '', written = '']) => {
      const value = settings[id]?.default;
      // Four addresses are too long for a table.
      const isLong = Array.isArray(value) && value.length > 1;
      return [id, written, isLong ? 'usual' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``];
    });
    assert.deepEqual(rows.map(([id]) => id).sort(), Object.keys(settings).sort());
    for (const [id, written, expected] of rows) assert.equal(written, expected, id);
  });

  it('list each check of an answer that is made', () => {
    const [, checks = ''] = /^## Checks$([^]*?)^Not checked/m.exec(texts.get('docs/evals.md') ?? '') ?? [];
    const listed = [...checks.matchAll(/`([\w-]+)`/g)].flatMap(([, type = '']) => (type === 'not-' ? [] : [type]));
    assert.deepEqual(listed.sort(), [...madeTypes].sort());
    const [, judges = ''] = /^## A model as judge$([^]*?)^## /m.exec(texts.get('docs/evals.md') ?? '') ?? [];
    for (const type of judgedTypes) assert.ok(judges.includes(`\`${type}\``), type);
  });

  it('list each finding of what agents read', () => {
    const [, table = ''] =
      /^\| rule +\| what is wrong .*\n.*\n((?:\|.*\n)+)/m.exec(texts.get('docs/context.md') ?? '') ?? [];
    const listed = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/[a-z-]{3,}/g) ?? []);
    assert.deepEqual(listed.sort(), [...findingIds].sort());
  });

  it('list each tool for agents', () => {
    const listed = [...(texts.get('docs/agents.md') ?? '').matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    assert.deepEqual(
      listed.filter((name) => !name?.startsWith('aiFieldGuide')),
      agentToolNames,
    );
  });

  it('give no public name that is not there', () => {
    const ids = [
      ...Object.keys(settings),
      ...contributes.commands.map(({ command }) => command),
      ...contributes.colors.map(({ id }) => id),
    ];
    const named = all.match(/\baiFieldGuide\.\w+\.\w+/g) ?? [];
    assert.deepEqual(
      named.filter((name) => !ids.includes(name)),
      [],
    );
  });

  it('have links that lead to files and headings', () => {
    assert.ok(links.length > 20);
    const leads = (link: string): boolean =>
      /^https:/.test(link) || headings.has(link) || (!link.includes('#') && existsSync(link));
    assert.deepEqual(
      links.filter((link) => !leads(link)),
      [],
    );
  });
});
