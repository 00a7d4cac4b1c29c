import { anchorOf } from '../../base/anchors';
import { formatDay } from '../../base/day';
import { codeSpan, escapeName, fileLink, linkedName } from '../../base/markdown';
import { formatBytes, formatCount, formatUsd } from '../../base/numbers';
import type { Say } from '../../base/say';
import { withUnit } from '../../tokens/counting/describeCount';
import type { FoldedSection, Report } from '../../pages/reports/reportSubjects';
import type { ContextFinding, ContextPart, PartLoad } from '../contextReport';
import type { Agent } from '../agents/agent';
import { agents } from '../agents/agents';
import { reasonText } from '../reasonWords';
import { kindWords, statusWords } from './contextRows';
import type { ReadContext } from './contexts';

/** A finding with the line that it begins in, from 0. */
export interface LinedFinding extends ContextFinding {
  readonly line: number;
}

/** A folder, and all that agents read in it. */
interface FolderContext {
  /** The name of the folder. */
  readonly folder: string;
  /** The path of the file that is worked with, below the folder. */
  readonly file?: string | undefined;
  readonly reads: readonly ReadContext[];
  readonly findings: readonly LinedFinding[];
}

/** Returns the address of a file of the report; `undefined` where it cannot be opened. */
type AddressOf = (path: string) => string | undefined;

/** Maximum number of rows of a table, as a page with thousands gets slow. */
const mostRows = 300;

/** Reports what agents read in a folder, in Markdown. Agents that find files come first, then findings and rules. */
export function contextReport(
  about: FolderContext,
  say: Say,
  addressOf: AddressOf,
): Pick<Report, 'markdown' | 'folded'> {
  const ordered = [...about.reads.filter(isHere), ...about.reads.filter((read) => !isHere(read))];
  return {
    markdown: mainPart({ ...about, reads: ordered }, say, addressOf),
    folded: ordered.map(({ agent }) => rulesSection(agent, say)),
  };
}

const isHere = ({ counted }: ReadContext): boolean =>
  counted.parts.some((part) => part.file !== null && !part.file.startsWith('~/') && part.load !== 'never');

function mainPart({ folder, file, reads, findings }: FolderContext, say: Say, addressOf: AddressOf): string {
  const agentNames = (id: ContextFinding['agent']): string => (id === 'all' ? say('All agents') : agents[id].name);
  return [
    `# ${say('What agents read in {0}', escapeName(folder))}`,
    file === undefined
      ? say('Without a file that is worked with. No agent was started.')
      : say('While {0} is worked with. No agent was started.', linkedName(file, addressOf(file))),
    overview(reads, say),
    ...reads.flatMap((read) => agentSection(read, say, addressOf)),
    `## ${say('Findings')}`,
    findings.length === 0
      ? say('Nothing is wrong with these files.')
      : findingsTable(findings, agentNames, say, addressOf),
    `## ${say('Rules')}`,
    say('What each agent does, in short, and where that is written.'),
  ]
    .join('\n\n')
    .concat('\n');
}

const tokensText = (tokens: number, exact: boolean, say: Say): string =>
  withUnit({ tokens, ...(!exact && tokens > 0 && { estimate: {} }) }, say);

function overview(reads: readonly ReadContext[], say: Say): string {
  const rows = reads.map(({ agent, measured, counted: { tokens, costUsd } }) => {
    const cost = costUsd === null ? say('unknown') : formatUsd(costUsd);
    const cells = [agent.name, measured.model.name].map(escapeName);
    const counts = [tokens.always, tokens.onDemand].map((count) => tokensText(count, tokens.exact, say));
    return `| ${[...cells, ...counts, cost].join(' | ')} |`;
  });
  const titles = [say('Agent'), say('Model'), say('With every turn'), say('On demand'), say('Cost of a turn')];
  return [`| ${titles.join(' | ')} |`, '|---|---|--:|--:|--:|', ...rows].join('\n');
}

