import { sayInEnglish } from '../../core/base/say';
import { agents } from '../../core/context/agents/agents';
import { agentIds } from '../../core/context/contextReport';
import type { AgentContext } from '../../core/context/contextReport';
import { reasonText } from '../../core/context/reasonWords';
import { findingsOf } from '../../core/context/findings/findings';
import { FolderContexts } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import { programHost as host } from '../../host/node/programHost';
import { exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { shownAt } from '../shared/places';
import { compareWith, partLine, printedChanges, unreadLine } from './compared';
import type { FolderComparison } from './compared';
import { counterOf, agentFindings } from './agentFindings';
import type { AgentFinding } from './agentFindings';
import { printedAgents, shownFile, sureness } from './printedAgents';
import { measured, folderQuestionOf, questionOptions } from './folderQuestion';
import type { FolderQuestion } from './folderQuestion';

const REPORT_USAGE = `Usage: node dist/cli.js context report [--json] [--agent ID]... [--file FILE] [--model ID] [--home DIR] [--base REF] [--text] ROOT

Says what coding agents read in the folder ROOT: with every turn, with some files, on demand, and what never reaches a model.
  --json        prints {schema, root, agents, findings}, and with --base changes: {base, parts}
  --agent ID    ${agentIds.join(', ')}; without it all of them
  --file FILE   the file in ROOT that is worked with; agents of the terminal are taken to run in its folder
  --model ID    counts for that model; without it each agent's usual one
  --home DIR    also reads what agents keep in the home folder of the user
  --base REF    adds what has changed since the commit REF, as git has it
  --text        adds the text that reaches the model
Files outside of ROOT and DIR are not read, and no server is started.

Exit codes
  0  the report is printed
  2  the command was wrong, or ROOT, FILE, DIR or REF cannot be read
  4  the report failed`;

/** Runs `context report ...`. @throws UsageError, InputError */
export async function runContextReport(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const flag = { type: 'boolean' } as const;
  const word = { type: 'string' } as const;
  const options = { ...questionOptions, json: flag, text: flag, home: word, base: word } as const;
  const { values, positionals } = parseOptions(args, options, REPORT_USAGE);
  if (values.help) {
    console.print(REPORT_USAGE);
    return exitCodes.done;
  }
  const question = await folderQuestionOf(positionals, values, REPORT_USAGE);
  const { contexts, findings, changes, unread } = await reportOn(question, values, commandLine);
  if (values.json) {
    const agentsNow = printedAgents(contexts, question, values.text ?? false);
    const report = { schema: 1, root: shownAt(question.root), agents: agentsNow, findings };
    const since = changes && { base: changes.base, parts: printedChanges(changes.contexts, question) };
    console.print(JSON.stringify({ ...report, ...(since && { changes: since }) }, null, 2));
  } else {
    for (const [i, context] of contexts.entries()) {
      printText(context, question, commandLine);
      for (const part of changes?.contexts[i]?.parts ?? [])
        console.print(inOneLine(`  since ${changes?.base.slice(0, 12)}: ${partLine(part, question)}`));
    }
  }
  for (const file of unread) console.printError(unreadLine(file, values.base ?? ''));
  return unread.length > 0 ? exitCodes.incomplete : exitCodes.done;
}

interface Report {
  readonly contexts: readonly AgentContext[];
  readonly findings: readonly AgentFinding[];
  readonly changes?: Pick<FolderComparison, 'base' | 'contexts'>;
  /** Files that git could not read. */
  readonly unread: readonly string[];
}

/** @throws UsageError, InputError */
async function reportOn(
  question: FolderQuestion,
  { base, json }: { readonly base?: string | undefined; readonly json?: boolean | undefined },
  commandLine: CommandLine,
): Promise<Report> {
  if (base !== undefined) {
    const { compared, unread } = await compareWith(base, question, commandLine);
    const contexts = compared.contexts.map(({ after }) => after);
    const { tree, findings } = compared.after;
    const printed = await agentFindings(tree, findings, question.root);
    return { contexts, findings: printed, changes: compared, unread };
  }
  const { guide } = commandLine;
  const tree = new ContextTree(host, question.root);
  const home = question.home === undefined ? undefined : new ContextTree(host, question.home);
  const reads = await measured(new FolderContexts(tree, home, { guide, host }), question, commandLine);
  const assembled = reads.map((read) => read.assembled);
  // A report in text lists no findings.
  const findings = json === true ? await findingsOf(tree, assembled, { count: counterOf(guide), home }) : [];
  return {
    contexts: reads.map(({ counted }) => counted),
    findings: await agentFindings(tree, findings),
    unread: [],
  };
}

function printText(
  { agent, model, tokens, costUsd, parts, unknown }: AgentContext,
  question: FolderQuestion,
  { console }: CommandLine,
): void {
  const cost = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  console.print(
    `${agents[agent].name} with ${model}: ${sureness(tokens)}${tokens.always} tokens with every turn${cost}; ${tokens.onDemand} more on demand`,
  );
  for (const part of parts) {
    const file = part.file === null ? `(${part.kind})` : shownFile(part.file, question);
    const why = part.reason ? `: ${reasonText(part.reason, sayInEnglish)}` : '';
    console.print(inOneLine(`  ${part.tokens} ${part.load} ${part.status} ${part.kind} ${file}${why}`));
  }
  for (const saying of unknown) console.print(inOneLine(`  ? ${saying(sayInEnglish)}`));
}
