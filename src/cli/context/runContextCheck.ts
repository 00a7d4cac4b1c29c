import { agentIds } from '../../core/context/contextReport';
import { findingsIn } from '../../core/context/findings/findings';
import { ContextTree } from '../../core/context/tree/contextTree';
import { programHost as host } from '../../host/node/programHost';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { printFindings } from '../shared/printFindings';
import { counterOf, agentFindings } from './agentFindings';
import { folderOf, shownAt } from '../shared/places';
import { cannotRead } from '../shared/walkFiles';
import { NotingDisk } from './notingDisk';

const CHECK_USAGE = `Usage: node dist/cli.js context check [--json] ROOT

Finds what coding agents do not read as it was meant in the folder ROOT: files that are cut or not read, skills that are left out of
a list, imports and links that lead nowhere, files over their budget of tokens, and what the specifications of SKILL.md and plugin.json do not allow.
  --json        prints a JSON array of {file, line, column, endLine, endColumn, severity, rule, message, fix?, agent}; lines and columns
                begin with 1, and agent is one of ${agentIds.join(', ')}, or all
Files outside of ROOT are not read, and no server is started.

Exit codes
  0  nothing was found
  1  something was found
  2  the command was wrong, or ROOT or a file or folder in it cannot be read; what was found in the others is printed
  4  the check failed`;

/** Runs `context check ...`. @throws UsageError, InputError */
export async function runContextCheck(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } } as const, CHECK_USAGE);
  if (values.help) {
    console.print(CHECK_USAGE);
    return exitCodes.done;
  }
  const [start, ...rest] = positionals;
  if (start === undefined || rest.length > 0) throw new UsageError('Give one folder.', CHECK_USAGE);
  const { disk, unread } = new NotingDisk(host.disk);
  const tree = new ContextTree({ ...host, disk }, await folderOf(start));
  const found = await findingsIn(tree, { agents: agentIds }, counterOf(commandLine.guide));
  const findings = await agentFindings(tree, found);
  printFindings(findings, values.json ?? false, console);
  for (const [place, error] of unread) console.printError(inOneLine(cannotRead(shownAt(place), error).message));
  if (unread.size > 0) return exitCodes.incomplete;
  return findings.length > 0 ? exitCodes.findings : exitCodes.done;
}