function agentSection({ agent, counted }: ReadContext, say: Say, addressOf: AddressOf): string[] {
  const { tokens, parts, unknown, checked, source } = counted;
  const sure = tokens.exact
    ? say('Exact.')
    : tokens.band === null
      ? say('An estimate; how far off it may be is not known.')
      : say('An estimate, ±{0} %.', tokens.band);
  return [
    `## ${escapeName(agent.name)}`,
    `${sure} ${say('By its rules as of {0}', formatDay(checked))}: [${say('Source')}](${source}), [${say('All Rules')}](#${anchorOf(rulesTitle(agent, say))})`,
    ...(parts.length === 0 ? [say('{0} reads nothing here.', agent.name)] : [partsTable(parts, say, addressOf)]),
    ...(unknown.length === 0
      ? []
      : [`**${say('Not Known')}**`, unknown.map((saying) => `- ${escapeName(saying(say))}`).join('\n')]),
  ];
}

const rulesTitle = ({ name }: Agent, say: Say): string => say('Rules of {0}', name);

/** Writes the rules that an agent follows, each with its source. */
function rulesSection(agent: Agent, say: Say): FoldedSection {
  const { rules, version } = agent;
  const oldest = rules.map(({ checked }) => checked).reduce((one, other) => (other < one ? other : one));
  const lines = rules.map(({ says, known, source }) => {
    const how = known === 'tried' ? `${say('Tried out with {0}', version)} · ` : '';
    return `- ${escapeName(says(say))} ${how}[${escapeName(source.title)}](${source.url})`;
  });
  return {
    label: say('as of {0}', formatDay(oldest)),
    markdown: [`### ${escapeName(rulesTitle(agent, say))}`, lines.join('\n')].join('\n\n'),
  };
}

const loads: Readonly<Record<PartLoad, (say: Say) => string>> = {
  always: (say) => say('with every turn'),
  match: (say) => say('with some files'),
  onDemand: (say) => say('on demand'),
  never: (say) => say('never'),
};

/** Order of the rows. Parts that are read with every turn come first, as the last of many files are not shown. */
const loadOrder = Object.keys(loads);
const byLoad = (one: ContextPart, other: ContextPart): number =>
  loadOrder.indexOf(one.load) - loadOrder.indexOf(other.load);

function partsTable(parts: readonly ContextPart[], say: Say, addressOf: AddressOf): string {
  const rows = [...parts]
    .sort(byLoad)
    .slice(0, mostRows)
    .map((part) => {
      const { kind, file, load, status, tokens, exact, bytes, keptBytes, reason } = part;
      const name = file === null ? kindWords[kind](say) : linkedName(file, addressOf(file));
      const size =
        keptBytes === bytes ? formatBytes(bytes) : say('{0} of {1}', formatBytes(keptBytes), formatBytes(bytes));
      const state = status === 'whole' ? say('whole') : `**${unbroken(statusWords[status](say))}**`;
      const why = reason === null ? '' : escapeName(reasonText(reason, say));
      const cells = [name, file === null ? '' : kindWords[kind](say), unbroken(loads[load](say)), state];
      return `| ${[...cells, tokensText(tokens, exact, say), size, why].join(' | ')} |`;
    });
  const rest = parts.length - rows.length;
  const titles = [say('Part'), say('Kind'), say('Read'), say('Arrives'), say('Tokens'), say('Size'), say('Why')];
  return [
    `| ${titles.join(' | ')} |`,
    '|---|---|---|---|--:|--:|---|',
    ...rows,
    ...(rest > 0 ? [`| ${say('{0} more', formatCount(rest))} | | | | | | |`] : []),
  ].join('\n');
}

/** Joins words by no-break spaces. Next to a long reason, they would otherwise break after each word. */
const unbroken = (words: string): string => words.replaceAll(' ', '\u00A0');

function findingsTable(
  findings: readonly LinedFinding[],
  agentName: (id: ContextFinding['agent']) => string,
  say: Say,
  addressOf: AddressOf,
): string {
  const rows = findings.slice(0, mostRows).map(({ file, line, agent, message, rule }) => {
    const address = addressOf(file);
    const label = escapeName(`${file}:${line + 1}`);
    const place = address === undefined ? label : fileLink(label, address, line);
    return `| ${place} | ${escapeName(agentName(agent))} | ${escapeName(message(say))} | ${codeSpan(rule)} |`;
  });
  const rest = findings.length - rows.length;
  return [
    `| ${[say('File'), say('Agent'), say('What is wrong'), say('Rule')].join(' | ')} |`,
    '|---|---|---|---|',
    ...rows,
    ...(rest > 0 ? [`| ${say('{0} more', formatCount(rest))} | | | |`] : []),
  ].join('\n');
}
