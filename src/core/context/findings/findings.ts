import { sayInEnglish } from '../../base/say';
import type { Breathe } from '../../base/work';
import { agents } from '../agents/agents';
import type { Agent, AgentQuestion } from '../agents/agent';
import { codexInstructions } from '../agents/codex';
import { isFile } from '../agents/instructionFile';
import { FolderConfigs } from '../budgets/folderConfigs';
import { agentIds } from '../contextReport';
import type { AgentId, AssembledContext, ContextFinding } from '../contextReport';
import { foldersTo, split } from '../tree/treePaths';
import type { ContextTree, TreeFile } from '../tree/contextTree';
import { budgetProblems } from './budgetRules';
import { partProblems } from './partRules';
import { pluginKindOf, pluginProblems } from './pluginRules';
import { repeatedParagraphs } from './repeatedParagraphs';
import { referenceProblems } from './references';
import { isSkillFile, skillProblems } from './skillRules';
import type { CountTokens } from './skillRules';

export interface FindingDeps {
  readonly count: CountTokens;
  readonly home?: AgentQuestion['home'];
  /** Gives others a turn between files. */
  readonly breathe?: Breathe;
  /** What an agent makes of the folder, where somebody has it already. */
  readonly assemble?: (agent: Agent) => Promise<AssembledContext>;
}

/** What is wrong in a folder, for these agents. */
export async function findingsIn(
  tree: ContextTree,
  { agents: ids, ...question }: AgentQuestion & { readonly agents: readonly AgentId[] },
  count: CountTokens,
): Promise<ContextFinding[]> {
  const contexts: AssembledContext[] = [];
  for (const id of ids) contexts.push(await agents[id].assemble(tree, question));
  return findingsOf(tree, contexts, { count, home: question.home });
}

/** What is wrong in a folder: with what these agents make of it, and with the files themselves. */
export async function findingsOf(
  tree: ContextTree,
  contexts: readonly AssembledContext[],
  deps: FindingDeps,
): Promise<ContextFinding[]> {
  const found: ContextFinding[] = [];
  for (const context of contexts) {
    for (const { file, problem } of await partProblems(tree, context))
      found.push({ ...problem, file, agent: context.agent });
    for (const { file, problem } of await repeatedParagraphs(tree, context, deps.count))
      found.push({ ...problem, file, agent: context.agent });
    if (context.agent !== 'codex') continue;
    for (const nested of await nestedCodex(tree, deps.home)) {
      for (const { file, problem } of await partProblems(tree, nested))
        found.push({ ...problem, file, agent: 'codex' });
    }
  }
  const configs = await FolderConfigs.of(tree);
  const budgets = await budgetProblems(tree, configs, deps.count);
  found.push(...budgets.map(({ file, problem }) => ({ ...problem, file, agent: 'all' as const })));
  const all = inOrder([...found, ...(await fileFindings(tree, deps))]);
  const asked = new Set<string>(contexts.length === 0 ? agentIds : contexts.map(({ agent }) => agent));
  const isAsked = ({ agent }: ContextFinding): boolean => agent === 'all' || asked.has(agent);
  return all.filter((each) => isAsked(each) && !configs.isIgnored(each.file) && !isMeantWrong(each));
}

/** What is wrong with one file, for all agents. @param isStale whether nobody waits for it any more. */
export async function findingsOfFile(
  tree: ContextTree,
  file: string,
  { count, home, assemble = (agent) => agent.assemble(tree, { home }) }: FindingDeps,
  isStale: () => boolean,
): Promise<ContextFinding[] | undefined> {
  const found: ContextFinding[] = [];
  const add = async (context: AssembledContext): Promise<void> => {
    const problems = [
      ...(await partProblems(tree, context, file)),
      ...(await repeatedParagraphs(tree, context, count, file)),
    ];
    found.push(...problems.map(({ problem }) => ({ ...problem, file, agent: context.agent })));
  };
  for (const agent of Object.values(agents)) {
    if (isStale()) return undefined;
    await add(await assemble(agent));
  }
  if (isNamed.test(file)) await add(await codexInstructions(tree, split(file).folder, home));
  const configs = await FolderConfigs.of(tree);
  const budgets = await budgetProblems(tree, configs, count, file);
  found.push(
    ...budgets.flatMap((each) => (each.file === file ? [{ ...each.problem, file, agent: 'all' as const }] : [])),
  );
  const read = await tree.read(file);
  if (isFile(read) && (withLinks.test(file) || isPlugin.test(file)))
    found.push(...(await ofFile(tree, read, { count })));
  return configs.isIgnored(file) ? [] : inOrder(found.filter((each) => !isMeantWrong(each)));
}

