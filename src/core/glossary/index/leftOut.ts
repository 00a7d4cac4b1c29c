import { formatBytes, formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';

/** The reasons why the terms of a file are not listed. `maxBytes` is the limit of a file. */
const reasonTexts = {
  /** The file is hidden, or the folder that it is in. */
  hidden: (say) => say('hidden by git or VS Code, with everything in them'),
  large: (say, maxBytes) => say('larger than {0}', formatBytes(maxBytes)),
  unreadable: (say) => say('cannot be read; the log says why'),
  noText: (say) => say('not text'),
  slow: (say) => say('take too long to read'),
  noRoom: (say) => say('not enough memory'),
} as const satisfies Readonly<Record<string, (say: Say, maxBytes: number) => string>>;
export type LeftOutReason = keyof typeof reasonTexts;
export const leftOutReasons = Object.keys(reasonTexts) as LeftOutReason[];

export type LeftOutCounts = ReadonlyMap<LeftOutReason, number>;

/** Counts the files that a user may miss. Users do not look for hidden ones. */
export const missedFiles = (counts: LeftOutCounts): number =>
  [...counts].reduce((sum, [reason, count]) => (reason === 'hidden' ? sum : sum + count), 0);

/** Returns one line for each reason, with the number of files. @param maxBytes the limit of a file */
export function leftOutLines(counts: LeftOutCounts, maxBytes: number, say: Say): string[] {
  return leftOutReasons.flatMap((reason) => {
    const count = counts.get(reason) ?? 0;
    return count === 0 ? [] : `${formatCount(count)} · ${reasonTexts[reason](say, maxBytes)}`;
  });
}
