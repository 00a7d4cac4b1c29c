import type { CountNode } from './tree';

export type SortOrder = 'tokens' | 'name' | 'path';

type Compare = (a: CountNode, b: CountNode) => number;

// Code units of the lower case, not a collator: 10,000 names in some milliseconds.
const byText = (text: (node: CountNode) => string): Compare => {
  return (a, b) => {
    const [left, right] = [text(a).toLowerCase(), text(b).toLowerCase()];
    return left < right ? -1 : left > right ? 1 : text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
  };
};

const byPath = byText(({ path }) => path);
const byName = byText(({ name }) => name);
const foldersFirst: Compare = (a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder');

const orders: Readonly<Record<SortOrder, Compare>> = {
  /** The heaviest first. */
  tokens: (a, b) => b.tokens - a.tokens || byPath(a, b),
  /** As the explorer does by default: folders first, then by name. */
  name: (a, b) => foldersFirst(a, b) || byName(a, b) || byPath(a, b),
  path: byPath,
};

/** A sorted copy. The order is total: equal input in any order gives equal output. */
export const sortNodes = <T extends CountNode>(nodes: Iterable<T>, order: SortOrder): T[] =>
  [...nodes].sort(orders[order]);
