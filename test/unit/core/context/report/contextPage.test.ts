import assert from 'node:assert/strict';
import { catalog } from '../../../../../generated/catalog';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { agents } from '../../../../../src/core/context/agents/agents';
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

async function pageOf(files: Files, findings: readonly LinedFinding[] = [], file?: string) {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const contexts = new FolderContexts(tree, undefined, { guide, host });
  const reads: ReadContext[] = [];
  for (const id of agentIds) reads.push(await contexts.of(id, { file }));
  return contextReport({ folder: 'w', file, reads, findings }, sayInEnglish, (path) =>
    path.startsWith('https:') ? undefined : `file:///w/${path}`,
  );
}

const reportOf = async (...asked: Parameters<typeof pageOf>): Promise<string> => (await pageOf(...asked)).markdown;

/** Returns the section of an agent in a report. Empty if it has none. */
const sectionOf = (report: string, agent: string): string =>
  report.split('\n## ').find((part) => part.startsWith(agent)) ?? '';

describe('the report of what agents read', () => {
  it('has all agents, those that find something first, with what a turn has and costs', async () => {
    const report = await reportOf({ 'CLAUDE.md': 'Be brief.' });
    assert.match(report, /^# What agents read in w\n\nWithout a file that is worked with\. No agent was started\./);
    const headings = [...report.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    assert.equal(headings[0], 'Claude Code');
    assert.deepEqual(headings.slice(agentIds.length), ['Findings', 'Rules']);
    assert.match(report, /\| Claude Code \| Claude .* \| ≈[\d,]+ tokens \| 0 tokens \| (?:less than )?\$/);
    assert.match(sectionOf(report, 'Claude Code'), /By its rules as of \d+ \w+ \d{4}: \[Source\]\(https:\/\//);
  });

  it('says of each part when it is read, how much of it arrives, and why not all', async () => {
    const report = await reportOf({ 'AGENTS.md': 'x'.repeat(40_000) }, [], 'a.ts');
    assert.match(report, /While \[a\.ts\]\(file:\/\/\/w\/a\.ts\) is worked with\./);
    assert.match(
      sectionOf(report, 'Codex'),
      /\| \[AGENTS\.md\]\(file:\/\/\/w\/AGENTS\.md\) \| Instructions \| with\u00A0every\u00A0turn \| \*\*cut\*\* \| .*tokens \| 32 KB of 39\.1 KB \| .*bytes/,
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
      const loads = [...sectionOf(report, agent).matchAll(/^\| [^|]* \| [^|]* \| ([a-z\u00A0]+) \|/gm)].map(
        ([, load]) => load!.replaceAll('\u00A0', ' '),
      );
      assert.ok(loads.length > 2, agent);
      assert.deepEqual(
        loads,
        loads.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
        agent,
      );
    }
  });

  it('has the rules of each agent below, each with its source and how it is known, and links to them', async () => {
    const { markdown, folded = [] } = await pageOf({ 'CLAUDE.md': 'Be brief.' });
    assert.equal(folded[0]?.markdown.split('\n')[0], '### Rules of Claude Code');
    assert.deepEqual(
      folded.map((section) => section.markdown.split('\n')[0]).sort(),
      agentIds.map((id) => `### Rules of ${agents[id].name}`).sort(),
    );
    const codex = folded.find((section) => section.markdown.includes('Codex\n'));
    assert.equal(codex?.label, 'as of 30 November 2026');
    const lines = codex.markdown.split('\n').filter((line) => line.startsWith('- '));
    assert.equal(lines.length, agents.codex.rules.length);
    for (const line of lines) assert.match(line, /^- .*\. Tried out with [\d.]+ · \[.+\]\(https:\/\/\S+\)$/);
    assert.doesNotMatch(folded[0].markdown, /Tried out/);
    assert.match(sectionOf(markdown, 'Codex'), /\[All Rules\]\(#rules-of-codex\)/);
  });

  it('dates the rules of an agent by the oldest of them', async () => {
    const read = await new FolderContexts(treeOf({}).tree, undefined, { guide, host }).of('cursor', {});
    const [first, ...others] = read.agent.rules;
    const agent = { ...read.agent, rules: [...others, { ...first!, checked: '2026-09-01' }] };
    const about = { folder: 'w', reads: [{ ...read, agent }], findings: [] };
    assert.match(
      contextReport(about, sayInEnglish, () => undefined).folded?.[0]?.label ?? '',
      /as of 1 September 2026$/,
    );
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