/** What tests are tried with may be wrong on purpose. Who gives such a file a budget wants it kept. */
const isMeantWrong = ({ file, rule }: ContextFinding): boolean =>
  rule !== 'over-budget' && /(?:^|\/)(?:__)?(?:fixtures?|test-?data)(?:__)?\//i.test(file);

const isNamed = /(?:^|\/)AGENTS(?:\.override)?\.md$/;

/** What Codex reads of the instructions of folders where the bytes for all of them may not be enough. */
async function nestedCodex(tree: ContextTree, home: FindingDeps['home']): Promise<AssembledContext[]> {
  const files = [...(await tree.files())];
  const named = files.filter((path) => isNamed.test(path));
  const isConfigured = files.some((path) => /(?:^|\/)\.codex\/config\.toml$/.test(path)) || home !== undefined;
  const bytes = new Map<string, number>();
  for (const path of named) {
    const read = await tree.read(path);
    const { folder } = split(path);
    bytes.set(folder, (bytes.get(folder) ?? 0) + (isFile(read) ? read.size : 0));
  }
  const contexts: AssembledContext[] = [];
  for (const folder of bytes.keys()) {
    const all = foldersTo(folder).reduce((sum, each) => sum + (bytes.get(each) ?? 0), 0);
    if (!isConfigured && all <= usualBytes) continue;
    const { parts, ...context } = await codexInstructions(tree, folder, home);
    contexts.push({ ...context, parts: parts.filter(({ file }) => file !== null && split(file).folder === folder) });
  }
  return contexts;
}

/** Fewer are never cut, unless Codex is told to. */
const usualBytes = 32 * 1024;

/** Files of which the links are looked at. */
const withLinks =
  /(?:^|\/)(?:(?:AGENTS(?:\.override)?|CLAUDE(?:\.local)?|GEMINI|SKILL|copilot-instructions)\.md|[^/]+\.(?:instructions|agent|prompt)\.md|\.(?:claude|cursor)\/(?:rules|agents|commands)\/.+\.mdc?)$/;

const isPlugin = /(?:^|\/)plugin\.json$/;

async function fileFindings(tree: ContextTree, deps: FindingDeps): Promise<ContextFinding[]> {
  const paths = [...(await tree.files())].filter((path) => withLinks.test(path) || isPlugin.test(path));
  await tree.warm(paths);
  const found: ContextFinding[] = [];
  for (const path of paths) {
    await deps.breathe?.();
    const read = await tree.read(path);
    if (isFile(read) && read.bytes.length === read.size) found.push(...(await ofFile(tree, read, deps)));
  }
  return found;
}

async function ofFile(tree: ContextTree, file: TreeFile, { count }: FindingDeps): Promise<ContextFinding[]> {
  const { path } = file;
  if (path.endsWith('plugin.json')) {
    const agent = pluginKindOf(file);
    return agent ? pluginProblems(file, agent).map((problem) => ({ ...problem, file: path, agent })) : [];
  }
  const isSkill = split(path).name === 'SKILL.md';
  if (isSkill && !isSkillFile(file)) return [];
  const references = await referenceProblems(tree, file);
  const skill = isSkill ? await skillProblems(file, count) : [];
  return [
    ...skill.map((problem) => ({ ...problem, file: path, agent: 'all' as const })),
    ...references.map(({ agent, problem }) => ({ ...problem, file: path, agent })),
  ];
}

/** By file and place, each once. */
function inOrder(findings: readonly ContextFinding[]): ContextFinding[] {
  const byKey = new Map(
    findings.map(({ message, ...each }) => [
      [each.file, each.span.start, each.span.end, each.rule, each.agent, message(sayInEnglish)].join('\n'),
      { message, ...each },
    ]),
  );
  return [...byKey.values()].sort(
    (a, b) => compare(a.file, b.file) || a.span.start - b.span.start || compare(a.rule, b.rule),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
