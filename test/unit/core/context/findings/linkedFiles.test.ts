import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { findingsIn } from '../../../../../src/core/context/findings/findings';
import { found, lines, skill } from '../../../../support/contextFindings';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

describe('findings of links, submodules and skills', () => {
  it('say that Codex reads no instructions at all where a link among them leads in a circle or through a file', async () => {
    const files = { 'AGENTS.md': 'top', 'a/AGENTS.md': 'below', 'a/b/AGENTS.md': { link: 'AGENTS.md' } };
    const codex = async (more: Files): Promise<string[]> => {
      const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files, ...more });
      const all = await findingsIn(tree, { agents: ['codex'], file: 'a/b/x.ts' }, () => Promise.resolve(0));
      return all.map(({ rule, file, message }) => `${rule} ${file}: ${message(sayInEnglish)}`);
    };
    const why =
      'Codex does not read this file. The link a/b/AGENTS.md cannot be followed, and then none of these files is read.';
    const both = [`not-read AGENTS.md: ${why}`, `not-read a/AGENTS.md: ${why}`];
    assert.deepEqual(await codex({ 'a/b/x.ts': '' }), both);
    assert.deepEqual(await codex({ 'a/b/AGENTS.md': { link: 'x.ts/y' }, 'a/b/x.ts': '' }), both);
    assert.deepEqual(await codex({ 'a/b/AGENTS.md': { link: 'gone.md' } }), []);
    // A file that is found before the link is read in its place.
    assert.deepEqual(await codex({ 'a/b/AGENTS.override.md': 'first' }), []);
  });

  it('are none of links into a repository within this one that was not fetched', async () => {
    const modules = { '.gitmodules': '[submodule "docs"]\n\tpath = docs/own\n\turl = https://example.com/x.git\n' };
    const files = { ...modules, 'CLAUDE.md': '[a](docs/own/a.md) [b](docs/other/b.md) [c](docs/own)' };
    assert.deepEqual(
      (await found(files)).map(({ at }) => at),
      ['docs/other/b.md'],
    );
    const fetched = await found({ ...files, 'docs/own/b.md': '' });
    assert.deepEqual(
      fetched.map(({ at }) => at),
      ['docs/own/a.md', 'docs/other/b.md'],
    );
  });

  it('read a .gitmodules that was made to be slow in no time, and its paths as git writes them', async () => {
    const slow = `path=${' '.repeat(450)}a${' '.repeat(450)}\rb\n`.repeat(900);
    const many = Array.from({ length: 20_000 }, (_, at) => `path = m${at}\n`).join('');
    const own = '\tpath = "with space/"\r\n  path=two/own\n';
    const links = Array.from({ length: 2_000 }, () => '[a](docs/b/c/gone.md)').join(' ');
    const files = {
      '.gitmodules': own + slow + many,
      'CLAUDE.md': `[a](with%20space/a.md) [b](two/own/x/b.md) ${links}`,
    };
    const places = (await found(files)).map(({ at }) => at);
    assert.deepEqual([...new Set(places)], ['docs/b/c/gone.md']);
  });

  it('are none of an AGENTS.md that is a part of a skill', async () => {
    const files = { 'CLAUDE.md': 'Own.', 'AGENTS.md': '@CLAUDE.md', 'a/skills/b/more/AGENTS.md': 'x'.repeat(40_000) };
    const codexAndClaude = (more: Files): Promise<string[]> => lines({ ...files, ...more }, ['codex', 'claude-code']);
    const own = ['claude-code not-read AGENTS.md'];
    assert.deepEqual(await codexAndClaude({ 'a/skills/b/SKILL.md': skill('b') }), own);
    const path = 'a/skills/b/more/AGENTS.md';
    assert.deepEqual(await codexAndClaude({}), [...own, `claude-code not-read ${path}`, `codex cut ${path}`]);
  });

  it('are none of one skill that is in two lists by a link', async () => {
    const files = { '.agents/skills/a/SKILL.md': skill('a'), '.claude/skills/a': { link: '../../.agents/skills/a' } };
    assert.deepEqual(await lines(files, ['cursor']), []);
    const two = { '.agents/skills/a/SKILL.md': skill('a'), '.claude/skills/a/SKILL.md': skill('a') };
    assert.deepEqual(await lines(two, ['cursor']), ['cursor same-name .claude/skills/a/SKILL.md']);
  });
});
