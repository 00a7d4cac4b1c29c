import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean "x"?` for the one of `known` that `wrong` is a slip of; nothing where none is near. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const names = [...known];
  if (names.length === 0) return '';
  const near = closest(wrong.toLowerCase(), names);
  const slips = distance(wrong.toLowerCase(), near.toLowerCase());
  return slips <= Math.max(2, Math.floor(wrong.length / 3)) && slips < wrong.length ? `; did you mean "${near}"?` : '';
}
