import path from 'node:path';
import { sayInEnglish } from '../../core/base/say';
import type { FieldGuide } from '../../core/fieldGuide';
import { textLanguageOf } from '../../core/glossary/find/textLanguage';
import { checkSentTexts } from '../../core/glossary/cards/sentTexts';
import type { SentTexts } from '../../core/glossary/cards/sentTexts';
import type { DiskGlossaryFault } from '../../core/glossary/workspace/diskGlossaries';
import { faultText } from '../../core/glossary/workspace/glossaryFaults';
import type { Console } from '../shared/console';
import { InputError } from '../shared/errors';
import { termsExitCodes } from '../shared/exitCodes';
import type { ExitCode } from '../shared/exitCodes';
import { readInput, standardInput } from '../shared/inputs';
import { workspaceOf } from '../shared/workspace';
import { cannotRead, walkFiles } from '../shared/walkFiles';
import { TERMS_USAGE, parseTermsArguments } from './arguments';
import type { PathsArguments } from './arguments';
import { termsInFile } from './fileTerms';
import type { TermInFile } from './fileTerms';

interface TermsCommandLine {
  readonly console: Console;
  readonly guide: FieldGuide;
}

/** Runs `terms ...`. @throws UsageError, InputError */
export async function runTerms(args: readonly string[], commandLine: TermsCommandLine): Promise<ExitCode> {
  const parsed = parseTermsArguments(args);
  if (parsed === 'help') commandLine.console.print(TERMS_USAGE);
  else if ('texts' in parsed) await printTexts(parsed.texts, commandLine);
  else return listPaths(parsed, commandLine);
  return termsExitCodes.done;
}

async function listPaths(
  { paths, languageId, format }: PathsArguments,
  { console, guide }: TermsCommandLine,
): Promise<ExitCode> {
  // Of several paths in one folder each would say it.
  const unread = new Set<string>();
  // The others are still read.
  const onUnread = (error: unknown): void => {
    if (!(error instanceof InputError)) throw error;
    if (!unread.has(error.message)) console.printError(error.message);
    unread.add(error.message);
  };
  const found: TermInFile[] = [];
  // `terms . src` names files twice.
  const read = new Set<string>();
  for (const start of paths) {
    const glossaries = await guide.glossariesOf(await workspaceOf(start), (fault) => onUnread(faultyGlossary(fault)));
    for await (const file of walkFiles(start, guide, onUnread)) {
      const full = path.resolve(file);
      if (read.has(full)) continue;
      read.add(full);
      // Somebody who names a file waits for an answer; below a folder it is one of many.
      if (file === start && languageId === undefined && textLanguageOf(file) === undefined) {
        console.printError(`${file} is left out: its name does not tell its language. Say it with --language ID.`);
        continue;
      }
      const terms = (await termsInFile(file, guide, () => glossaries.for(full), languageId).catch(onUnread)) ?? [];
      if (format === 'json') for (const each of terms) found.push(each);
      else for (const each of terms) console.print(line(each));
    }
  }
  if (format === 'json') console.print(JSON.stringify(found.map(withoutName), null, 2));
  return unread.size > 0 ? termsExitCodes.incomplete : termsExitCodes.done;
}

function faultyGlossary(fault: DiskGlossaryFault): InputError {
  if ('error' in fault) return cannotRead(fault.file, fault.error);
  const place = 'line' in fault ? `:${fault.line + 1}:${fault.column + 1}` : '';
  return new InputError(`${fault.file}${place}: ${faultText(fault.fault, sayInEnglish)}`);
}

const line = (found: TermInFile): string =>
  `${found.file}:${found.line}:${found.column}: ${found.written.replace(/\s+/g, ' ')} (${found.term})`;

const withoutName = ({ file, line, column, start, end, id, written }: TermInFile): object => ({
  ...{ file, line, column, start, end, id, written },
});

async function printTexts(name: string, { console, guide }: TermsCommandLine): Promise<void> {
  const { text: json } = await readInput(name, console.readStandardInput);
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
  const checked = checkSentTexts(parseJson(json, name));
  if ('texts' in checked) return checked.texts;
  const { entry, key } = checked.fault;
  const wanted = `${name} is not a JSON array of {languageId, text}`;
  if (entry === undefined) throw new InputError(`${wanted}.`);
  const has = key === undefined ? 'is no object' : `has no string as its ${key}`;
  throw new InputError(`${wanted}: entry ${entry}, counted from 0, ${has}.`);
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new InputError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
