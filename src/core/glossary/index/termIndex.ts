/** A term in a file: how often it is shown, and the first places. */
export interface IndexedTerm {
  readonly id: string;
  readonly count: number;
  /** The places, packed as `placeSize` numbers each: see `placesOf`. */
  readonly places: readonly number[];
}

/** Where a term stands. Lines and columns from 0, in UTF-16 code units. */
export interface IndexedPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Whether it stands in a sentence, and not as a name of code. */
  readonly asWords: boolean;
}

/** Numbers that make up a place. */
const placeSize = 4;

export function placesOf({ places }: Pick<IndexedTerm, 'places'>): IndexedPlace[] {
  return Array.from({ length: places.length / placeSize }, (_, i) => {
    const [line = 0, from = 0, to = 0, asWords = 0] = places.slice(i * placeSize, (i + 1) * placeSize);
    return { line, from, to, asWords: asWords === 1 };
  });
}

export interface IndexedFile extends Pick<IndexedTerm, 'count' | 'places'> {
  readonly uri: string;
}

export interface TermTotal {
  readonly files: number;
  readonly mentions: number;
}

/** Numbers that are held at most: together some 32 MB. */
const maxNumbers = 4_000_000;

/** Places of a term in a file that are kept once half of the room is taken. */
const fewPlaces = 3;

/** Numbers that a term in a file takes in addition to its places. */
const numbersOfTerm = 16;

/**
 * Knows which terms stand in which files. Its memory is limited: as it fills, it leaves out places, and finally files.
 */
export class TermIndex {
  private readonly files = new Map<string, readonly IndexedTerm[]>();
  private readonly byTerm = new Map<string, Map<string, IndexedTerm>>();
  private held = 0;
  /** Files for which there was no room. */
  private readonly left = new Set<string>();

  constructor(private readonly most = maxNumbers) {}

  get leftOut(): number {
    return this.left.size;
  }

  /** Files with a term in them. */
  get size(): number {
    return this.files.size;
  }

  /** Replaces the terms of a file with those that are in it now. */
  set(uri: string, terms: readonly IndexedTerm[]): void {
    this.delete(uri);
    if (terms.length === 0) return;
    const kept = this.fitting(terms);
    if (!kept) {
      this.left.add(uri);
      return;
    }
    this.held += sizeOf(kept);
    this.files.set(uri, kept);
    for (const term of kept) {
      const files = this.byTerm.get(term.id) ?? new Map<string, IndexedTerm>();
      this.byTerm.set(term.id, files.set(uri, term));
    }
  }

  /** Returns the terms, with fewer places the less room there is. `undefined`: there is no room. */
  private fitting(terms: readonly IndexedTerm[]): readonly IndexedTerm[] | undefined {
    if (this.held + sizeOf(terms) <= this.most / 2) return terms;
    return [fewPlaces, 0]
      .map((places) => withPlaces(terms, places))
      .find((few) => this.held + sizeOf(few) <= this.most);
  }

  delete(uri: string): void {
    this.left.delete(uri);
    const terms = this.files.get(uri);
    if (!terms) return;
    this.files.delete(uri);
    this.held -= sizeOf(terms);
    for (const { id } of terms) {
      const files = this.byTerm.get(id);
      files?.delete(uri);
      if (files?.size === 0) this.byTerm.delete(id);
    }
  }

  /** Deletes a file, or all files below a folder. */
  deleteBelow(uri: string): void {
    const below = `${uri.replace(/\/+$/, '')}/`;
    for (const file of [...this.files.keys(), ...this.left]) {
      if (file === uri || file.startsWith(below)) this.delete(file);
    }
  }

  /** Ids of the terms that stand anywhere, the ones in most files first. */
  terms(): string[] {
    return [...this.byTerm].toSorted(([, a], [, b]) => b.size - a.size).map(([id]) => id);
  }

  total(id: string): TermTotal {
    const files = [...(this.byTerm.get(id)?.values() ?? [])];
    return { files: files.length, mentions: files.reduce((sum, { count }) => sum + count, 0) };
  }

  /** The files with a term, those with most mentions first. */
  filesOf(id: string): IndexedFile[] {
    return [...(this.byTerm.get(id) ?? [])]
      .map(([uri, term]) => ({ uri, count: term.count, places: term.places }))
      .sort((a, b) => b.count - a.count || (a.uri < b.uri ? -1 : 1));
  }
}

const withPlaces = (terms: readonly IndexedTerm[], most: number): IndexedTerm[] =>
  terms.map((term) => ({ ...term, places: term.places.slice(0, most * placeSize) }));

const sizeOf = (terms: readonly IndexedTerm[]): number =>
  terms.reduce((sum, { places }) => sum + numbersOfTerm + places.length, 0);
