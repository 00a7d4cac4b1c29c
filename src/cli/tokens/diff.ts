import path from 'node:path';
import { FileTooLargeError } from '../../core/files/disk';
import { FileText } from '../../core/files/fileText';
import { topAround } from '../../core/files/gitRules';
import { host } from '../../host/node/host';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { Commit, hashLike } from '../shared/git';
import type { CommittedFile } from '../shared/git';
import { checkTokenizerChoice, chooseTokenizer } from '../shared/tokenizer';
import { cannotRead } from '../shared/walkFiles';
import { kindOf } from '../shared/workspace';

const DIFF_USAGE = `Usage: node dist/cli.js tokens diff [--base REF] (--model ID | --encoding NAME) [--json] [FOLDER]

Counts the files of FOLDER (where it runs, without it) that are not as in the commit REF (HEAD, without it): tokens before and
after. New files count, too, but for those that git ignores; links and what is no text do not.
  --json  prints {schema, base, encoding, exact, before, after, files: [{file, status, before, after}]}

Exit codes
  0  everything was counted
  2  the command was wrong, or something could not be read; the rest was counted
  4  the counting failed`;

/** Bytes of a file. */
const maxBytes = 10 * 1024 ** 2;

interface ChangedFile {
  readonly file: string;
  readonly status: 'added' | 'changed' | 'removed';
  /** Tokens; of what is not there, or no text, 0. */
  readonly before: number;
  readonly after: number;
}

/** A file as it is or was: its text, and where it is now. */
interface Change {
  readonly place: string;
  readonly status: ChangedFile['status'];
  readonly before: string;
  readonly after: string;
}

/** Runs `tokens diff ...`. @throws UsageError, InputError */
export async function runDiff(args: readonly string[], { console, guide }: CommandLine): Promise<ExitCode> {
  const text = { type: 'string' } as const;
  const options = { base: text, model: text, encoding: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseOptions(args, options, DIFF_USAGE);
  if (values.help) {
    console.print(DIFF_USAGE);
    return exitCodes.done;
  }
  const { base = 'HEAD', model, encoding } = values;
  checkTokenizerChoice({ encoding, model }, DIFF_USAGE);
  const [folder = '.', ...others] = positionals;
  if (others.length > 0) throw new UsageError(`Give one folder.\n\n${DIFF_USAGE}`);
  const by = await chooseTokenizer({ encoding, model }, guide);
  const unread: InputError[] = [];
  const { commit, changes } = await changesIn(folder, base, (error) => unread.push(error));
  const files: ChangedFile[] = [];
  for (const { place, status, before, after } of changes) {
    const [one, other] = [await guide.count(before, by), await guide.count(after, by)];
    files.push({ file: shown(place), status, before: one.tokens, after: other.tokens });
  }
  const sum = (of: 'before' | 'after'): number => files.reduce((total, each) => total + each[of], 0);
  const [before, after] = [sum('before'), sum('after')];
  if (values.json) {
    const exact = by.estimate === undefined;
    console.print(
      JSON.stringify({ schema: 1, base: commit, encoding: by.encoding, exact, before, after, files }, null, 2),
    );
  } else {
    for (const each of files) console.print(`${rowOf(each)}\t${inOneLine(each.file)}`);
    console.print(`${rowOf({ before, after })}\ttotal`);
  }
  for (const { message } of unread) console.printError(message);
  return unread.length > 0 ? exitCodes.incomplete : exitCodes.done;
}

const rowOf = ({ before, after }: Pick<ChangedFile, 'before' | 'after'>): string =>
  [`${after > before ? '+' : ''}${after - before}`, before, after].join('\t');

const shown = (place: string): string => path.relative('', place).split(path.sep).join('/');

/** What is not as in the commit, in the order of the paths. @throws InputError */
async function changesIn(
  start: string,
  base: string,
  onUnread: (error: InputError) => void,
): Promise<{ readonly commit: string; readonly changes: readonly Change[] }> {
  const { disk } = host;
  const folder = path.resolve(start);
  if ((await kindOf(folder)) !== 'folder') throw new InputError(`Cannot read ${start}: there is no such folder.`);
  const top = await topAround(disk, folder, folder);
  if (!(await disk.exists(path.join(top, '.git')))) throw new InputError(`${start} is in no git repository.`);
  const commit = await Commit.of(top, base);
  const committed = new Map<string, CommittedFile>();
  for (const file of await commit.files()) {
    const place = path.join(top, ...file.path.split('/'));
    if (place.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) committed.set(place, file);
  }
  const changes: Change[] = [];
  for (const place of await placesIn(folder, onUnread)) {
    const was = committed.get(place);
    committed.delete(place);
    const bytes = await readNow(place, onUnread);
    if (!bytes || (was && hashLike(was.hash, bytes) === was.hash)) continue;
    const before = was ? await textBefore(commit, was, place, onUnread) : '';
    const after = textOf(bytes);
    if (before === undefined) continue;
    // git may write other line ends to the disk than it keeps.
    if (was && plainLines(before) === plainLines(after)) continue;
    if (before !== after) changes.push({ place, status: was ? 'changed' : 'added', before, after });
  }
  for (const [place, was] of committed) {
    const before = await textBefore(commit, was, place, onUnread);
    if (before !== undefined && before !== '') changes.push({ place, status: 'removed', before, after: '' });
  }
  return { commit: commit.id, changes: changes.sort((one, other) => (one.place < other.place ? -1 : 1)) };
}

/** Undefined: git does not have it, as in a clone without old files, which fetches each when it is asked for. */
async function textBefore(
  commit: Commit,
  was: CommittedFile,
  place: string,
  onUnread: (error: InputError) => void,
): Promise<string | undefined> {
  try {
    return textOf(await commit.read(was));
  } catch (error) {
    if (error instanceof InputError) throw error;
    onUnread(new InputError(`Cannot read ${shown(place)} as it was: git does not have it here.`));
    return undefined;
  }
}

async function placesIn(folder: string, onUnread: (error: InputError) => void): Promise<string[]> {
  const { rootEntry, walk } = await import('../../core/files/walk');
  const places: string[] = [];
  const deps = {
    host,
    onSkipped: (reason: string, { place }: { readonly place: string }, error?: unknown): void => {
      if (reason === 'unreadable') onUnread(cannotRead(shown(place), error));
    },
  };
  for await (const { place } of walk(await rootEntry(folder, deps), deps)) places.push(place);
  return places;
}

async function readNow(place: string, onUnread: (error: InputError) => void): Promise<Uint8Array | undefined> {
  try {
    return await host.disk.read(place, { maxBytes });
  } catch (error) {
    onUnread(
      error instanceof FileTooLargeError
        ? new InputError(`Cannot read ${shown(place)}: it is too large.`)
        : cannotRead(shown(place), error),
    );
    return undefined;
  }
}

const textOf = (bytes: Uint8Array): string => FileText.of(bytes)?.text() ?? '';

const plainLines = (text: string): string => text.replaceAll('\r\n', '\n');
