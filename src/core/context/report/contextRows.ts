import { formatDay } from '../../base/day';
import { formatBytes, formatCount, formatUsd } from '../../base/numbers';
import type { Say, Saying } from '../../base/say';
import { formatTokens, sinceLastCommit, withUnit } from '../../tokens/counting/describeCount';
import { compareParts } from '../compare/compareContexts';
import type { ComparedPart } from '../compare/compareContexts';
import type { AgentContext, AgentId, AssembledPart, ContextPart, PartKind } from '../contextReport';
import { reasonText } from '../reasonWords';
import { split } from '../tree/treePaths';
import type { ReadContext } from './contexts';

// Rows for the parts that an agent reads: plain data, with all words ready to be shown.

export interface AgentRow {
  readonly kind: 'agent';
  readonly agent: AgentId;
  /** Whether a part of the folder may reach it. */
  readonly isHere: boolean;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly groups: readonly GroupRow[];
}

export interface GroupRow {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Makes the rows once they are shown, as most groups of most agents are closed after an edit. */
  readonly parts: () => readonly PartRow[];
}

export interface PartRow {
  readonly kind: 'part';
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** A file that can be opened, and the line from which on it is missing. */
  readonly file?: { readonly path: string; readonly line?: number };
  readonly isFault?: boolean;
}

/** A tool of the editor, as it is sent. */
export interface CountedTool {
  readonly name: string;
  readonly tokens: number;
  readonly exact: boolean;
}

interface Part {
  readonly assembled: AssembledPart;
  readonly counted: ContextPart;
  /** Its change since the last commit, in words; empty where there is none to show. */
  readonly change: string;
}

/** Maximum number of rows of one group, as users do not search longer lists. */
const most = 300;

/**
 * @param tools the tools that the editor offers this agent.
 * @param before the context at the last commit; left out where it is not known, or nothing has changed.
 */
export function agentRow(read: ReadContext, tools: readonly CountedTool[], say: Say, before?: AgentContext): AgentRow {
  const { agent, assembled, counted } = read;
  const changes = before ? compareParts(before, counted) : [];
  const changed = new Map(changes.map((each) => [each.after, changeText(each, say)]));
  const parts = assembled.parts.map((part, i): Part => {
    const own = counted.parts[i]!;
    return { assembled: part, counted: own, change: changed.get(own) ?? '' };
  });
  const isHere = parts.some(({ counted: { file, load } }) => isOfFolder(file) && load !== 'never');
  const { always } = counted.tokens;
  const since = before ? sinceLastCommit(before.tokens.always, always, say) : '';
  const facts = [alwaysText(read, tools, say), costText(read, say), since];
  return {
    ...{ kind: 'agent', agent: agent.id, isHere, label: agent.name },
    description: [...(isHere ? [] : [say('nothing here for it')]), ...facts].filter(Boolean).join(' · '),
    tooltip: agentTooltip(read, tools, say),
    groups: [
      ...group('always', say('With Every Turn'), sent(parts), always, counted.tokens.exact, say),
      ...group('onDemand', say('On Demand'), maySent(parts), counted.tokens.onDemand, counted.tokens.exact, say),
      ...toolGroup(tools, say),
      ...leftOutGroup('leftOut', say('Cut, Left Out or Not Read'), parts.filter(isLeftOut), say),
      ...leftOutGroup('elsewhere', say('Only in Other Folders'), parts.filter(isElsewhere), say),
      ...goneGroup(changes, say),
      ...unknownGroup(counted.unknown, say),
    ],
  };
}

const isOfFolder = (file: string | null): boolean => file !== null && !file.startsWith('~/');
const sent = (parts: readonly Part[]): Part[] => parts.filter(({ assembled }) => assembled.isSent);
const maySent = (parts: readonly Part[]): Part[] =>
  parts.filter(({ assembled: { isSent, load, status } }) => !isSent && load !== 'never' && status === 'whole');

/** Whether an agent reads a file only where it is started in another folder. Nothing is wrong with such a file. */
const isElsewhere = ({ counted: { reason } }: Part): boolean => reason?.why === 'startedIn';
const isLeftOut = (part: Part): boolean => part.counted.status !== 'whole' && !isElsewhere(part);

const tokensText = (tokens: number, exact: boolean, say: Say): string =>
  withUnit({ tokens, ...(!exact && { estimate: {} }) }, say);

const tokensOf = (tools: readonly CountedTool[]): number => tools.reduce((total, { tokens }) => total + tokens, 0);
const areExact = (tools: readonly CountedTool[]): boolean => tools.every(({ exact }) => exact);

