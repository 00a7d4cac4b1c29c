import { formatBytes, formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';

/**
 * Why no terms of a file are listed: git or VS Code hides it (or the folder that it is in), it is too large, cannot be read, is no
 * text, takes too long, or there is no room in the index.
 */
export const leftOutReasons = ['hidden', 'large', 'unreadable', 'noText', 'slow', 'noRoom'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export type LeftOutCounts = ReadonlyMap<LeftOutReason, number>;

/** Files that somebody may miss: what is hidden nobody looks for. */
export const missedFiles = (counts: LeftOutCounts): number =>
  [...counts].reduce((sum, [reason, count]) => (reason === 'hidden' ? sum : sum + count), 0);

/** A line a reason, with how many. @param maxBytes of a file. */
export function leftOutLines(counts: LeftOutCounts, maxBytes: number, say: Say): string[] {
  return leftOutReasons.flatMap((reason) => {
    const count = counts.get(reason) ?? 0;
    return count === 0 ? [] : `${formatCount(count)} · ${reasonText(reason, maxBytes, say)}`;
  });
}

function reasonText(reason: LeftOutReason, maxBytes: number, say: Say): string {
  switch (reason) {
    case 'hidden':
      return say('hidden by git or VS Code, with all in them');
    case 'large':
      return say('larger than {0}', formatBytes(maxBytes));
    case 'unreadable':
      return say('cannot be read: the log says why');
    case 'noText':
      return say('no text');
    case 'slow':
      return say('take too long to read');
    case 'noRoom':
      return say('no room left in memory');
  }
}
