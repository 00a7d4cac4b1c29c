import path from 'node:path';
import type { FieldGuide } from '../../core/fieldGuide';
import { NamedFiles } from '../../core/files/namedFiles';
import { readDotprompt } from '../../core/prompts/forms/dotprompt';
import { promptFormOf, readPrompt } from '../../core/prompts/forms/readPrompt';
import { modelFactsOf } from '../../core/prompts/language/promptModelFacts';
import { readPartials } from '../../core/prompts/language/partialFiles';
import { checkPrompt } from '../../core/prompts/language/checkPrompt';
import type { PromptProblem } from '../../core/prompts/prompt';
import { host } from '../../host/node/host';
import { InputError, UsageError, exitCodes, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { readText } from '../shared/readText';
import { namesInCode } from './codeNames';
import { findingOf, printFindings } from '../shared/printFindings';
import type { FileFinding } from '../shared/printFindings';
import { slashed } from '../shared/places';
import { PathInputs } from '../shared/walkFiles';
import { kindOf, workspaceOf } from '../shared/workspace';

const CHECK_USAGE = `Usage: node dist/cli.js prompt check [--json] [--tool NAME]... [--schema NAME]... [--partial NAME]...
       [--helper NAME]... PATH...

Finds what is wrong in prompt files: .prompt, .prompty, .prompt.yml and .prompt.md; a file that is named is read whatever its name is.
PATH is a file or a folder; what git ignores is left out. Nothing is sent.
  --json          prints a JSON array of {file, line, column, endLine, endColumn, severity, rule, message, fix?}; lines and columns
                  begin with 1
  --tool NAME     a tool, schema, partial or helper that is registered elsewhere; what the code of its repository names is known
  --schema NAME
  --partial NAME
  --helper NAME

Exit codes
  0  nothing is wrong
  1  something is wrong, and nothing else; what is only good to know does not count
  2  the command was wrong, or something could not be read
  4  the checking failed`;

/** The most bytes of a prompt file. Larger files are no prompts. */
const maxBytes = 16 * 1024 ** 2;

interface Known {
  readonly tools: ReadonlySet<string>;
  readonly schemas: Readonly<Record<string, object>>;
  readonly partials: ReadonlySet<string>;
  readonly helpers: ReadonlySet<string>;
}

const list = { type: 'string', multiple: true } as const;

/** Runs `prompt check ...`. @throws UsageError */
export async function runPromptCheck(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console, guide } = commandLine;
  const options = { json: { type: 'boolean' }, tool: list, schema: list, partial: list, helper: list } as const;
  const { values, positionals: paths } = parseOptions(args, options, CHECK_USAGE);
  if (values.help) {
    console.print(CHECK_USAGE);
    return exitCodes.done;
  }
  if (paths.length === 0) throw new UsageError('Give a file or a folder.', CHECK_USAGE);
  const known: Known = {
    tools: new Set(values.tool),
    schemas: Object.fromEntries((values.schema ?? []).map((name) => [name, {}])),
    partials: new Set(values.partial),
    helpers: new Set(values.helper),
  };
  const inputs = new PathInputs(commandLine);
  const findings: FileFinding[] = [];
  for (const start of paths) {
    const checked: Checked[] = [];
    const isFile = (await kindOf(start)) === 'file';
    const root = await workspaceOf(start);
    for await (const { file, full } of inputs.filesOf(start, (each) => isFile || promptFormOf(each) !== undefined)) {
      const text = await textOf(file).catch(inputs.onUnread);
      if (text === undefined) continue;
      checked.push({ file: slashed(file), text, problems: await problemsOf(text, full, root, known, guide) });
    }
    for (const { file, text, problems } of await withoutRegistered(checked, root, known, guide)) {
      for (const problem of problems) findings.push(findingOf(file, text, problem));
    }
  }
  printFindings(findings, values.json ?? false, console);
  if (inputs.isIncomplete) return exitCodes.incomplete;
  return findings.some(({ severity }) => severity !== 'information') ? exitCodes.findings : exitCodes.done;
}

interface Checked {
  readonly file: string;
  readonly text: string;
  readonly problems: readonly PromptProblem[];
}

/** Problems with a name that code may have registered. */
const ofNames = new Set(['unknown-tool', 'unknown-schema', 'unknown-partial', 'unknown-helper']);

/** Removes problems with names that are words of the code around the prompts. */
async function withoutRegistered(
  checked: readonly Checked[],
  root: string,
  { helpers }: Known,
  guide: FieldGuide,
): Promise<readonly Checked[]> {
  const nameOf = (text: string, { rule, span }: PromptProblem): string | undefined =>
    ofNames.has(rule) ? /[\p{L}\p{N}_./-]+/u.exec(text.slice(span.start, span.end))?.[0] : undefined;
  const names = new Set(
    checked.flatMap(({ text, problems }) => problems.flatMap((problem) => nameOf(text, problem) ?? [])),
  );
  if (names.size === 0) return checked;
  const registered = new Set([...helpers, ...(await namesInCode(root, names, guide))]);
  return checked.map((each) => ({
    ...each,
    problems: each.problems.filter((problem) => !registered.has(nameOf(each.text, problem) ?? '')),
  }));
}

async function textOf(file: string): Promise<string> {
  const text = await readText(file, maxBytes);
  if (text === undefined) throw new InputError(`Cannot read ${file}: it is not a text in UTF-8 or UTF-16.`);
  return text;
}

async function problemsOf(
  text: string,
  full: string,
  root: string,
  known: Known,
  guide: FieldGuide,
): Promise<PromptProblem[]> {
  const isDotprompt = promptFormOf(full) === 'dotprompt';
  const prompt = isDotprompt
    ? readDotprompt(text, known.schemas as Parameters<typeof readDotprompt>[1])
    : readPrompt(full, text);
  const folder = slashed(path.relative(root, path.dirname(full)));
  const inFiles = await readPartials(prompt, folder, new NamedFiles(host.disk, root));
  const partial = (name: string): string | undefined =>
    inFiles(name) ?? (known.partials.has(name) ? '{{json this}}' : undefined);
  const models = await modelFactsOf(prompt, guide, { partial });
  return checkPrompt(text, prompt, {
    isTool: (name) => known.tools.has(name),
    partial,
    ...(models && { models }),
  });
}
