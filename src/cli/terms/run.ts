import path from 'node:path';
import type { Glossary } from '../../core/glossary/sense/decide';
import { textLanguageOf } from '../../core/glossary/find/textLanguage';
import { checkSentTexts } from '../../core/glossary/cards/sentTexts';
import type { SentTexts } from '../../core/glossary/cards/sentTexts';
import type { Console } from '../shared/console';
import { InputError } from '../shared/errors';
import { termsExitCodes } from '../shared/exitCodes';
import type { ExitCode } from '../shared/exitCodes';
import { readInput, standardInput } from '../shared/inputs';
import { DiskGlossaries } from '../shared/diskGlossaries';
import { workspaceOf } from '../shared/workspace';
import { walkFiles } from '../shared/walkFiles';
import { TERMS_USAGE, parseTermsArguments } from './arguments';
import type { PathsArguments } from './arguments';
import { termsInFile } from './fileTerms';
import type { TermInFile } from './fileTerms';
import { shownTerms } from './shownTerms';

interface TermsCommandLine {
  readonly console: Console;
  readonly glossary: () => Promise<Glossary>;
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
  { console, glossary: load }: TermsCommandLine,
): Promise<ExitCode> {
  const builtIn = await load();
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
    const glossaries = new DiskGlossaries(await workspaceOf(start), builtIn, onUnread);
    for await (const file of walkFiles(start, onUnread)) {
      const full = path.resolve(file);
      if (read.has(full)) continue;
      read.add(full);
      // Somebody who names a file waits for an answer; below a folder it is one of many.
      if (file === start && languageId === undefined && textLanguageOf(file) === undefined) {
        console.printError(`${file} is left out: its name does not tell its language. Say it with --language ID.`);
        continue;
      }
      const terms = (await termsInFile(file, () => glossaries.for(file), languageId).catch(onUnread)) ?? [];
      if (format === 'json') for (const each of terms) found.push(each);
      else for (const each of terms) console.print(line(each));
    }
  }
  if (format === 'json') console.print(JSON.stringify(found.map(withoutName), null, 2));
  return unread.size > 0 ? termsExitCodes.incomplete : termsExitCodes.done;
}

const line = (found: TermInFile): string =>
  `${found.file}:${found.line}:${found.column}: ${found.written.replace(/\s+/g, ' ')} (${found.term})`;

const withoutName = ({ file, line, column, start, end, id, written }: TermInFile): object => ({
  ...{ file, line, column, start, end, id, written },
});

async function printTexts(name: string, { console, glossary: load }: TermsCommandLine): Promise<void> {
  const { text: json } = await readInput(name, console.readStandardInput);
  const texts = parseTexts(json, name === standardInput ? 'Standard input' : name);
  const glossary = await load();
  const found = texts.map(({ text, languageId }) =>
    shownTerms(text, languageId, glossary).map(({ term, start, end }) => ({ id: term.id, start, end })),
  );
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
