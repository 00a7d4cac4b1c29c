import { CommitError, NotClonedError } from '../../core/files/commit';
import { diffWithCommit } from '../../core/tokens/folder/commitDiff';
import type { ChangedFile, CommitDiff } from '../../core/tokens/folder/commitDiff';
import { hashLike } from '../../host/node/git';
import { host } from '../../host/node/host';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { commitOf } from '../shared/commitOf';
import { folderName, folderOf, shownAt } from '../shared/places';
import { checkTokenizerChoice, chooseTokenizer } from '../shared/chooseTokenizer';
import { skipError } from '../shared/walkFiles';

const DIFF_USAGE = `Usage: node dist/cli.js tokens diff [--base REF] (--model ID | --encoding NAME) [--json] [FOLDER]

Counts the files of FOLDER (where it runs, without it) that are not as in the commit REF (HEAD, without it): tokens before and
after. New files count, too, but for those that git ignores; links, what is no text and files of more than 10 MiB do not.
  --json  prints {schema, base, encoding, exact, before, after, files: [{file, status, before, after}]}

Exit codes
  0  everything was counted
  2  the command was wrong, or something could not be read; the rest was counted
  4  the counting failed`;

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
  if (others.length > 0) throw new UsageError('Give one folder.', DIFF_USAGE);
  const by = await chooseTokenizer({ encoding, model }, guide);
  const unread: InputError[] = [];
  const count = async (counted: string): Promise<number> => (await guide.count(counted, by)).tokens;
  const diff = await changesIn(folder, base, count, (error) => unread.push(error));
  const files = diff.files.map(({ place, ...file }) => ({ file: shownAt(place), ...file }));
  const sum = (of: 'before' | 'after'): number => files.reduce((total, each) => total + each[of], 0);
  const [before, after] = [sum('before'), sum('after')];
  if (values.json) {
    const exact = by.estimate === undefined;
    console.print(
      JSON.stringify({ schema: 1, base: diff.commit, encoding: by.encoding, exact, before, after, files }, null, 2),
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

/** Counts the tokens of files that are not as in a commit, before and after. @throws InputError */
async function changesIn(
  start: string,
  base: string,
  count: (text: string) => Promise<number>,
  onUnread: (error: InputError) => void,
): Promise<CommitDiff> {
  const folder = await folderOf(start);
  try {
    return await diffWithCommit(folder, base, {
      ...{ host, hashLike, count },
      commitOf,
      onUnread: (place, reason, error, when) => {
        const name = when === 'now' ? shownAt(place) : `${shownAt(place)} as it was`;
        onUnread(
          error instanceof NotClonedError
            ? new InputError(`Cannot read ${name}: git does not have it here.`)
            : skipError(name, reason, error),
        );
      },
    });
  } catch (error) {
    throw error instanceof CommitError ? new InputError(`${folderName(folder)} is in no git repository.`) : error;
  }
}
