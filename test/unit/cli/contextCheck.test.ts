import assert from 'node:assert/strict';
import path from 'node:path';
import { catalog } from '../../../generated/catalog';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';
import { runWords } from './runWords';

const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: text.length }) },
  day: '2026-11-30',
});

const context = (...args: readonly string[]) => runWords(guide, 'context', ...args);

describe('context check', () => {
  const folder = useTempFolder();
  const write = (files: Readonly<Record<string, string>>): string => {
    for (const [name, text] of Object.entries(files)) folder.write(`w/${name}`, text);
    return path.dirname(path.dirname(folder.write('w/.git/HEAD', 'ref: refs/heads/main\n')));
  };

  it('takes an empty folder, as a variable without a value gives it, for none', async () => {
    for (const args of [['check'], ['report'], ['report', '--home', '', folder.path], ['compare', '--base', 'HEAD']]) {
      const { code, output, errors } = await context(...args, ...(args.includes('--home') ? [] : ['']));
      assert.deepEqual([code, output, errors], [2, '', 'Cannot read "": there is no such folder.'], args.join(' '));
    }
  });

  it('prints findings with their agent and their fix, and ends with 1', async () => {
    const root = write({ 'skills/tidy/SKILL.md': '---\nname: Tidy\ndescription: d\n---\nx\n' });
    const { code, output, errors } = await context('check', '--json', root);
    assert.deepEqual([code, errors], [1, '']);
    const file = path.relative('', path.join(root, 'skills/tidy/SKILL.md')).split(path.sep).join('/');
    assert.deepEqual(JSON.parse(output), [
      {
        ...{ file, line: 2, column: 7, endLine: 2, endColumn: 11, severity: 'warning', rule: 'skill-name' },
        message: 'The name of a skill has 1 to 64 characters: a to z, 0 to 9, and single hyphens between them.',
        fix: {
          title: 'Name the skill "tidy"',
          edits: [{ line: 2, column: 5, endLine: 2, endColumn: 11, text: ': tidy' }],
        },
        agent: 'all',
      },
    ]);
    assert.equal((await context('check', root)).output.split('\n')[0], `${file}:2:7: ${skillName}`);
  });

  const skillName = 'The name of a skill has 1 to 64 characters: a to z, 0 to 9, and single hyphens between them.';

  it('finds nothing in a folder that is fine, and ends with 0', async () => {
    const root = write({ 'AGENTS.md': 'Run the tests.' });
    assert.deepEqual(await context('check', '--json', root), { code: 0, output: '[]', errors: '' });
    assert.deepEqual(await context('check', root), { code: 0, output: '', errors: '' });
  });

  it('has the findings of the report, for the agents that it is of', async () => {
    const root = write({ 'CLAUDE.md': 'x', 'AGENTS.md': 'y' });
    const rulesOf = async (...args: string[]): Promise<string[]> => {
      const { findings } = JSON.parse((await context('report', '--json', ...args, root)).output) as {
        findings: { agent: string; rule: string }[];
      };
      return findings.map(({ agent, rule }) => `${agent} ${rule}`);
    };
    assert.deepEqual(await rulesOf(), ['claude-code not-read']);
    assert.deepEqual(await rulesOf('--agent', 'codex'), []);
  });

  it('refuses what it cannot read', async () => {
    const root = write({ a: '' });
    for (const args of [[], [root, root], [path.join(root, 'gone')], ['--other', root]]) {
      assert.equal((await context('check', ...args)).code, 2, args.join(' '));
    }
    assert.match((await context('check', '--help')).output, /Exit codes/);
  });
});
