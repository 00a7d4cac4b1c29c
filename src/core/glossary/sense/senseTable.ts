import { hashStep, noHash } from './wordScanner';
import { distanceBands } from './denseFeatures';

/** Properties of an entry of the vocabulary, as bits. */
export const group = {
  /** A text with this word is about AI. */
  sure: 1,
  strong: 2,
  weak: 4,
  /** The name of a call of a model API. */
  call: 8,
  /** Leans to AI, but is a form with an everyday sense. It counts only where a sure word or a call does. */
  shared: 16,
  /** Counts only with capitals of its own. */
  capitals: 32,
  /** Tells something about a single form. */
  ofForms: 64,
  /** A phrase of several words. */
  phrase: 128,
} as const;

/**
 * The table that the build makes of data/senses. Entries of the vocabulary are numbered, and lists about them have the
 * same length.
 */
export interface SenseTable {
  /** The steps by which words lead to entries: the `stepKey` of each, sorted as unsigned numbers. */
  readonly keys: Int32Array;
  /** The buckets of the keys: see `bucketsOf`. */
  readonly buckets: Int32Array;
  /** The entry of each step; `noEntry` where a phrase only goes on. */
  readonly entries: Uint16Array;
  /** A 1 for each step behind which phrases go on. */
  readonly goesOn: Uint8Array;
  /** Each entry as one number: see `packEntry`. */
  readonly packed: Int32Array;
  readonly fieldNames: readonly string[];
  /** Lists of the fields of an entry, by the place that is packed in the entry. The first list is empty. */
  readonly fieldLists: readonly (readonly number[])[];
  /** Weights for each band, in thousandths, by the place that is packed in an entry. The first ones are 0. */
  readonly wordWeights: Int16Array;
  readonly forms: Readonly<Record<string, SenseForm>>;
  readonly lists: readonly WordLists[];
  /** The entries of all lists, and where each of them ends there. */
  readonly listEntries: Uint16Array;
  readonly listEnds: Int32Array;
  /** Weights in the order of `denseFeatures`. */
  readonly weights: readonly number[];
  /** The sum above which a word counts as meant. */
  readonly threshold: number;
}

export const noEntry = 0xffff;

export interface SenseForm {
  /** Set where the form means nothing else, so that no clue is needed. */
  readonly sure?: true;
  readonly weight: number;
  /** Whether the form has another sense that is common. */
  readonly everyday: boolean;
  readonly exact: boolean;
  /** The entry that is the form itself, or -1. */
  readonly own: number;
  /** The places in `lists` of those that tell its senses apart. */
  readonly lists: readonly number[];
}

/** Lists of entries that tell the senses of a word apart. */
interface WordLists {
  /** The number of the list that speaks for the AI sense. Those for the other senses follow. */
  readonly ours: number;
  /** The names of the other senses. */
  readonly others: readonly string[];
}

export const startKey = noHash;

/** Returns the key of the step that a word makes. The build makes sure that no two steps have the same key. */
export const stepKey = (before: number, wordHash: number): number => hashStep(hashStep(noHash, before), wordHash);

/** Number of the first bits by which keys are looked up. */
const bucketBits = 14;
const bucketShift = 32 - bucketBits;

/**
 * Returns where the keys with the same first bits begin, and behind the last of them the end of the keys. The build
 * calls it, as it is a long loop.
 */
export function bucketsOf(keys: Int32Array): Int32Array {
  const buckets = new Int32Array((1 << bucketBits) + 1);
  for (const key of keys) buckets[(key >>> bucketShift) + 1]!++;
  for (let i = 1; i < buckets.length; i++) buckets[i]! += buckets[i - 1]!;
  return buckets;
}

/** The number of the step with a key; -1: none. */
export function findStep({ keys, buckets }: SenseTable, key: number): number {
  const bucket = key >>> bucketShift;
  const end = buckets[bucket + 1]!;
  for (let step = buckets[bucket]!; step < end; step++) if (keys[step] === key) return step;
  return -1;
}

// An entry of the vocabulary is one number, as hundreds of entries are looked at for one decision: its bits
// of `group`, the place of its fields in `fieldLists`, and the place of its weights. The build makes it.

const fieldsShift = 8;
const maxFieldLists = 1 << 8;
const fieldBits = (maxFieldLists - 1) << fieldsShift;
const weightsShift = 16;
const maxWeights = 1 << 16;
/** The first five bits of `group` are those of `wordKinds`. */
const roleBits = group.sure | group.strong | group.weak | group.call | group.shared;

export const rolesIn = (packed: number): number => packed & roleBits;
export const isPhrase = (packed: number): boolean => (packed & group.phrase) !== 0;
/** Whether an entry says nothing by itself, but only through the lists of a form. */
export const isSilent = (packed: number): boolean => (packed & ~(group.capitals | group.ofForms | group.phrase)) === 0;
export const hasFields = (packed: number): boolean => (packed & fieldBits) !== 0;

export const fieldsIn = ({ fieldLists }: SenseTable, packed: number): readonly number[] =>
  fieldLists[(packed & fieldBits) >>> fieldsShift]!;

/** The weight of an entry, in thousandths. */
export const weightIn = ({ wordWeights }: SenseTable, packed: number, band: number): number =>
  wordWeights[(packed >>> weightsShift) * distanceBands.length + band]!;

/** @throws RangeError where a place is too big for its bits */
export function packEntry(groups: number, fieldsPlace: number, weightsPlace: number): number {
  if (fieldsPlace >= maxFieldLists) throw new RangeError(`more than ${maxFieldLists} mixtures of fields`);
  if (weightsPlace >= maxWeights) throw new RangeError(`more than ${maxWeights} words with weights`);
  return groups | (fieldsPlace << fieldsShift) | (weightsPlace << weightsShift);
}