/** Says how many tokens every turn has, and how many at most with the editor's tools that the user chooses in the chat. */
function alwaysText({ counted }: ReadContext, tools: readonly CountedTool[], say: Say): string {
  const { always, exact } = counted.tokens;
  const least = tokensText(always, exact, say);
  const most = formatTokens({ tokens: always + tokensOf(tools), ...(!(exact && areExact(tools)) && { estimate: {} }) });
  return tools.length === 0 ? least : say('{0}, up to {1} with tools', least, most);
}

/** Says what a turn costs, in full and where all of it comes from a cache; empty where no price is known. */
function costText({ counted, measured }: ReadContext, say: Say): string {
  const { always } = counted.tokens;
  if (counted.costUsd === null) return '';
  const cached = measured.costOf(always, always);
  return cached === null || always === 0
    ? formatUsd(counted.costUsd)
    : say('{0}, cached {1}', formatUsd(counted.costUsd), formatUsd(cached));
}

function agentTooltip({ agent, counted, measured }: ReadContext, tools: readonly CountedTool[], say: Say): string {
  const { always, exact, band } = counted.tokens;
  const cached = always === 0 ? null : measured.costOf(always, always);
  const sure = exact
    ? say('Exact.')
    : band === null
      ? say('An estimate; how far off it may be is not known.')
      : say('An estimate, ±{0} %.', band);
  const lines = [
    say('{0} with {1}: {2} with every turn.', agent.name, measured.model.name, tokensText(always, exact, say)),
    tools.length === 0
      ? ''
      : say(
          'Tools of VS Code add up to {0}, by which of them the chat sends.',
          tokensText(tokensOf(tools), areExact(tools), say),
        ),
    sure,
    counted.costUsd === null
      ? say('No price is known.')
      : say('A turn without a cache: {0}', formatUsd(counted.costUsd)),
    cached === null ? '' : say('A turn that is read from a cache: {0}', formatUsd(cached)),
    say('By its rules as of {0}: {1}', formatDay(counted.checked), counted.source),
  ];
  return lines.filter(Boolean).join('\n');
}

function group(id: string, label: string, parts: readonly Part[], tokens: number, exact: boolean, say: Say) {
  return groupOf(id, label, tokensText(tokens, exact, say), parts, (part) => partRow(part, say), say);
}

function leftOutGroup(id: string, label: string, parts: readonly Part[], say: Say): GroupRow[] {
  return groupOf(id, label, formatCount(parts.length), parts, (part) => partRow(part, say), say);
}

/** Groups the parts that are gone. The rows of the other parts show their own changes. */
function goneGroup(changes: readonly ComparedPart[], say: Say): GroupRow[] {
  const gone = changes.flatMap(({ before, after }) =>
    after || !before?.file ? [] : [{ ...before, file: before.file }],
  );
  const rowOf = ({ file, kind, tokens, exact }: (typeof gone)[number]): PartRow => {
    const { name, folder } = placeOf(file);
    const size = tokensText(tokens, exact, say);
    const description = [size, folder].filter(Boolean).join(' · ');
    return { kind: 'part', label: name, description, tooltip: `${file}\n${kindWords[kind](say)}: ${size}` };
  };
  return groupOf('gone', say('Gone Since the Last Commit'), formatCount(gone.length), gone, rowOf, say);
}

/** Says how a part that is there now has changed. The frame around the files is left out, as it changes with each of them. */
function changeText({ before, after, kind }: ComparedPart, say: Say): string {
  if (kind === 'frame') return '';
  if (!before) return say('new since the last commit');
  return sinceLastCommit(before.tokens, after?.tokens ?? 0, say);
}

function unknownGroup(unknown: readonly Saying[], say: Say): GroupRow[] {
  const rowOf = (saying: Saying): PartRow => {
    const words = saying(say);
    return { kind: 'part', label: words, description: '', tooltip: words };
  };
  return groupOf('unknown', say('Not Known'), formatCount(unknown.length), unknown, rowOf, say);
}

/** Groups the tools of the editor. The user of a chat chooses there which of them it sends. */
function toolGroup(tools: readonly CountedTool[], say: Say): GroupRow[] {
  const rowOf = (tool: CountedTool): PartRow => {
    const tokens = tokensText(tool.tokens, tool.exact, say);
    const tooltip = say('{0}: {1} for its name, description and schema.', tool.name, tokens);
    return { kind: 'part', label: tool.name, description: tokens, tooltip };
  };
  const sorted = tools.toSorted((one, other) => other.tokens - one.tokens);
  const sum = tokensText(tokensOf(tools), areExact(tools), say);
  const description = say('up to {0}, by what is chosen in the chat', sum);
  return groupOf('tools', say('Tools of VS Code'), description, sorted, rowOf, say);
}

