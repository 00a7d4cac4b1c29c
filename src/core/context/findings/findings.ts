import { sayInEnglish } from '../../base/say';
import type { Breathe } from '../../base/work';
import { agents } from '../agents/agents';
import type { Agent, AgentQuestion } from '../agents/agent';
import { isAll, isFile } from '../tree/treePlace';
import { FolderConfigs } from '../budgets/folderConfigs';
import { hasLinks, isPluginFile } from '../checkedFiles';
import { agentIds } from '../contextReport';
import type { AgentId, AssembledContext, ContextFinding } from '../contextReport';
import { split } from '../tree/treePaths';
import type { ContextTree, TreeFile } from '../tree/contextTree';
import { budgetProblems } from './budgetRules';
import { partProblems } from './partRules';
import { pluginKindOf, pluginProblems } from './pluginRules';
import { repeatedParagraphs } from './repeatedParagraphs';
import { referenceProblems } from './referenceProblems';
import { isSkillFile, skillProblems } from './skillRules';
import type { CountInEncoding } from './skillRules';

interface FindingDeps {
  readonly count: CountInEncoding;
  readonly home?: AgentQuestion['home'];
  /** Lets other work run between files. */
  readonly breathe?: Breathe;
  /** Returns an agent's context of the folder where the caller has it already. Without it, the agent assembles it anew. */
  readonly assemble?: (agent: Agent) => Promise<AssembledContext>;
}

/** Finds the problems in a folder for these agents. */
export async function findingsIn(
  tree: ContextTree,
  { agents: ids, ...question }: AgentQuestion & { readonly agents: readonly AgentId[] },
  count: CountInEncoding,
): Promise<ContextFinding[]> {
  const contexts: AssembledContext[] = [];
  for (const id of ids) contexts.push(await agents[id].assemble(tree, question));
  return findingsOf(tree, contexts, { count, home: question.home });
}

/** Finds the problems in a folder: in the contexts that these agents make of it, and in the files themselves. */
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
    for (const other of (await agents[context.agent].elsewhere?.(tree, deps.home)) ?? []) {
      for (const { file, problem } of await partProblems(tree, other))
        found.push({ ...problem, file, agent: other.agent });
    }
  }
  const configs = await FolderConfigs.of(tree);
  const budgets = await budgetProblems(tree, configs, deps.count);
  found.push(...budgets.map(({ file, problem }) => ({ ...problem, file, agent: 'all' as const })));
  const all = inOrder([...found, ...(await textFindings(tree, deps))]);
  const asked = new Set<string>(contexts.length === 0 ? agentIds : contexts.map(({ agent }) => agent));
  const isAsked = ({ agent }: ContextFinding): boolean => agent === 'all' || asked.has(agent);
  return all.filter((each) => isAsked(each) && !configs.isIgnored(each.file) && !isMeantWrong(each));
}

/**
 * Finds the problems with one file for all agents; `undefined` where `isStale` ended the search.
 * @param isStale returns whether the result is no longer needed.
 */
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
    for (const other of (await agent.elsewhere?.(tree, home, file)) ?? []) await add(other);
  }
  const configs = await FolderConfigs.of(tree);
  const budgets = await budgetProblems(tree, configs, count, file);
  found.push(
    ...budgets.flatMap((each) => (each.file === file ? [{ ...each.problem, file, agent: 'all' as const }] : [])),
  );
  const read = await tree.read(file);
  if (isFile(read) && hasFindings(file)) found.push(...(await textFindingsOf(tree, read, { count })));
  return configs.isIgnored(file) ? [] : inOrder(found.filter((each) => !isMeantWrong(each)));
}

/** Whether a finding is in test data, which may be wrong on purpose. A budget of such a file has to be kept all the same. */
const isMeantWrong = ({ file, rule }: ContextFinding): boolean =>
  rule !== 'over-budget' && /(?:^|\/)(?:__)?(?:fixtures?|test-?data)(?:__)?\//i.test(file);

/** Whether the text of a file is checked. */
const hasFindings = (path: string): boolean => hasLinks(path) || isPluginFile(path);

/** Finds the problems in the texts of files, whatever agents make of them. */
async function textFindings(tree: ContextTree, deps: FindingDeps): Promise<ContextFinding[]> {
  const paths = [...(await tree.files())].filter(hasFindings);
  await tree.warm(paths);
  const found: ContextFinding[] = [];
  for (const path of paths) {
    await deps.breathe?.();
    const read = await tree.read(path);
    if (isFile(read)) found.push(...(await textFindingsOf(tree, read, deps)));
  }
  return found;
}

async function textFindingsOf(tree: ContextTree, file: TreeFile, { count }: FindingDeps): Promise<ContextFinding[]> {
  // Only the beginning of a huge file is read, and it may end anywhere.
  if (!isAll(file)) return [];
  const { path } = file;
  if (isPluginFile(path)) {
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

/** Sorts findings by file and place, and keeps each once. */
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
