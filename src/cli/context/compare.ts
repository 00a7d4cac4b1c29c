import path from 'node:path';
import { formatUsd } from '../../core/base/numbers';
import { sayInEnglish } from '../../core/base/say';
import { agents } from '../../core/context/agents/agents';
import { compareFindings, compareParts, growthOf, signed } from '../../core/context/compare/compareContexts';
import type { ComparedContext, ComparedPart } from '../../core/context/compare/compareContexts';
import { contextMarkdown } from '../../core/context/compare/compareMarkdown';
import { renamedFiles } from '../../core/context/compare/renamedFiles';
import { agentIds } from '../../core/context/contextReport';
import type { ContextFinding, ContextPart } from '../../core/context/contextReport';
import { findingsOf } from '../../core/context/findings/findings';
import { FolderContexts } from '../../core/context/report/contexts';
import { reasonText } from '../../core/context/reasonWords';
import { ContextTree } from '../../core/context/tree/contextTree';
import { EarlierDisk } from '../../core/files/earlierDisk';
import { topAround } from '../../core/files/gitRules';
import { programHost as host } from '../../host/node/programHost';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, Console, ExitCode } from '../shared/commandLine';
import { commitOf } from '../shared/commit';
import { checkOut, writeOut } from '../shared/writeOut';
import { jsonLine } from '../shared/words';
import { kindOf } from '../shared/workspace';
import { CommittedFolder } from './committedFolder';
import { counterOf, printedFindings } from './findings';
import type { PrintedFinding } from './findings';
import { shownAt } from '../shared/places';
import { printedAgents, printedPart, shownFile, sureness } from './printed';
import { measured, questionOf, questionOptions } from './question';
import type { Question } from './question';

const COMPARE_USAGE = `Usage: node dist/cli.js context compare --base REF [--json [OUT]] [--markdown [OUT]] [--agent ID]... [--file FILE] [--model ID] ROOT

Compares what coding agents read in the folder ROOT with what they read there at the commit REF: which parts were added, removed and
changed, which are cut or not read any more, what a turn costs, and what is wrong now that was not.
  --json OUT      {schema, root, base, before, after, parts, findings} (- or nothing for standard output); what is printed, too,
                  where no terminal reads it
  --markdown OUT  a summary for a pull request (- or nothing for standard output)
  --agent ID      ${agentIds.join(', ')}; without it all of them
  --file FILE     the file in ROOT that is worked with, which need not be there
  --model ID      counts for that model; without it each agent's usual one
The commit is read by git, nothing is checked out, and nothing of the repository is run. What git ignores, and what stands in
submodules, is taken as it is now.

Exit codes
  0  nothing new is wrong, however many tokens there are more
  1  context check finds something that it did not find at REF
  2  the command was wrong, or something could not be read
  4  the comparison failed`;

/** One side of the comparison. */
interface Side {
  readonly tree: ContextTree;
  readonly findings: readonly ContextFinding[];
  readonly printed: readonly PrintedFinding[];
}

interface Compared {
  readonly question: Question;
  readonly base: string;
  readonly contexts: readonly ComparedContext[];
  readonly before: Side;
  readonly after: Side;
  readonly added: readonly PrintedFinding[];
  readonly gone: readonly PrintedFinding[];
}

/** Runs `context compare ...`. @throws UsageError, InputError */
export async function runCompare(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const text = { type: 'string' } as const;
  const options = { ...questionOptions, base: text, json: text, markdown: text } as const;
  const { values, positionals } = parseOptions(await withOuts(args), options, COMPARE_USAGE);
  if (values.help) {
    console.print(COMPARE_USAGE);
    return exitCodes.done;
  }
  const { base, markdown } = values;
  if (base === undefined) throw new UsageError(`--base names a commit.\n\n${COMPARE_USAGE}`);
  const isForPeople = commandLine.caller === undefined || commandLine.caller.isTerminal;
  const json = values.json ?? (markdown === undefined && !isForPeople ? '-' : undefined);
  await checkOuts(json, markdown);
  const question = await questionOf(positionals, values, COMPARE_USAGE);
  const real = { ...question, root: await host.disk.realPath(question.root) };
  const { compared, unread } = await compareWith(base, real, commandLine);
  if (json !== '-' && markdown !== '-') printLines(compared, console);
  if (json !== undefined) await writeOut(json, jsonLine(jsonOf(compared)), commandLine);
  if (markdown !== undefined) await writeOut(markdown, markdownOf(compared).trimEnd(), commandLine);
  for (const file of unread)
    console.printError(inOneLine(`git cannot read ${file} at ${base}: only a part was cloned?`));
  if (unread.length > 0) return exitCodes.incomplete;
  return compared.added.length > 0 ? exitCodes.findings : exitCodes.done;
}

/** Before the work: what is compared in a minute is not lost to a slip. @throws UsageError, InputError */
async function checkOuts(json: string | undefined, markdown: string | undefined): Promise<void> {
  if (json === '-' && markdown === '-') throw new UsageError('Standard output takes one of --json and --markdown.');
  if (json !== undefined && markdown !== undefined && path.resolve(json) === path.resolve(markdown))
    throw new UsageError('--json and --markdown take a file each.');
  for (const out of [json, markdown]) await checkOut(out);
}

/** `--json` and `--markdown` may stand without a file, also right before the folder. */
async function withOuts(args: readonly string[]): Promise<string[]> {
  const given: string[] = [];
  for (const [at, each] of args.entries()) {
    const next = args[at + 1];
    const isOut = each === '--json' || each === '--markdown';
    const hasNone = next === undefined || /^-./.test(next) || (next !== '-' && (await kindOf(next)) === 'folder');
    given.push(isOut && hasNone ? `${each}=-` : each);
  }
  return given;
}

