/** A branch in the tree of the answers that could have been written. */
export interface Fork {
  /** The branch that the fork leaves: 0 is the answer itself, and fork i makes branch i + 1. */
  readonly from: number;
  /** The step at which it takes another token, from 0. */
  readonly at: number;
  /** The rank of the candidate that it takes, from 0, the likeliest. */
  readonly rank: number;
}

/** Writes `from.at.rank` for each fork, as it stands in a link: `0.3.1 1.5.2`. */
export const forksText = (forks: readonly Fork[]): string =>
  forks.map(({ from, at, rank }) => `${from}.${at}.${rank}`).join(' ');

/** Reads the text of `forksText` up to the first invalid fork, and `most` at most. Anyone may have written the text. */
export function readForks(text: string, most: number): Fork[] {
  const forks: Fork[] = [];
  for (const word of text.split(' ').slice(0, most)) {
    const [whole, from, at, rank] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(word) ?? [];
    if (whole === undefined || Number(from) > forks.length) break;
    forks.push({ from: Number(from), at: Number(at), rank: Number(rank) });
  }
  return forks;
}

/** Returns a name for a branch, which is the same wherever the same tokens were taken. */
export function branchKey(forks: readonly Fork[], branch: number): string {
  const fork = forks[branch - 1];
  return fork ? `${branchKey(forks, fork.from)} ${fork.at}.${fork.rank}` : '';
}
