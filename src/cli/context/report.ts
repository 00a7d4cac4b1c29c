import path from 'node:path';
import { sayInEnglish } from '../../core/base/say';
import { agents } from '../../core/context/agents/agents';
import { agentIds } from '../../core/context/contextReport';
import type { AgentContext, AgentId } from '../../core/context/contextReport';
import { reasonText } from '../../core/context/reasonWords';
import { findingsOf } from '../../core/context/findings/findings';
import { FolderContexts, UnknownModelError } from '../../core/context/report/contexts';
import type { ReadContext } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import { host } from '../../host/node/host';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { counterOf, printedFindings } from './findings';
import { folderOf, shownAt, slashed } from '../shared/places';

const REPORT_USAGE = `Usage: node dist/cli.js context report [--json] [--agent ID]... [--file FILE] [--model ID] [--home DIR] [--text] ROOT

Says what coding agents read in the folder ROOT: with every turn, with some files, on demand, and what never reaches a model.
  --json        prints {schema, root, agents, findings}
  --agent ID    ${agentIds.join(', ')}; without it all of them
  --file FILE   the file in ROOT that is worked with; agents of the terminal are taken to run in its folder
  --model ID    counts for that model; without it each agent's usual one
  --home DIR    also reads what agents keep in the home folder of the user
  --text        adds the text that reaches the model
Files outside of ROOT and DIR are not read, and no server is started.

Exit codes
  0  the report is printed
  2  the command was wrong, or ROOT, FILE or DIR cannot be read
  4  the report failed`;

interface Question {
  readonly root: string;
  readonly home: string | undefined;
  /** Below the root, with slashes. */
  readonly file: string | undefined;
  readonly agents: readonly AgentId[];
  readonly model: string | undefined;
  readonly json: boolean;
  readonly text: boolean;
}

/** Runs `context report ...`. @throws UsageError, InputError */
export async function runReport(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const question = await parse(args);
  if (question === 'help') {
    console.print(REPORT_USAGE);
    return exitCodes.done;
  }
  const tree = new ContextTree(host, question.root);
  const home = question.home === undefined ? undefined : new ContextTree(host, question.home);
  const { guide } = commandLine;
  const reads = await measured(new FolderContexts(tree, home, { guide, host }), question, commandLine);
  const contexts = reads.map(({ counted }) => counted);
  if (question.json) {
    const assembled = reads.map((read) => read.assembled);
    const findings = await printedFindings(tree, await findingsOf(tree, assembled, { count: counterOf(guide), home }));
    console.print(JSON.stringify({ ...printed(question, contexts), findings }, null, 2));
  } else for (const context of contexts) printText(context, question, commandLine);
  return exitCodes.done;
}

/** @throws UsageError, InputError */
async function parse(args: readonly string[]): Promise<Question | 'help'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ json: flag, text: flag, file: text, model: text, home: text },
    agent: { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseOptions(args, options, REPORT_USAGE);
  if (values.help) return 'help';
  const [start, ...rest] = positionals;
  if (start === undefined || rest.length > 0) throw new UsageError(`Give one folder.\n\n${REPORT_USAGE}`);
  const root = await folderOf(start);
  return {
    root,
    home: values.home === undefined ? undefined : await folderOf(values.home),
    file: values.file === undefined ? undefined : fileIn(root, values.file),
    agents: agentsOf(values.agent ?? []),
    model: values.model,
    json: values.json ?? false,
    text: values.text ?? false,
  };
}

function fileIn(root: string, name: string): string {
  const below = path.relative(root, path.resolve(name));
  const isOutside = below === '' || below.split(path.sep)[0] === '..' || path.isAbsolute(below);
  if (isOutside) throw new UsageError(`--file takes a file in the folder, not "${name}".`);
  return slashed(below);
}

function agentsOf(names: readonly string[]): readonly AgentId[] {
  for (const name of names) {
    if (!agentIds.some((id) => id === name))
      throw new UsageError(`There is no agent "${name}". These exist: ${agentIds.join(', ')}.`);
  }
  return names.length === 0 ? agentIds : agentIds.filter((id) => names.includes(id));
}

/** @throws UsageError that lists what exists. */
async function measured(folder: FolderContexts, question: Question, { guide }: CommandLine): Promise<ReadContext[]> {
  try {
    const contexts: ReadContext[] = [];
    for (const id of question.agents) contexts.push(await folder.of(id, question));
    return contexts;
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    const ids = (await guide.catalog()).models.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no model "${error.message}" in the catalog. These exist: ${ids}.`);
  }
}

/** The report as it is printed: a promise. */
const printed = (question: Question, contexts: readonly AgentContext[]): object => ({
  schema: 1,
  root: shownAt(question.root),
  agents: contexts.map(({ parts, text, unknown, ...context }) => ({
    ...context,
    parts: parts.map(({ file, reason, ...part }) => ({
      ...{ ...part, file: file === null ? null : shownFile(file, question) },
      reason: reason && reasonText(reason, sayInEnglish),
    })),
    ...(question.text && { text }),
    unknown: unknown.map((saying) => saying(sayInEnglish)),
  })),
});

/** An import may name what is no file. */
function shownFile(file: string, { root, home }: Question): string {
  if (/^[a-z]+:\/\//i.test(file)) return file;
  if (!file.startsWith('~')) return shownAt(path.resolve(root, file));
  return home === undefined ? file : shownAt(path.resolve(home, file.slice(2)));
}

function printText(
  { agent, model, tokens, costUsd, parts, unknown }: AgentContext,
  question: Question,
  { console }: CommandLine,
): void {
  const about = tokens.exact ? '' : tokens.band === null ? '≈ ' : `± ${tokens.band} % `;
  const cost = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  console.print(
    `${agents[agent].name} with ${model}: ${about}${tokens.always} tokens with every turn${cost}; ${tokens.onDemand} more on demand`,
  );
  for (const part of parts) {
    const file = part.file === null ? `(${part.kind})` : shownFile(part.file, question);
    const why = part.reason ? `: ${reasonText(part.reason, sayInEnglish)}` : '';
    console.print(inOneLine(`  ${part.tokens} ${part.load} ${part.status} ${part.kind} ${file}${why}`));
  }
  for (const saying of unknown) console.print(inOneLine(`  ? ${saying(sayInEnglish)}`));
}
