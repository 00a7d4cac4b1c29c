import { sayInEnglish } from '../../core/base/say';
import { textLanguageOf } from '../../core/glossary/find/textLanguage';
import { checkSentTexts } from '../../core/glossary/cards/sentTexts';
import type { SentTexts } from '../../core/glossary/cards/sentTexts';
import type { DiskGlossaryFault } from '../../core/glossary/workspace/diskGlossaries';
import { faultText } from '../../core/glossary/workspace/glossaryFaults';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { parseJsonInput, readInput, standardInput } from '../shared/inputs';
import { workspaceOf } from '../shared/workspace';
import { PathInputs, cannotRead } from '../shared/walkFiles';
import { termsInFile } from './fileTerms';
import type { TermInFile } from './fileTerms';

/** Arguments for the terms of files and folders. */
interface PathsArguments {
  readonly paths: readonly string[];
  /** The language of all files, whatever they are called. */
  readonly languageId?: string;
  readonly format: 'text' | 'json';
}

interface TextsArguments {
  /** File with a JSON array of {languageId, text}, `-` for standard input. */
  readonly texts: string;
}

const TERMS_USAGE = `Usage: node dist/cli.js terms [--language ID] [--json] PATH...
       node dist/cli.js terms --texts FILE

Lists the terms that the glossary explains where they stand: file:line:column, what is written, the term. So do the words of
*.glossary.yml in the folder of a file and in those above it, up to the top of its git repository, or without one to where the command runs.
  PATH           a file, or a folder with all below it that git does not ignore
  --language ID  reads every file as that language of VS Code; without it files of unknown names are left out
  --json         an array of {file, line, column, start, end, id, written}
  --texts FILE   a JSON array of {languageId, text} (- for standard input): prints one array of {id, start, end} a text
Lines and columns count from 1; columns, start and end are UTF-16 code units, without a byte order mark.

Exit codes
  0  everything was read
  2  the command was wrong, or something could not be read; the terms of the rest are listed`;

/** @throws UsageError */
function parseTermsArguments(args: readonly string[]): PathsArguments | TextsArguments | 'help' {
  const text = { type: 'string' } as const;
  const options = { texts: text, language: text, json: { type: 'boolean' } } as const;
  const { values, positionals: paths } = parseOptions(args, options, TERMS_USAGE);
  if (values.help) return 'help';
  const { texts, language: languageId, json } = values;
  if (texts !== undefined) {
    if (paths.length > 0 || languageId !== undefined || json) {
      throw new UsageError('terms --texts takes one file, and nothing else.', TERMS_USAGE);
    }
    return { texts };
  }
  if (paths.length === 0) throw new UsageError('Say which files or folders to read.', TERMS_USAGE);
  return { paths, format: json ? 'json' : 'text', ...(languageId !== undefined && { languageId }) };
}

/** Runs `terms ...`. @throws UsageError, InputError */
export async function runTerms(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const parsed = parseTermsArguments(args);
  if (parsed === 'help') commandLine.console.print(TERMS_USAGE);
  else if ('texts' in parsed) await printTexts(parsed.texts, commandLine);
  else return listPaths(parsed, commandLine);
  return exitCodes.done;
}

async function listPaths({ paths, languageId, format }: PathsArguments, commandLine: CommandLine): Promise<ExitCode> {
  const { console, guide } = commandLine;
  const inputs = new PathInputs(commandLine);
  const found: TermInFile[] = [];
  for (const start of paths) {
    const onFault = (fault: DiskGlossaryFault): void => inputs.onUnread(faultyGlossary(fault));
    const glossaries = await guide.glossariesOf(await workspaceOf(start), onFault);
    for await (const { file, full } of inputs.filesOf(start)) {
      // A user who names a file waits for an answer about it. Below a folder it is one of many.
      const isNamed = file === start;
      if (isNamed && languageId === undefined && textLanguageOf(file) === undefined) {
        console.printError(
          inOneLine(`${file} is left out: its name does not tell its language. Say it with --language ID.`),
        );
        continue;
      }
      const terms = await termsInFile(file, guide, () => glossaries.for(full), languageId).catch((error: unknown) => {
        inputs.onUnread(error);
        return [];
      });
      if (!terms && isNamed)
        inputs.onUnread(new InputError(`Cannot read ${file}: it is not a text in UTF-8 or UTF-16.`));
      if (format === 'json') for (const each of terms ?? []) found.push(each);
      else for (const each of terms ?? []) console.print(line(each));
    }
  }
  if (format === 'json') console.print(JSON.stringify(found.map(withoutName), null, 2));
  return inputs.isIncomplete ? exitCodes.incomplete : exitCodes.done;
}

function faultyGlossary(fault: DiskGlossaryFault): InputError {
  if ('error' in fault) return cannotRead(fault.file, fault.error);
  const place = 'line' in fault ? `:${fault.line + 1}:${fault.column + 1}` : '';
  return new InputError(`${fault.file}${place}: ${faultText(fault.fault, sayInEnglish)}`);
}

const line = (found: TermInFile): string =>
  inOneLine(`${found.file}:${found.line}:${found.column}: ${found.written.replace(/\s+/g, ' ')} (${found.term})`);

const withoutName = ({ file, line, column, start, end, id, written }: TermInFile): object => ({
  ...{ file, line, column, start, end, id, written },
});

async function printTexts(name: string, { console, guide }: CommandLine): Promise<void> {
  const { text: json } = await readInput(name, console);
  const texts = parseTexts(json, name === standardInput ? 'Standard input' : name);
  const found: object[] = [];
  for (const text of texts) {
    const shown = await guide.termsIn(text);
    found.push(shown.map(({ term, start, end }) => ({ id: term.id, start, end })));
  }
  console.print(JSON.stringify(found));
}

/** @param name of the file, for the message. @throws InputError that says what is wrong, and where. */
function parseTexts(json: string, name: string): SentTexts {
  const checked = checkSentTexts(parseJsonInput(json, name));
  if ('texts' in checked) return checked.texts;
  const { entry, key } = checked.fault;
  const wanted = `${name} is not a JSON array of {languageId, text}`;
  if (entry === undefined) throw new InputError(`${wanted}.`);
  const has = key === undefined ? 'is no object' : `has no string as its ${key}`;
  throw new InputError(`${wanted}: entry ${entry}, counted from 0, ${has}.`);
}
