/** A term in a file: how often it is shown, and the first places. */
export interface IndexedTerm {
  readonly id: string;
  readonly count: number;
  /** Packed, `placeSize` numbers each: see `placesOf`. */
  readonly places: readonly number[];
}

/** Where a term stands. Lines and columns from 0, in UTF-16 code units. */
export interface IndexedPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** As words of a sentence, not as a name of code. */
  readonly asWords: boolean;
}

/** Numbers of a place. */
export const placeSize = 4;

export function placesOf({ places }: Pick<IndexedTerm, 'places'>): IndexedPlace[] {
  return Array.from({ length: places.length / placeSize }, (_, i) => {
    const [line = 0, from = 0, to = 0, asWords = 0] = places.slice(i * placeSize, (i + 1) * placeSize);
    return { line, from, to, asWords: asWords === 1 };
  });
}
