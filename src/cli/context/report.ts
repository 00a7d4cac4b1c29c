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
import { counterOf, printedFindings } from './findings';
import { printedAgents, shownFile, sureness } from './printed';
import { measured, questionOf, questionOptions } from './question';
import type { Question } from './question';

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

/** Runs `context report ...`. @throws UsageError, InputError */
export async function runReport(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const flag = { type: 'boolean' } as const;
  const home = { type: 'string' } as const;
  const options = { ...questionOptions, json: flag, text: flag, home } as const;
  const { values, positionals } = parseOptions(args, options, REPORT_USAGE);
  if (values.help) {
    console.print(REPORT_USAGE);
    return exitCodes.done;
  }
  const question = await questionOf(positionals, values, REPORT_USAGE);
  const tree = new ContextTree(host, question.root);
  const own = question.home === undefined ? undefined : new ContextTree(host, question.home);
  const { guide } = commandLine;
  const reads = await measured(new FolderContexts(tree, own, { guide, host }), question, commandLine);
  const contexts = reads.map(({ counted }) => counted);
  if (values.json) {
    const assembled = reads.map((read) => read.assembled);
    const findings = await printedFindings(
      tree,
      await findingsOf(tree, assembled, { count: counterOf(guide), home: own }),
    );
    console.print(
      JSON.stringify(
        {
          schema: 1,
          root: shownAt(question.root),
          agents: printedAgents(contexts, question, values.text ?? false),
          findings,
        },
        null,
        2,
      ),
    );
  } else for (const context of contexts) printText(context, question, commandLine);
  return exitCodes.done;
}

function printText(
  { agent, model, tokens, costUsd, parts, unknown }: AgentContext,
  question: Question,
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
