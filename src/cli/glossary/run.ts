import path from 'node:path';
import { atOnce } from '../../core/base/work';
import { sayInEnglish } from '../../core/base/say';
import type { GlossaryIndex } from '../../core/glossary/find/findTerm';
import { faultSeverity, faultText } from '../../core/glossary/workspace/glossaryFaults';
import { folderOfGlossary, isGlossaryFile, limits } from '../../core/glossary/workspace/glossaryFile';
import type { GlossaryProblem, ParsedGlossary, Severity } from '../../core/glossary/workspace/glossaryFile';
import { resolveImports } from '../../core/glossary/workspace/imports';
import { mergeGlossaries } from '../../core/glossary/workspace/mergeGlossaries';
import type { GlossaryLayer } from '../../core/glossary/workspace/mergeGlossaries';
import { parseGlossary } from '../../core/glossary/workspace/parseGlossary';
import { unknownRelated } from '../../core/glossary/workspace/unknownRelated';
import { host } from '../../host/node/host';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { slashed } from '../shared/places';
import { unlessSlow, readUtf8 } from '../shared/readText';
import { kindOf, workspaceOf } from '../shared/workspace';
import { PathInputs } from '../shared/walkFiles';

interface GlossaryArguments {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
}

const GLOSSARY_USAGE = `Usage: node dist/cli.js glossary check [--json] PATH...

Finds what is wrong in the glossaries of a workspace: *.glossary.yml, in our form and that of Contextive. PATH is a file or a
folder; what git ignores is left out. Each folder that is given is taken for the workspace: no import leads out of it.
  --json  prints a JSON array of {file, line, column, severity, message}; lines and columns begin with 1

Exit codes
  0  nothing is wrong
  1  something is wrong, and nothing else; what is only good to know does not count
  2  the command was wrong, or something could not be read`;

/** @throws UsageError */
function parseGlossaryArguments(args: readonly string[]): GlossaryArguments | 'help' {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, GLOSSARY_USAGE);
  if (values.help) return 'help';
  const [command, ...paths] = positionals;
  if (command !== 'check') {
    throw new UsageError(command ? `There is no command "glossary ${command}".` : undefined, GLOSSARY_USAGE);
  }
  if (paths.length === 0) throw new UsageError('Give a file or a folder.', GLOSSARY_USAGE);
  return { paths, format: values.json ? 'json' : 'text' };
}

interface ReadGlossary {
  /** Path of the glossary, which begins as the user gave it. */
  readonly name: string;
  /** The folder that is taken for its workspace. */
  readonly root: string;
  readonly parsed: ParsedGlossary;
}

interface Finding {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
}

/** Runs `glossary ...`. @throws UsageError */
export async function runGlossary(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console, guide } = commandLine;
  const parsed = parseGlossaryArguments(args);
  if (parsed === 'help') {
    console.print(GLOSSARY_USAGE);
    return exitCodes.done;
  }
  const inputs = new PathInputs(commandLine);
  const files = new Map<string, ReadGlossary>();
  for (const start of parsed.paths) {
    const isFile = (await kindOf(start)) === 'file';
    const root = isFile ? await workspaceOf(start) : path.resolve(start);
    // A file that the user names is checked whatever its name is.
    for await (const { file, full } of inputs.filesOf(start, (each) => isFile || isGlossaryFile(slashed(each)))) {
      const text = await readUtf8(file, limits.file).catch(inputs.onUnread);
      if (text === undefined) continue;
      const own = await unlessSlow(file, () => host.withinLimit(() => parseGlossary(text))).catch(inputs.onUnread);
      if (own) files.set(full, { name: file, root, parsed: own });
    }
  }
  const builtIn = await guide.glossary();
  const findings: Finding[] = [];
  for (const [full, { name, root, parsed: own }] of files) {
    const problems = [
      ...own.problems,
      ...(await resolveImports(own, full, host.disk, [root])).problems,
      ...unknownIn(full, own, files, builtIn),
    ];
    problems.sort((one, other) => one.line - other.line || one.column - other.column);
    for (const problem of problems) findings.push(findingOf(name, problem));
  }
  if (parsed.format === 'json') console.print(JSON.stringify(findings, null, 2));
  else
    for (const { file, line, column, message } of findings)
      console.print(inOneLine(`${file}:${line}:${column}: ${message}`));
  if (inputs.isIncomplete) return exitCodes.incomplete;
  return findings.some(({ severity }) => severity !== 'information') ? exitCodes.findings : exitCodes.done;
}

const findingOf = (file: string, { fault, line, column }: GlossaryProblem): Finding => ({
  ...{ file, line: line + 1, column: column + 1, severity: faultSeverity(fault) },
  message: faultText(fault, sayInEnglish),
});

/**
 * Returns related terms that are unknown to this glossary and to the checked ones of its folder and the folders above.
 */
function unknownIn(
  full: string,
  own: ParsedGlossary,
  files: ReadonlyMap<string, ReadGlossary>,
  builtIn: GlossaryIndex,
): GlossaryProblem[] {
  if (own.contexts.every(({ terms }) => terms.every(({ related }) => related.length === 0))) return [];
  const layers: GlossaryLayer[] = [];
  for (const [file, { parsed }] of files) {
    const holds = `${folderOfGlossary(slashed(file))}/`;
    if (!slashed(full).startsWith(holds)) continue;
    const name = path.basename(file);
    for (const context of parsed.contexts) layers.push({ context, file: { address: file, name, path: file } });
  }
  return unknownRelated(own.contexts, atOnce(mergeGlossaries(layers, builtIn)));
}
