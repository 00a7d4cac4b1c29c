import type { JudgedId } from './evaluate';

/** An id that gets a message. A called id gets its own. Ids that are only listed share one, at the first of them. */
export interface FoldedId extends JudgedId {
  /** The other listed ids of its file. */
  readonly others: readonly JudgedId[];
}

/** Folds the ids of a file that end and are not called into one. A table of prices is one thing to know, not a hundred. */
export function foldListed(judged: readonly JudgedId[]): FoldedId[] {
  const isFolded = ({ found: { use, named }, ending }: JudgedId): boolean =>
    ending !== undefined && use === 'list' && named?.record?.endpoint === undefined;
  const listed = judged.filter(isFolded);
  return judged.flatMap((each): FoldedId[] => {
    if (!isFolded(each)) return [{ ...each, others: [] }];
    return each === listed[0] ? [{ ...each, others: listed.slice(1) }] : [];
  });
}
