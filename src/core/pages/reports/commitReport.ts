import { codeSpan, escapeName, linkedName } from '../../base/markdown';
import { formatCount } from '../../base/numbers';
import type { Say, Saying } from '../../base/say';
import { skipReasons } from '../../files/skipped';
import type { SkipReason } from '../../files/skipped';
import type { ChangedFile, CommitDiff } from '../../tokens/folder/commitDiff';

/** A diff, with the folder, commit and model that it is about. */
interface ComparedFolder {
  /** The name of the folder. */
  readonly folder: string;
  /** The commit as it was asked for. */
  readonly ref: string;
  /** The name of the model that is counted for. */
  readonly model: string;
  readonly exact: boolean;
  readonly diff: CommitDiff;
  readonly unread: readonly { readonly place: string; readonly reason: SkipReason }[];
}

/** Functions that return the name of a place, and its address if there is such a file now. */
interface Named {
  readonly nameOf: (place: string) => string;
  readonly addressOf: (place: string) => string | undefined;
}

/** The most rows of a table. A page with thousands gets slow. */
const mostRows = 300;

const change = ({ before, after }: Pick<ChangedFile, 'before' | 'after'>): number => after - before;

const statusWords: Readonly<Record<ChangedFile['status'], Saying>> = {
  added: (say) => say('new'),
  changed: (say) => say('changed'),
  removed: (say) => say('removed'),
};

/** Returns the tokens that have changed since a commit, by file, in Markdown. The largest changes come first. */
export function commitReport(
  { folder, ref, model, exact, diff, unread }: ComparedFolder,
  named: Named,
  say: Say,
): string {
  const about = exact ? '' : '≈';
  // An empty text has no tokens, so 0 is exact in any case.
  const tokens = (count: number): string => (count === 0 ? '0' : `${about}${formatCount(count)}`);
  const signed = (count: number): string =>
    count === 0 ? '0' : `${about}${count > 0 ? '+' : '−'}${formatCount(Math.abs(count))}`;
  const files = diff.files.toSorted((one, other) => Math.abs(change(other)) - Math.abs(change(one)));
  const sum = (of: (file: ChangedFile) => number): number => files.reduce((total, file) => total + of(file), 0);
  const total = { before: sum(({ before }) => before), after: sum(({ after }) => after) };
  const row = (name: string, status: string, each: Pick<ChangedFile, 'before' | 'after'>): string =>
    `| ${name} | ${status} | ${tokens(each.before)} | ${tokens(each.after)} | ${signed(change(each))} |`;
  const rows = files.slice(0, mostRows).map((file) => {
    return row(linked(file.place, file.status !== 'removed', named), statusWords[file.status](say), file);
  });
  const rest = files.slice(mostRows);
  const restSum = (of: 'before' | 'after'): number => rest.reduce((count, file) => count + file[of], 0);
  return [
    `# ${say('Tokens changed since {0} in {1}', escapeName(ref), escapeName(folder))}`,
    files.length === 0
      ? say('No text file is other than in this commit.')
      : say(
          '{0} tokens for {1}: {2} added, {3} removed.',
          ...[signed(change(total)), escapeName(model)],
          ...[tokens(sum((file) => Math.max(0, change(file)))), tokens(sum((file) => Math.max(0, -change(file))))],
        ),
    `${say('Commit')}: ${codeSpan(diff.commit.slice(0, 12))}`,
    exact
      ? say('Exact for this model. New files count, but for those that git ignores; unsaved changes do not.')
      : say('An estimate for this model. New files count, but for those that git ignores; unsaved changes do not.'),
    ...(files.length === 0
      ? []
      : [
          [
            `| ${say('File')} | | ${say('Before')} | ${say('Now')} | ${say('Change')} |`,
            '|---|---|--:|--:|--:|',
            ...rows,
            ...(rest.length > 0
              ? [
                  row(say('{0} more', formatCount(rest.length)), '', {
                    before: restSum('before'),
                    after: restSum('after'),
                  }),
                ]
              : []),
            row(`**${say('Total')}**`, '', total),
          ].join('\n'),
        ]),
    ...unreadNotes(unread, named, say),
  ]
    .join('\n\n')
    .concat('\n');
}

function unreadNotes(unread: ComparedFolder['unread'], { nameOf }: Named, say: Say): string[] {
  if (unread.length === 0) return [];
  const lines = unread
    .slice(0, mostRows)
    .map(({ place, reason }) => `- ${escapeName(nameOf(place))}: ${skipReasons[reason]}`);
  return [`## ${say('Could not be looked at')}`, lines.join('\n')];
}

function linked(place: string, isThere: boolean, { nameOf, addressOf }: Named): string {
  const address = isThere ? addressOf(place) : undefined;
  return linkedName(nameOf(place), address);
}
