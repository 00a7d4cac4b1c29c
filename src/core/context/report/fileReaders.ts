import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import { withUnit } from '../../tokens/counting/describeCount';
import { agents } from '../agents/agents';
import type { AgentId, AssembledContext, PartReason } from '../contextReport';
import type { Budget } from '../findings/budgetRules';
import { reasonText } from '../reasonWords';

/** How an agent that is started in the folder reads a file of it: with every turn, on demand, or not at all. */
interface FileReader {
  readonly agent: AgentId;
  readonly use: 'always' | 'onDemand' | 'never';
  readonly reason: PartReason | null;
}

/** Tells how an agent reads a file, and why, where there is a reason. */
export function readerOf(file: string, { agent, parts }: AssembledContext): FileReader {
  const own = parts.filter((part) => part.file === file);
  // A line in a list is not the file, but no agent knows of a file that is left out of the list.
  const [lines, texts] = [own.filter(({ kind }) => isLine(kind)), own.filter(({ kind }) => !isLine(kind))];
  const sent = texts.find(({ isSent }) => isSent);
  if (sent) return { agent, use: 'always', reason: sent.reason };
  const unlisted = lines.find(({ isSent }) => !isSent);
  const later = texts.find(({ load, reason }) => load !== 'never' || reason?.why === 'startedIn');
  if (later && !unlisted) return { agent, use: 'onDemand', reason: later.reason };
  return { agent, use: 'never', reason: (unlisted ?? texts[0])?.reason ?? null };
}

const isLine = (kind: string): boolean => kind === 'skillEntry' || kind === 'agentEntry';

/** A budget of the file, and the tokens of the file in the encoding of the budget. */
interface CountedBudget extends Budget {
  readonly used: number;
}

export interface AgentFileFacts {
  /** Tokens of `o200k_base`. */
  readonly tokens: number;
  readonly budgets: readonly CountedBudget[];
  readonly readers: readonly FileReader[];
}

/** Describes a file that agents read, in one line and in several. */
export function fileLine(facts: AgentFileFacts, say: Say): { readonly title: string; readonly tooltip: string } {
  return { title: titleOf(facts, say), tooltip: tooltipOf(facts, say) };
}

function titleOf({ tokens, budgets, readers }: AgentFileFacts, say: Say): string {
  const names = (use: FileReader['use']): string =>
    readers.flatMap((reader) => (reader.use === use ? [agents[reader.agent].name] : [])).join(', ');
  const [always, onDemand, never] = [names('always'), names('onDemand'), names('never')];
  const [tightest] = budgets.toSorted((one, other) => other.used / other.tokens - one.used / one.tokens);
  const size = tightest
    ? say('{0} of {1} tokens', formatCount(tightest.used), formatCount(tightest.tokens))
    : withUnit({ tokens }, say);
  if (always === '' && onDemand === '') return [size, say('no agent reads it here')].join(' · ');
  return [
    size,
    always && say('every turn: {0}', always),
    onDemand && say('on demand: {0}', onDemand),
    never && say('not read: {0}', never),
  ]
    .filter(Boolean)
    .join(' · ');
}

function tooltipOf({ tokens, budgets, readers }: AgentFileFacts, say: Say): string {
  const lines = budgets.map(({ from, tokens: most, pattern, used, encoding }) =>
    say(
      '{0} allows {1} tokens for {2}: it has {3} of {4}.',
      from,
      formatCount(most),
      pattern,
      formatCount(used),
      encoding,
    ),
  );
  return [
    say('{0} of o200k_base, counted exactly.', withUnit({ tokens }, say)),
    ...lines,
    ...readers.map((reader) => readerText(reader, say)),
    say('Agents are taken to start in the top folder, without files of your own.'),
  ].join('\n');
}

function readerText({ agent, use, reason }: FileReader, say: Say): string {
  const { name } = agents[agent];
  const words = {
    always: () => say('{0} reads it with every turn.', name),
    onDemand: () => say('{0} reads it on demand.', name),
    never: () => say('{0} does not read it.', name),
  }[use]();
  return reason ? `${words} ${reasonText(reason, say)}` : words;
}