/** Returns a group of things, or nothing where there are none. */
function groupOf<T>(
  id: string,
  label: string,
  description: string,
  things: readonly T[],
  rowOf: (thing: T) => PartRow,
  say: Say,
): GroupRow[] {
  let made: readonly PartRow[] | undefined;
  const parts = (): readonly PartRow[] => (made ??= shortened(things, rowOf, say));
  return things.length === 0 ? [] : [{ kind: 'group', id, label, description, parts }];
}

/** Makes only the rows that are shown. */
function shortened<T>(things: readonly T[], rowOf: (thing: T) => PartRow, say: Say): readonly PartRow[] {
  const rows = things.slice(0, most).map(rowOf);
  if (things.length <= most) return rows;
  const label = say('{0} more', formatCount(things.length - most));
  return [...rows, { kind: 'part', label, description: '', tooltip: label }];
}

function partRow(part: Part, say: Say): PartRow {
  const { kind, file, tokens, exact, status, reason, bytes, keptBytes } = part.counted;
  const why = reason === null ? '' : reasonText(reason, say);
  const state = status === 'whole' ? '' : statusWords[status](say);
  const place = file === null ? undefined : placeOf(file);
  const size =
    keptBytes === bytes ? formatBytes(bytes) : say('{0} of {1} arrive', formatBytes(keptBytes), formatBytes(bytes));
  const opened = openedFile(part);
  return {
    kind: 'part',
    label: place?.name ?? kindWords[kind](say),
    description: partText(part, place?.folder ?? '', say),
    tooltip: [file ?? '', `${kindWords[kind](say)}: ${tokensText(tokens, exact, say)}, ${size}`, state, why]
      .filter(Boolean)
      .join('\n'),
    ...(opened && { file: opened }),
    ...((status === 'cut' || status === 'dropped') && { isFault: true }),
  };
}

/** Describes a part. One that is not whole, or whose name many share, gives its folder before a view cuts off the rest. */
function partText({ counted, change }: Part, folder: string, say: Say): string {
  const { kind, tokens, exact, status, reason } = counted;
  const count = tokensText(tokens, exact, say);
  const why = reason === null ? '' : reasonText(reason, say);
  const state = status === 'whole' ? '' : statusWords[status](say);
  const isNamedAlike = status !== 'whole' || kind === 'instructions' || kind === 'import';
  const facts = isNamedAlike ? [state, folder, count, change, why] : [count, folder, change, why];
  return facts.filter(Boolean).join(' · ');
}

/** Splits a path into name and folder. The name of a skill includes its folder, as all are called SKILL.md. */
function placeOf(file: string): { readonly name: string; readonly folder: string } {
  const { folder, name } = split(file);
  if (name !== 'SKILL.md' || folder === '') return { name, folder };
  const above = split(folder);
  return { name: `${above.name}/${name}`, folder: above.folder };
}

/** Returns the file that a row opens. An import may name a file that does not exist, or is elsewhere. */
function openedFile({ assembled, counted }: Part): PartRow['file'] {
  const { file, reason, status, kind } = counted;
  if (file === null || reason?.why === 'missing' || reason?.why === 'outside' || /^[a-z]+:\/\//i.test(file))
    return undefined;
  const isBeginning = status === 'cut' && kind === 'instructions' && assembled.isSent;
  return { path: file, ...(isBeginning && { line: assembled.text.split('\n').length - 1 }) };
}

export const statusWords: Readonly<Record<Exclude<ContextPart['status'], 'whole'>, Saying>> = {
  cut: (say) => say('cut'),
  dropped: (say) => say('left out'),
  unread: (say) => say('not read'),
};

export const kindWords: Readonly<Record<PartKind, Saying>> = {
  base: (say) => say('Own instructions'),
  tools: (say) => say('Own tools'),
  frame: (say) => say('Around the files'),
  instructions: (say) => say('Instructions'),
  import: (say) => say('Imported file'),
  rule: (say) => say('Rule'),
  memory: (say) => say('Memory'),
  skillEntry: (say) => say('Line in the list of skills'),
  skill: (say) => say('Skill'),
  agentEntry: (say) => say('Line in the list of agents'),
  agent: (say) => say('Agent'),
  prompt: (say) => say('Prompt'),
};
