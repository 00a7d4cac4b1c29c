import type { Say, Saying } from '../../base/say';
import type { Span } from '../../text/span';
import { agents } from '../agents/agents';
import { fieldsOfFile } from '../agents/fileFields';
import { isFile } from '../tree/treePlace';
import { decodeLossy } from '../tree/utf8';
import type {
  AgentId,
  AssembledContext,
  AssembledPart,
  ContextProblem,
  FileProblem,
  FindingId,
  PartReason,
} from '../contextReport';
import { reasonText } from '../reasonWords';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree, TreeFile } from '../tree/contextTree';
import { placedFieldsOf, restOfLine, shownText } from './placedFields';

type Part = Pick<AssembledPart, 'kind' | 'file' | 'status' | 'keptBytes' | 'reason'>;

/**
 * Finds the problems with parts of a context. Parts in the user's own folder or outside are left out.
 * @param only the one file whose problems are wanted.
 */
export async function partProblems(
  tree: ContextTree,
  context: AssembledContext,
  only?: string,
): Promise<FileProblem[]> {
  const found: FileProblem[] = [];
  for (const part of context.parts) {
    const isLeftOut = only !== undefined && part.file !== only && part.reason?.why !== 'importDepth';
    if (part.reason === null || isLeftOut) continue;
    const problem = await partProblem(tree, context, part);
    if (problem) found.push(problem);
  }
  const all = [...found, ...(await listOverBudget(tree, context)), ...(await doubles(tree, context))];
  return only === undefined ? all : all.filter(({ file }) => file === only);
}

async function partProblem(
  tree: ContextTree,
  context: AssembledContext,
  part: AssembledPart,
): Promise<FileProblem | undefined> {
  const { file, reason } = part;
  if (file === null || reason === null || isAway(file)) return undefined;
  const rule = ruleOf(part, reason, context.agent);
  if (!rule || (part.kind === 'instructions' && (await isOfSkill(tree, file)))) return undefined;
  if (reason.why === 'importDepth') return importTooDeep(tree, context.agent, file, reason);
  if (reason.why === 'inPlaceOf' && (await isReadAnyway(tree, context, part, reason.file))) return undefined;
  return placed(tree, context.agent, part, reason, rule);
}

/** Whether a file is in the user's own folder, or outside of the tree. */
const isAway = (file: string): boolean => file.startsWith('~') || /^[a-z]+:\/\/|^\.\.?\/|^\//i.test(file);

/** Whether a file belongs to a skill, which opens the file itself. No agent works in such a folder. */
async function isOfSkill(tree: ContextTree, file: string): Promise<boolean> {
  for (const folder of foldersTo(split(file).folder).slice(1)) {
    if ((await tree.kind(joined(folder, 'SKILL.md'))) === 'file') return true;
  }
  return false;
}

/** Returns the rule that a part breaks; `undefined` where the part is as it was meant. */
function ruleOf({ kind, file, status }: Part, { why }: PartReason, agent: AgentId): FindingId | undefined {
  if (why === 'bytesUsedUp' || why === 'tooLong') return status === 'cut' ? 'cut' : 'not-read';
  if (why === 'listBudget') return status === 'cut' ? 'cut' : status === 'dropped' ? 'not-listed' : undefined;
  if (why === 'tangledLink') return 'not-read';
  if (why === 'importDepth') return 'import-depth';
  if (why === 'invalid' || why === 'notForAgent') {
    if (/(?:^|\/)readme\.md$/i.test(file ?? '')) return undefined;
    return why === 'invalid' ? 'not-listed' : 'ignored';
  }
  if (why !== 'inPlaceOf') return undefined;
  if (kind === 'skillEntry' || kind === 'agentEntry') return 'same-name';
  return kind === 'instructions' && agent === 'claude-code' ? 'not-read' : undefined;
}

/** Whether the program of the agent itself was run. */
const wasTried = (id: AgentId): boolean => agents[id].rules.some(({ known }) => known === 'tried');

/** Says in a sentence what happens to a part. */
function headline({ kind }: Part, { why }: PartReason, rule: FindingId, agent: string, say: Say): string {
  if (why === 'inPlaceOf' && rule === 'not-read')
    return say('{0} reads this file only where there is no CLAUDE.md.', agent);
  if (why === 'notForAgent') {
    return kind === 'prompt'
      ? say('{0} does not read .prompt.md files.', agent)
      : say('{0} reads only .mdc files here.', agent);
  }
  if (rule === 'cut') {
    return kind === 'skillEntry' || kind === 'agentEntry'
      ? say('{0} lists only the beginning of this description.', agent)
      : say('{0} reads this up to here.', agent);
  }
  if (rule === 'not-read') return say('{0} does not read this file.', agent);
  return rule === 'same-name'
    ? say('{0} leaves this out of its list: another has the same name.', agent)
    : say('{0} leaves this out of its list.', agent);
}

