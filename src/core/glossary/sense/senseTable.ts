import { hashStep, noHash } from './wordHash';

/** What an entry of the vocabulary says, as bits. */
export const group = {
  /** A text with it is about AI. */
  sure: 1,
  strong: 2,
  weak: 4,
  /** The name of a call of a model API. */
  call: 8,
  /** Counts only with capitals of its own. */
  capitals: 16,
  /** Tells something about a single form. */
  ofForms: 32,
  /** Of several words. */
  phrase: 64,
} as const;

/** What the build makes of data/senses. Entries of the vocabulary are numbered; what is said of each stands in lists of the same length. */
export interface SenseTable {
  /** The steps by which words lead to entries: `stepKey` of each, the lowest first as numbers without a sign. */
  readonly keys: ArrayLike<number>;
  /** For each step its entry, or -1: a phrase goes on. */
  readonly entries: ArrayLike<number>;
  /** For each step, 1 where phrases go on behind it. */
  readonly goesOn: ArrayLike<number>;
  /** Bits of `group`. */
  readonly groups: ArrayLike<number>;
  readonly fieldNames: readonly string[];
  /** The entries of each field. */
  readonly fields: readonly (readonly number[])[];
  /** The entries that weigh something by themselves, and a weight a band for each of them. */
  readonly weightedWords: ArrayLike<number>;
  readonly wordWeights: ArrayLike<number>;
  readonly forms: Readonly<Record<string, SenseForm>>;
  readonly lists: readonly WordLists[];
  /** In the order of `denseClues`. */
  readonly weights: readonly number[];
  /** Meant from this sum on. */
  readonly threshold: number;
}

/** What is known of a form, by its key. */
export interface SenseForm {
  /** Means nothing else: no clue is asked for. */
  readonly sure?: true;
  readonly weight: number;
  /** Has a sense besides ours that is common. */
  readonly everyday: boolean;
  readonly exact: boolean;
  /** The entry that is the form itself, or -1. */
  readonly own: number;
  /** Those of `lists` that tell its senses apart. */
  readonly lists: readonly number[];
}

/** Entries that speak for our sense of a word, and for each of the others. */
export interface WordLists {
  readonly ours: ArrayLike<number>;
  readonly others: readonly { readonly sense: string; readonly entries: ArrayLike<number> }[];
}

/** Where every phrase begins. */
export const startKey = noHash;

/** Of the step that a word makes. Two steps with one key would be one: the build looks out for them. */
export const stepKey = (before: number, wordHash: number): number => hashStep(hashStep(noHash, before), wordHash);

/** Keys are looked up by so many of their first bits. */
const bucketBits = 15;
const bucketShift = 32 - bucketBits;

/** The entries of the vocabulary by the words that lead to them. */
export class Steps {
  /** Where the keys begin that have the same first bits. */
  private readonly buckets = new Int32Array((1 << bucketBits) + 1);

  constructor(private readonly table: SenseTable) {
    const { keys } = table;
    for (let step = 0; step < keys.length; step++) this.buckets[(keys[step]! >>> bucketShift) + 1]!++;
    for (let i = 1; i < this.buckets.length; i++) this.buckets[i]! += this.buckets[i - 1]!;
  }

  /** The number of the step with a key; -1: none. */
  find(key: number): number {
    const { keys } = this.table;
    const bucket = key >>> bucketShift;
    const end = this.buckets[bucket + 1]!;
    for (let step = this.buckets[bucket]!; step < end; step++) if (keys[step] === key) return step;
    return -1;
  }

  entryOf = (step: number): number => this.table.entries[step]!;
  goesOn = (step: number): boolean => this.table.goesOn[step] === 1;
}
