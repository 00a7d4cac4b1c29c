import assert from 'node:assert/strict';
import { catalog } from '../../../../../generated/catalog';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { agentIds } from '../../../../../src/core/context/contextReport';
import { contextReport } from '../../../../../src/core/context/report/contextPage';
import type { LinedFinding } from '../../../../../src/core/context/report/contextPage';
import { FolderContexts } from '../../../../../src/core/context/report/contexts';
import type { ReadContext } from '../../../../../src/core/context/report/contexts';
import { host } from '../../../../../src/host/node/host';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';
import { guideWith } from '../../../../support/fieldGuides';

/** A token is four characters. */
const guide = guideWith({
  files: { catalog: () => Promise.resolve(catalog) },
  counter: { count: (_encoding, text) => Promise.resolve({ tokens: Math.ceil(text.length / 4) }) },
});

async function reportOf(files: Files, findings: readonly LinedFinding[] = [], file?: string): Promise<string> {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const contexts = new FolderContexts(tree, undefined, { guide, host });
  const reads: ReadContext[] = [];
  for (const id of agentIds) reads.push(await contexts.of(id, { file }));
  return contextReport({ folder: 'w', file, reads, findings }, sayInEnglish, (path) =>
    path.startsWith('https:') ? undefined : `file:///w/${path}`,
  );
}

/** What stands under the heading of an agent. */
const sectionOf = (report: string, agent: string): string =>
  report.split('\n## ').find((part) => part.startsWith(agent)) ?? '';

describe('the report of what agents read', () => {
  it('has all agents, those that find something first, with what a turn has and costs', async () => {
    const report = await reportOf({ 'CLAUDE.md': 'Be brief.' });
    assert.match(report, /^# What agents read in w\n\nWithout a file that is worked with\. No agent was started\./);
    const headings = [...report.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    assert.equal(headings[0], 'Claude Code');
    assert.equal(headings.at(-1), 'Findings');
    assert.equal(headings.length, agentIds.length + 1);
    assert.match(report, /\| Claude Code \| Claude .* \| ≈[\d,]+ tokens \| 0 tokens \| (?:less than )?\$/);
    assert.match(sectionOf(report, 'Claude Code'), /By its rules as of \d+ \w+ \d{4}: \[Source\]\(https:\/\//);
  });

  it('says of each part when it is read, how much of it arrives, and why not all', async () => {
    const report = await reportOf({ 'AGENTS.md': 'x'.repeat(40_000) }, [], 'a.ts');
    assert.match(report, /While \[a\.ts\]\(file:\/\/\/w\/a\.ts\) is worked with\./);
    assert.match(
      sectionOf(report, 'Codex'),
      /\| \[AGENTS\.md\]\(file:\/\/\/w\/AGENTS\.md\) \| Instructions \| with every turn \| \*\*cut\*\* \| .*tokens \| 32 KB of 39\.1 KB \| .*bytes/,
    );
    assert.match(sectionOf(report, 'Claude Code'), /\*\*Not Known\*\*\n\n- The files of the user were not looked at\./);
  });

  it('begins with what comes with every turn, whatever else there is', async () => {
    const folders = Array.from({ length: 20 }, (_, i) => [`d${i}/AGENTS.md`, 'Elsewhere.']);
    const own = {
      'AGENTS.md': 'Be brief.',
      'CLAUDE.md': 'Be kind.',
      '.claude/rules/a.md': '---\npaths: "*.py"\n---\nx',
    };
    const report = await reportOf({ ...own, ...(Object.fromEntries(folders) as Files) });
    const order = ['with every turn', 'with some files', 'on demand', 'never'];
    for (const agent of ['Codex', 'Claude Code', 'Copilot', 'Cursor']) {
      const loads = [...sectionOf(report, agent).matchAll(/^\| [^|]* \| [^|]* \| ([a-z ]+) \|/gm)].map(
        ([, load]) => load!,
      );
      assert.ok(loads.length > 2, agent);
      assert.deepEqual(
        loads,
        loads.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
        agent,
      );
    }
  });

  it('lists what is wrong, with its line, and says where nothing is', async () => {
    const finding: LinedFinding = {
      ...{ agent: 'codex', file: 'AGENTS.md', line: 4, span: { start: 0, end: 1 } },
      ...{ severity: 'warning', rule: 'cut', message: (say) => say('Cut | here.') },
    };
    assert.match(
      await reportOf({}, [finding]),
      /\| \[AGENTS\.md\\?:5\]\(file:\/\/\/w\/AGENTS\.md#L5\) \| Codex \| Cut \\\| here\. \| `cut` \|/,
    );
    assert.match(await reportOf({}), /## Findings\n\nNothing is wrong with these files\./);
  });
});