/** @throws UsageError, InputError */
async function compareWith(base: string, question: Question, commandLine: CommandLine) {
  const { guide } = commandLine;
  const top = await topAround(host.disk, question.root, question.root);
  if (!(await host.disk.exists(host.disk.join(top, '.git'))))
    throw new InputError(`${shownAt(question.root)} is in no git repository.`);
  const commit = await commitOf(top, base);
  try {
    const now = new FolderContexts(new ContextTree(host, question.root), undefined, { guide, host });
    const folder = new CommittedFolder(commit, now.tree, top, await commit.entries());
    const disk = new EarlierDisk(host.disk, question.root, folder);
    const then = now.in(new ContextTree({ disk, nextTurn: () => host.nextTurn() }, question.root));
    const [before, after] = [await sideOf(then, question, commandLine), await sideOf(now, question, commandLine)];
    const renamed = await renamedFiles(before, after);
    const found = compareFindings(before.findings, after.findings, (file) => renamed.get(file));
    const contexts = after.contexts.map((each, i) => ({
      ...{ before: before.contexts[i]!, after: each },
      parts: compareParts(before.contexts[i]!, each),
    }));
    const printedOf = (side: Side, findings: readonly ContextFinding[]): PrintedFinding[] =>
      findings.map((each) => side.printed[side.findings.indexOf(each)]!);
    const [added, gone] = [printedOf(after, found.added), printedOf(before, found.gone)];
    const compared: Compared = { question, base: commit.id, contexts, before, after, added, gone };
    return { compared, unread: [...folder.unread] };
  } finally {
    commit.end();
  }
}

async function sideOf(folder: FolderContexts, question: Question, commandLine: CommandLine) {
  const reads = await measured(folder, question, commandLine);
  const assembled = reads.map((read) => read.assembled);
  const findings = await findingsOf(folder.tree, assembled, { count: counterOf(commandLine.guide) });
  const printed = await printedFindings(folder.tree, findings);
  return { tree: folder.tree, findings, printed, contexts: reads.map(({ counted }) => counted) };
}

/** The comparison as it is printed: a promise. */
function jsonOf({ question, base, contexts, before, after, added, gone }: Compared): object {
  const side = (which: 'before' | 'after', { printed }: Side): object => ({
    agents: printedAgents(
      contexts.map((each) => each[which]),
      question,
      false,
    ),
    findings: printed,
  });
  const part = (each: ContextPart | null): object | null =>
    each && printedPart(each, (file) => shownFile(file, question));
  const parts = contexts.flatMap((each) => each.parts);
  return {
    ...{ schema: 1, root: shownAt(question.root), base },
    ...{ before: side('before', before), after: side('after', after) },
    parts: parts.map((each) => {
      const file = (each.after ?? each.before)?.file ?? null;
      return {
        ...{ agent: each.agent, kind: each.kind, file: file === null ? null : shownFile(file, question) },
        ...{ change: each.change, before: part(each.before), after: part(each.after) },
      };
    }),
    findings: { new: added, gone },
  };
}

const markdownOf = ({ question, base, contexts, added, gone }: Compared): string =>
  contextMarkdown({ base, contexts, findings: { added, gone }, nameOf: (file) => shownFile(file, question) });

function printLines({ question, contexts, added, gone }: Compared, { print }: Console): void {
  for (const context of contexts) {
    print(totalLine(context));
    for (const part of context.parts) print(inOneLine(partLine(part, question)));
  }
  for (const { file, line, column, message, agent } of added)
    print(inOneLine(`NEW ${file}:${line}:${column}: ${message} (${agent})`));
  for (const { file, line, column, message, agent } of gone)
    print(inOneLine(`GONE ${file}:${line}:${column}: ${message} (${agent})`));
  print(`${added.length} new findings, ${gone.length} gone.`);
}

function totalLine({ before, after, parts }: ComparedContext): string {
  const name = `${agents[after.agent].name} with ${after.model}`;
  const [was, is] = [before.tokens, after.tokens];
  const all = `${name}: ${sureness(is)}${fromTo(was.always, is.always)} tokens with every turn`;
  if (parts.length === 0) return `${name}: ${sureness(is)}${is.always} tokens with every turn, as before`;
  const [cost, costBefore] = [after.costUsd, before.costUsd];
  const usd =
    cost === null || costBefore === null ? '' : `, ${[...new Set([costBefore, cost].map(formatUsd))].join(' → ')}`;
  return `${all}${usd}; ${fromTo(was.onDemand, is.onDemand)} more on demand`;
}

const fromTo = (was: number, is: number): string =>
  was === is ? String(is) : `${was} → ${is} (${signed(is - was, String)})`;

function partLine(part: ComparedPart, question: Question): string {
  const { before, after, change, kind } = part;
  const named = (each: ContextPart | null): string => (each?.file ? shownFile(each.file, question) : `(${kind})`);
  const name = change === 'renamed' ? `${named(before)} → ${named(after)}` : named(after ?? before);
  const why = after?.reason ? `: ${reasonText(after.reason, sayInEnglish)}` : '';
  return `  ${change} ${signed(growthOf(part), String)} ${before?.tokens ?? 0} ${after?.tokens ?? 0} ${(after ?? before)?.load} ${kind} ${name}${why}`;
}
