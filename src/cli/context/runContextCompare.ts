import path from 'node:path';
import { formatUsd } from '../../core/base/numbers';
import { agents } from '../../core/context/agents/agents';
import { signed } from '../../core/context/compare/compareContexts';
import type { ComparedContext } from '../../core/context/compare/compareContexts';
import { contextMarkdown } from '../../core/context/compare/compareMarkdown';
import { agentIds } from '../../core/context/contextReport';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, Console, ExitCode } from '../shared/commandLine';
import { checkOut, writeOut } from '../shared/writeOut';
import { jsonLine } from '../shared/sayHere';
import { kindOf } from '../shared/workspace';
import { shownAt } from '../shared/places';
import { compareWith, partLine, printedChanges, unreadLine } from './compared';
import type { FolderComparison, ComparedSide } from './compared';
import { printedAgents, shownFile, sureness } from './printedAgents';
import { folderQuestionOf, questionOptions } from './folderQuestion';

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

/** Runs `context compare ...`. @throws UsageError, InputError */
export async function runContextCompare(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const text = { type: 'string' } as const;
  const options = { ...questionOptions, base: text, json: text, markdown: text } as const;
  const { values, positionals } = parseOptions(await withOuts(args), options, COMPARE_USAGE);
  if (values.help) {
    console.print(COMPARE_USAGE);
    return exitCodes.done;
  }
  const { base, markdown } = values;
  if (base === undefined) throw new UsageError('--base names a commit.', COMPARE_USAGE);
  const isForPeople = commandLine.caller === undefined || commandLine.caller.isTerminal;
  const json = values.json ?? (markdown === undefined && !isForPeople ? '-' : undefined);
  await checkOuts(json, markdown);
  const question = await folderQuestionOf(positionals, values, COMPARE_USAGE);
  const { compared, unread } = await compareWith(base, question, commandLine);
  if (json !== '-' && markdown !== '-') printLines(compared, console);
  if (json !== undefined) await writeOut(json, jsonLine(jsonOf(compared)), commandLine);
  if (markdown !== undefined) await writeOut(markdown, markdownOf(compared).trimEnd(), commandLine);
  for (const file of unread) console.printError(unreadLine(file, base));
  if (unread.length > 0) return exitCodes.incomplete;
  return compared.added.length > 0 ? exitCodes.findings : exitCodes.done;
}

/**
 * Checks the output files before the work begins, so that a slip does not cost a comparison of a minute.
 * @throws UsageError, InputError
 */
async function checkOuts(json: string | undefined, markdown: string | undefined): Promise<void> {
  if (json === '-' && markdown === '-') throw new UsageError('Standard output takes one of --json and --markdown.');
  if (json !== undefined && markdown !== undefined && path.resolve(json) === path.resolve(markdown))
    throw new UsageError('--json and --markdown take a file each.');
  for (const out of [json, markdown]) await checkOut(out);
}

/** Adds `-` to `--json` and `--markdown` that stand without a file, even right before the folder. */
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

/** Returns the comparison in its printed form, which is a public contract. */
function jsonOf({ question, base, contexts, before, after, added, gone }: FolderComparison): object {
  const side = (which: 'before' | 'after', { printed }: ComparedSide): object => ({
    agents: printedAgents(
      contexts.map((each) => each[which]),
      question,
      false,
    ),
    findings: printed,
  });
  return {
    ...{ schema: 1, root: shownAt(question.root), base },
    ...{ before: side('before', before), after: side('after', after) },
    parts: printedChanges(contexts, question),
    findings: { new: added, gone },
  };
}

const markdownOf = ({ question, base, contexts, added, gone }: FolderComparison): string =>
  contextMarkdown({ base, contexts, findings: { added, gone }, nameOf: (file) => shownFile(file, question) });

function printLines({ question, contexts, added, gone }: FolderComparison, { print }: Console): void {
  for (const context of contexts) {
    print(totalLine(context));
    for (const part of context.parts) print(inOneLine(`  ${partLine(part, question)}`));
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
