// What an entry of the vocabulary says by itself is one number, as hundreds of entries are looked at for one decision: its bits
// of `group`, the place of its fields in `fieldLists`, and the place of its weights. The build makes it.
import { distanceBands } from './distanceBands';
import { group } from './senseTable';
import type { SenseTable } from './senseTable';

const fieldsShift = 7;
const maxFieldLists = 1 << 9;
const fieldBits = (maxFieldLists - 1) << fieldsShift;
const weightsShift = 16;
const maxWeights = 1 << 16;
/** The first four bits of `group` are those of `wordKinds`. */
const roleBits = group.sure | group.strong | group.weak | group.call;

export const rolesIn = (said: number): number => said & roleBits;
export const isPhrase = (said: number): boolean => (said & group.phrase) !== 0;
/** Whether it says nothing but what the lists of a form say of it. */
export const isSilent = (said: number): boolean => (said & ~(group.capitals | group.ofForms | group.phrase)) === 0;
export const hasFields = (said: number): boolean => (said & fieldBits) !== 0;

export const fieldsIn = ({ fieldLists }: SenseTable, said: number): readonly number[] =>
  fieldLists[(said & fieldBits) >>> fieldsShift]!;

/** In thousandths. */
export const weightIn = ({ wordWeights }: SenseTable, said: number, band: number): number =>
  wordWeights[(said >>> weightsShift) * distanceBands.length + band]!;

/** @throws RangeError where a place is too big for its bits */
export function packEntry(groups: number, fieldsPlace: number, weightsPlace: number): number {
  if (fieldsPlace >= maxFieldLists) throw new RangeError(`more than ${maxFieldLists} mixtures of fields`);
  if (weightsPlace >= maxWeights) throw new RangeError(`more than ${maxWeights} words with weights`);
  return groups | (fieldsPlace << fieldsShift) | (weightsPlace << weightsShift);
}
