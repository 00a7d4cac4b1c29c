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
  /** One more than the number of steps. Step 0 is the start. */
  readonly steps: number;
  /** For each step but the start, `stepKey` of the one before and its word. */
  readonly keys: ArrayLike<number>;
  /** For each step but the start, its entry, or -1: a phrase goes on. */
  readonly entries: ArrayLike<number>;
  /** For each step, whether phrases go on behind it. */
  readonly goesOn: ArrayLike<number>;
  /** Bits of `group`. */
  readonly groups: ArrayLike<number>;
  readonly fieldNames: readonly string[];
  /** The entries of each field. */
  readonly fields: readonly (readonly number[])[];
  /** What entries weigh by themselves: the number of an entry, and a weight a band. */
  readonly wordWeights: readonly number[];
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

export const stepKey = (step: number, wordHash: number): number => hashStep(hashStep(noHash, step), wordHash);

/** The entries of the vocabulary by the words that lead to them. */
export class Steps {
  private readonly mask: number;
  private readonly keys: Int32Array;
  private readonly values: Int32Array;

  constructor(private readonly table: SenseTable) {
    const size = 1 << (32 - Math.clz32(table.steps * 2));
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.values = new Int32Array(size);
    for (let step = 1; step < table.steps; step++) {
      const key = table.keys[step - 1]!;
      let slot = key & this.mask;
      while (this.values[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      this.values[slot] = step;
    }
  }

  /** The step that a word leads to; 0: none. */
  next(step: number, wordHash: number): number {
    const key = stepKey(step, wordHash);
    let slot = key & this.mask;
    for (;;) {
      const value = this.values[slot]!;
      if (value === 0 || this.keys[slot] === key) return value;
      slot = (slot + 1) & this.mask;
    }
  }

  entryOf = (step: number): number => this.table.entries[step - 1]!;
  goesOn = (step: number): boolean => this.table.goesOn[step] === 1;
}
