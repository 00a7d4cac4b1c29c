import path from 'node:path';
import { NoRegularFileError } from '../../core/files/disk';
import { PackFiles, TooManyFilesError } from '../../core/context/pack/gather';
import { lookAtFile } from '../../core/context/pack/look';
import { packFiles } from '../../core/context/pack/pack';
import { packFormats } from '../../core/context/pack/packed';
import type { PackFormat, PackInput, PackReason, Packed } from '../../core/context/pack/packed';
import type { FieldGuide } from '../../core/fieldGuide';
import { host } from '../../host/node/host';
import { holdsSecret } from '../../host/node/secrets';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, Console, ExitCode } from '../shared/commandLine';
import { shownAt } from '../shared/places';
import { checkTokenizerChoice, chooseTokenizer } from '../shared/chooseTokenizer';
import type { ChosenTokenizer } from '../shared/chooseTokenizer';
import { cannotRead, skipError } from '../shared/walkFiles';

const PACK_USAGE = `Usage: node dist/cli.js pack --max N (--model ID | --encoding NAME) [--format markdown|xml] [--json] PATH...

Puts files into one text of at most N tokens, with what is around them. PATH is a file or a folder. What git ignores, files with
secrets, links and what is no text are left out. Where not all fit, large files are cut: none is cut while a larger one has more.
  --max N          tokens of the text
  --model ID       counts for a model of the catalog
  --encoding NAME  counts in a public encoding, such as o200k_base
  --format FORMAT  markdown (the default) or xml
  --json           prints {schema, encoding, exact, max, tokens, files, text}

Exit codes
  0  everything that is to be packed is in the text
  1  the budget left something out, and nothing else went wrong
  2  the command was wrong, or something could not be read
  4  the packing failed`;

interface Question {
  readonly max: number;
  readonly by: ChosenTokenizer;
  readonly format: PackFormat;
  readonly json: boolean;
  readonly paths: readonly string[];
}

/** Runs `pack ...`. @throws UsageError, InputError */
export async function runPack(args: readonly string[], { console, guide }: CommandLine): Promise<ExitCode> {
  const question = await parse(args, guide);
  if (question === 'help') {
    console.print(PACK_USAGE);
    return exitCodes.done;
  }
  const { max, by, format, json } = question;
  const unread: InputError[] = [];
  const inputs = await gather(question.paths, (error) => unread.push(error));
  for (const { message } of unread) console.printError(message);
  const count = async (text: string): Promise<number> => (await guide.count(text, by)).tokens;
  const packed = await packFiles(inputs, { max, format, count });
  const { files, text, tokens } = packed;
  const exact = (await guide.count(text, by)).estimate === undefined;
  if (json)
    console.print(JSON.stringify({ schema: 1, encoding: by.encoding, exact, max, tokens, files, text }, null, 2));
  // Printing adds the line break.
  else if (text !== '') console.print(text.slice(0, -1));
  if (!json) sayLeftOut(packed, max, console);
  if (unread.length > 0) return exitCodes.incomplete;
  return files.some(({ reason }) => reason === 'budget') ? exitCodes.findings : exitCodes.done;
}

/** @throws UsageError */
async function parse(args: readonly string[], guide: FieldGuide): Promise<Question | 'help'> {
  const text = { type: 'string' } as const;
  const options = { max: text, model: text, encoding: text, format: text, json: { type: 'boolean' } } as const;
  const { values, positionals: paths } = parseOptions(args, options, PACK_USAGE);
  if (values.help) return 'help';
  const { max, model, encoding, json = false } = values;
  if (max === undefined) throw new UsageError('Give --max, a number of tokens.', PACK_USAGE);
  if (!/^\d{1,15}$/.test(max)) throw new UsageError(`--max takes a number of tokens, not "${max}".`);
  const format = packFormats.find((each) => each === (values.format ?? 'markdown'));
  if (!format) throw new UsageError(`--format takes ${packFormats.join(' or ')}, not "${values.format}".`);
  checkTokenizerChoice({ encoding, model }, PACK_USAGE);
  if (paths.length === 0) throw new UsageError('Give a file or a folder.', PACK_USAGE);
  const by = await chooseTokenizer({ encoding, model }, guide);
  return { max: Number(max), by, format, json, paths };
}

/** Gathers the files that the paths of the command stand for, in their order. @throws InputError */
async function gather(paths: readonly string[], onUnread: (error: InputError) => void): Promise<PackInput[]> {
  const files = new PackFiles({
    host,
    look: (file, bytes) => lookAtFile(file, bytes, holdsSecret),
    shown: shownAt,
    onUnread: (place, reason, error) => onUnread(skipError(shownAt(place), reason, error)),
  });
  const inputs: PackInput[] = [];
  for (const start of paths) {
    try {
      inputs.push(...(await inputsOf(start, files)));
    } catch (error) {
      if (error instanceof TooManyFilesError)
        throw new InputError(`There are too many files in ${start} to pack them.`);
      if (!(error instanceof InputError)) throw error;
      onUnread(error);
    }
  }
  return inputs;
}

/** @throws InputError, TooManyFilesError */
async function inputsOf(start: string, files: PackFiles<PackInput>): Promise<PackInput[]> {
  // A variable without a value gives an empty path, which would mean the folder where this program runs.
  if (start === '') throw new InputError('Cannot read "": there is no such file or folder.');
  const place = path.resolve(start);
  if (await isLink(start, place)) return files.link(place);
  const kind = await host.disk.kind(place).catch((error: unknown) => {
    throw cannotRead(start, error);
  });
  if (kind === undefined) throw cannotRead(start, new NoRegularFileError(start));
  return kind === 'folder' ? files.folder(place) : files.file(place);
}

/**
 * Whether a path of the command is a link, which is not followed. Shells expand `*` to links, too, and links in a
 * folder are not followed either. A slash at the end asks for the folder behind the link.
 */
async function isLink(start: string, place: string): Promise<boolean> {
  if (/[/\\]$|^\.{1,2}$|[/\\]\.{1,2}$/.test(start)) return false;
  const { disk } = host;
  const folder = await disk.realPath(path.dirname(place)).catch(() => undefined);
  if (folder === undefined) return false;
  const entries = await disk.list(folder).catch(() => []);
  return entries.some(({ name, isLink: is }) => is && name === path.basename(place));
}

const reasonWords: Readonly<Record<PackReason, string>> = {
  budget: 'no room for it',
  ignored: 'git ignores it',
  secret: 'it may hold a secret',
  binary: 'it is no text',
  size: 'it is too large',
  link: 'it is a link',
  excluded: 'a setting hides it',
};

/** Reports on standard error which files are cut or left out. Those that git ignores are only counted. */
function sayLeftOut({ files, tokens }: Packed, max: number, { printError }: Console): void {
  for (const { file, status, reason, tokens: kept } of files) {
    if (status === 'cut') printError(inOneLine(`Cut: ${file}, after ${kept} tokens`));
    else if (reason && reason !== 'ignored') printError(inOneLine(`Left out: ${file}, ${reasonWords[reason]}`));
  }
  const ignored = files.filter(({ reason }) => reason === 'ignored').length;
  const left = ignored === 0 ? '' : `; ${ignored} ignored by git`;
  const packed = files.filter(({ status }) => status !== 'omitted').length;
  printError(`${tokens} of ${max} tokens, ${packed} of ${files.length} entries${left}`);
}
