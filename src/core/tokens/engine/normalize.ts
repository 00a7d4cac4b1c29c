import { CharClass, charClasses } from './charClass';
import { isInsidePair } from './safeSplit';

/** Length of a run of combining marks from which on they are sorted here. UTF-16 code units. */
const LONG_RUN = 128;
/** Long runs of marks, including the half-width sound marks of Japanese, which become combining marks in NFKC. */
const longRuns = new RegExp(`[\\p{M}\\uff9e\\uff9f]{${LONG_RUN / 2},}`, 'gu');

/**
 * Returns `text.normalize(form)`, even for a long run of unordered combining marks, for which JavaScript engines need
 * time that grows with the square of its length: minutes for a million.
 */
export function normalize(text: string, form: 'NFC' | 'NFKC'): string {
  if (!mayHaveLongRun(text)) return text.normalize(form);
  const decompose = form === 'NFC' ? 'NFD' : 'NFKD';
  return text.replace(longRuns, (run) => orderMarks(run, decompose)).normalize(form);
}

/** Whether a text may have a long run. Checks so few places that a run between two of them is short. */
function mayHaveLongRun(text: string): boolean {
  const classes = charClasses();
  for (let at = LONG_RUN - 1; at < text.length; at += LONG_RUN) {
    const unit = text.charCodeAt(at);
    if (unit < 0x300) continue;
    const codePoint = text.codePointAt(isInsidePair(text, at) ? at - 1 : at)!;
    if (classes[codePoint] === CharClass.MARK || codePoint === 0xff9e || codePoint === 0xff9f) return true;
  }
  return false;
}

/** Decomposes the marks and puts them into canonical order, as the Unicode Standard defines it in 3.11, D108 and D109. */
function orderMarks(run: string, decompose: 'NFD' | 'NFKD'): string {
  const marks = Array.from(run, (mark) => Array.from(mark.normalize(decompose))).flat();
  const ranks = rankMarks(marks);
  let ordered = '';
  let sorted: string[] = [];
  const flush = (): void => {
    ordered += sorted.sort((a, b) => ranks.get(a)! - ranks.get(b)!).join('');
    sorted = [];
  };
  for (const mark of marks) {
    if (ranks.has(mark)) sorted.push(mark);
    else {
      flush();
      ordered += mark;
    }
  }
  flush();
  return ordered;
}

/** Returns the order of the combining classes of these characters. Those of class 0, which are never moved, have no rank. */
function rankMarks(marks: readonly string[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(marks)].filter((mark) => isSwapped(mark, '\u0334') || isSwapped('\u0345', mark));
  distinct.sort((a, b) => Number(isSwapped(a, b)) - Number(isSwapped(b, a)));
  const ranks = new Map<string, number>();
  let rank = 0;
  distinct.forEach((mark, index) => {
    if (index > 0 && isSwapped(mark, distinct[index - 1]!) !== isSwapped(distinct[index - 1]!, mark)) rank++;
    ranks.set(mark, rank);
  });
  return ranks;
}

/** Whether normalization swaps two marks. U+0334 has the lowest class except for 0, U+0345 the highest. */
const isSwapped = (first: string, second: string): boolean =>
  first !== second && (first + second).normalize('NFD') === second + first;