async function placed(
  tree: ContextTree,
  agent: AgentId,
  part: Part,
  reason: PartReason,
  rule: FindingId,
): Promise<FileProblem | undefined> {
  const read = part.file === null ? 'missing' : await tree.read(part.file);
  if (!isFile(read)) return undefined;
  // How an agent takes fields that are no YAML is known only for agents that were tried out.
  if (reason.why === 'invalid' && !wasTried(agent) && fieldsOfFile(read).isInvalid) return undefined;
  const name = agents[agent].name;
  const why = (say: Say): string => (reason.why === 'notForAgent' ? '' : reasonText(reason, say));
  const message: Saying = (say) => `${headline(part, reason, rule, name, say)} ${why(say)}`.trim();
  const severity = rule === 'ignored' ? 'information' : 'warning';
  return { file: read.path, problem: { span: spanOf(read, part, rule), severity, rule, message } };
}

function spanOf(file: TreeFile, { kind, keptBytes }: Part, rule: FindingId): Span {
  const text = shownText(file);
  if (kind === 'skillEntry' || kind === 'agentEntry') {
    const { fields } = placedFieldsOf(file);
    const field = fields.get(rule === 'same-name' ? 'name' : 'description') ?? fields.get('name');
    return field && field.value.end > field.value.start ? field.value : restOfLine(text);
  }
  if (rule !== 'cut') return restOfLine(text);
  const kept = decodeLossy(file.bytes.subarray(0, keptBytes)).replace(/^\uFEFF/, '');
  return restOfLine(text, Math.min(kept.length, text.length));
}

/** Whether a part that is left out reaches the agent all the same: imported, by another name, or as the same text. */
async function isReadAnyway(
  tree: ContextTree,
  { parts }: AssembledContext,
  { file, kind }: Part,
  other: string,
): Promise<boolean> {
  if (file === null) return true;
  if (parts.some((part) => part.file === file && part.kind !== kind && part.status === 'whole')) return true;
  const [read, otherRead] = await Promise.all([tree.read(file), tree.read(other)]);
  if (!isFile(read) || (await isSameFile(tree, file, other))) return true;
  return isFile(otherRead) && shownText(read).trim() === shownText(otherRead).trim();
}

async function importTooDeep(
  tree: ContextTree,
  agent: AgentId,
  file: string,
  { file: from, limit }: Extract<PartReason, { why: 'importDepth' }>,
): Promise<FileProblem | undefined> {
  const read = isAway(from) ? 'missing' : await tree.read(from);
  if (!isFile(read)) return undefined;
  const text = shownText(read);
  const { name } = split(file);
  const found = [...text.matchAll(/@(?:\\ |[^\s\\])+/g)].find(([all]) => all.includes(name));
  const span = found ? { start: found.index, end: found.index + found[0].length } : restOfLine(text);
  const message: Saying = (say) =>
    say('{0} does not import {1}: imports are followed {2} deep.', agents[agent].name, file, limit);
  return { file: read.path, problem: { span, severity: 'warning', rule: 'import-depth', message } };
}

/** Finds a list that leaves out descriptions, where it is not known which ones. The longest one gets the problem. */
async function listOverBudget(tree: ContextTree, { agent, parts }: AssembledContext): Promise<FileProblem[]> {
  const over = parts.filter(({ status, reason }) => reason?.why === 'listBudget' && status === 'whole');
  const own = over.filter(({ file }) => file !== null && !isAway(file));
  const [longest] = own.toSorted((a, b) => b.text.length - a.text.length);
  const reason = longest?.reason;
  if (!longest || !reason) return [];
  const read = await tree.read(longest.file ?? '');
  if (!isFile(read)) return [];
  const message: Saying = (say) =>
    `${say('{0} leaves descriptions out of its list of {1}, and this is the longest one.', agents[agent].name, over.length)} ${reasonText(reason, say)}`;
  const problem: ContextProblem = {
    span: spanOf(read, longest, 'cut'),
    severity: 'warning',
    rule: 'list-over-budget',
    message,
  };
  return [{ file: read.path, problem }];
}

/** Whether two paths lead to one file by a link, whether or not an agent follows links. */
async function isSameFile(tree: ContextTree, a: string, b: string): Promise<boolean> {
  const [real, other] = await Promise.all([tree.realPath(a), tree.realPath(b)]);
  return real !== undefined && real === other;
}

/** Finds texts that are sent twice, and entries of a list that share a name. */
async function doubles(tree: ContextTree, { agent, parts }: AssembledContext): Promise<FileProblem[]> {
  const first = new Map<string, string>();
  const found: FileProblem[] = [];
  for (const { kind, file, text, isSent } of parts) {
    if (!isSent || file === null || kind === 'agentEntry' || kind === 'memory') continue;
    const isEntry = kind === 'skillEntry';
    const key = isEntry ? (/^- (.+?):(?: |$)/.exec(text)?.[0] ?? '') : text.trim();
    const before = first.get(key);
    if (key === '' || before === undefined) first.set(key, file);
    else if (before !== file && !isAway(file) && !(isEntry && (await isSameFile(tree, file, before)))) {
      const read = await tree.read(file);
      if (!isFile(read)) continue;
      const name = agents[agent].name;
      const message: Saying = isEntry
        ? (say) => say('{0} lists two skills of this name: the other is {1}.', name, before)
        : (say) => say('{0} reads this text twice: {1} has it too.', name, before);
      const rule = isEntry ? 'same-name' : 'duplicate';
      const span = isEntry
        ? spanOf(read, { kind, file, status: 'whole', keptBytes: 0, reason: null }, rule)
        : restOfLine(shownText(read));
      found.push({ file: read.path, problem: { span, severity: 'warning', rule, message } });
    }
  }
  return found;
}
