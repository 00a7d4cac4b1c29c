/** A branch of the tree of what could have been written. */
export interface Fork {
  /** The branch that it leaves: 0 is the answer itself, and fork i makes branch i + 1. */
  readonly from: number;
  /** The step at which it takes another token, from 0. */
  readonly at: number;
  /** The rank of the candidate that it takes, from 0, the likeliest. */
  readonly rank: number;
}

/** `from.at.rank` for each, as it stands in a link: `0.3.1 1.5.2`. */
export const forksText = (forks: readonly Fork[]): string =>
  forks.map(({ from, at, rank }) => `${from}.${at}.${rank}`).join(' ');

/** Reads what `forksText` writes, up to the first that cannot be, and `most` at most: anybody may have written it. */
export function readForks(text: string, most: number): Fork[] {
  const forks: Fork[] = [];
  for (const word of text.split(' ').slice(0, most)) {
    const [whole, from, at, rank] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(word) ?? [];
    if (whole === undefined || Number(from) > forks.length) break;
    forks.push({ from: Number(from), at: Number(at), rank: Number(rank) });
  }
  return forks;
}

/** A name for a branch that is the same wherever the same tokens were taken. */
export function branchKey(forks: readonly Fork[], branch: number): string {
  const fork = forks[branch - 1];
  return fork ? `${branchKey(forks, fork.from)} ${fork.at}.${fork.rank}` : '';
}
