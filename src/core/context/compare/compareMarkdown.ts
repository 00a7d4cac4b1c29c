import { formatCount, formatUsd } from '../../base/numbers';
import { sayInEnglish } from '../../base/say';
import { summaryCode as code, summaryTable as table } from '../../base/summaryMarkdown';
import { agents } from '../agents/agents';
import type { AgentContext, ContextPart } from '../contextReport';
import { reasonText } from '../reasonWords';
import { growthOf, signed } from './compareContexts';
import type { ComparedContext, ComparedPart } from './compareContexts';

/** A finding with its line, from 1. */
interface PlacedFinding {
  readonly agent: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface Summary {
  /** Hash of the commit that is compared with. */
  readonly base: string;
  readonly contexts: readonly ComparedContext[];
  readonly findings: { readonly added: readonly PlacedFinding[]; readonly gone: readonly PlacedFinding[] };
  /** Returns the name that is shown for the file of a part. */
  readonly nameOf: (file: string) => string;
}

/** Writes a summary for a pull request: what each agent reads, which parts changed, and which findings are new. */
export function contextMarkdown({ base, contexts, findings, nameOf }: Summary): string {
  const parts = contexts.flatMap((each) => each.parts);
  const verdict =
    parts.length === 0
      ? 'Agents read the same as before.'
      : `${formatCount(parts.length)} ${parts.length === 1 ? 'part' : 'parts'} changed.`;
  const found =
    findings.added.length === 0
      ? 'Nothing new is wrong.'
      : `${formatCount(findings.added.length)} new ${findings.added.length === 1 ? 'finding' : 'findings'}.`;
  const totals = table(['Agent', 'With every turn', '', 'On demand', '', 'Cost of a turn'], contexts.map(totalRow));
  const rows = parts.map((part) => partCells(part, nameOf));
  const head = ['Agent', 'What', 'Change', 'Tokens', '', 'Why'];
  const changed = rows.length === 0 ? '' : `\n### Changed parts\n\n${table(head, rows)}`;
  return [
    `## What coding agents read\n\n**${found}** ${verdict} Compared with ${code(base.slice(0, 12), 12)}.\n\n${totals}${changed}`,
    listOf('New findings', findings.added),
    listOf('Gone findings', findings.gone),
  ].join('');
}

function totalRow({ before, after }: ComparedContext): string[] {
  const names = `${agents[after.agent].name} ${code(after.model, 50)}`;
  return [names, ...growth(before, after, 'always'), ...growth(before, after, 'onDemand'), cost(before, after)];
}

function growth(before: AgentContext, after: AgentContext, which: 'always' | 'onDemand'): string[] {
  const [was, is] = [before.tokens[which], after.tokens[which]];
  const about = before.tokens.exact && after.tokens.exact ? '' : '≈';
  return [fromTo(was, is, (count) => about + formatCount(count)), was === is ? '' : signed(is - was, formatCount)];
}

function cost({ costUsd: was }: AgentContext, { costUsd: is }: AgentContext): string {
  return was === null || is === null ? 'unknown' : fromTo(was, is, formatUsd);
}

function fromTo(was: number, is: number, write: (value: number) => string): string {
  const [one, other] = [write(was), write(is)];
  return one === other ? other : `${one} → ${other}`;
}

function partCells(part: ComparedPart, nameOf: Summary['nameOf']): string[] {
  const { before, after } = part;
  const named = (each: ContextPart | null): string =>
    each?.file ? code(nameOf(each.file), 200) : each ? `(${each.kind})` : '';
  const name = part.change === 'renamed' ? `${named(before)} → ${named(after)}` : named(after ?? before);
  const reason = (after ?? before)?.reason;
  const why = reason && after ? code(reasonText(reason, sayInEnglish), 200) : '';
  const tokens = fromTo(before?.tokens ?? 0, after?.tokens ?? 0, formatCount);
  return [
    agents[part.agent].name,
    `${name} ${part.kind}`,
    part.change,
    tokens,
    signed(growthOf(part), formatCount),
    why,
  ];
}

function listOf(title: string, findings: readonly PlacedFinding[]): string {
  const rows = findings.map(({ agent, file, line, message }) => [
    code(`${file}:${line}`, 200),
    agent,
    code(message, 300),
  ]);
  return rows.length === 0 ? '' : `\n### ${title}\n\n${table(['Where', 'Agent', 'What'], rows)}`;
}
