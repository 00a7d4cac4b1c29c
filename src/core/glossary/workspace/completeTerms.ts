import { splitWords } from '../find/splitWords';
import { isOwn } from './workspaceTerm';
import type { WorkspaceTerm } from './workspaceTerm';
import type { Term } from '../find/glossaryTable';

/** A name that begins with what is typed. */
interface TermCompletionItem {
  readonly term: WorkspaceTerm;
  readonly text: string;
  /** Where the typed part of the name begins in `before`. UTF-16 code units. */
  readonly start: number;
}

/** Number of letters that have to be typed. Fewer could be the beginning of anything. */
const shortestTyped = 2;
/** UTF-16 code units from the beginning of a name to the place. */
const reach = 60;
/** Number of names in a list. A longer list is of no use. */
const maxOffers = 200;

/**
 * Returns the names of the workspace's terms that begin with the text `before` a place. They have the capitals of the
 * glossary, or in code the form of names there. Deprecated terms are not offered.
 */
export function completeTerms(before: string, terms: readonly Term[], isCode: boolean): TermCompletionItem[] {
  const starts = startsIn(before);
  if (starts.length === 0) return [];
  const offers: TermCompletionItem[] = [];
  // Each start is lowered by itself, as some texts have another length in small letters.
  const typed = starts.map((start) => ({ start, lower: before.slice(start).toLowerCase() }));
  for (const term of terms) {
    if (!isOwn(term) || term.deprecated) continue;
    for (const { text } of term.forms) {
      for (const name of isCode ? namesInCode(text, before.slice(starts.at(-1))) : [text]) {
        const begun = typed.find(({ lower }) => name.toLowerCase().startsWith(lower));
        if (begun) offers.push({ term, text: name, start: begun.start });
        if (offers.length >= maxOffers) return offers;
      }
    }
  }
  return offers;
}

/** Returns where the words before the place begin, in their order. */
function startsIn(before: string): number[] {
  const from = Math.max(0, before.length - reach);
  const starts: number[] = [];
  for (const { index } of before.slice(from).matchAll(/(?<![\p{L}\p{N}_])[\p{L}\p{N}]/gu)) {
    if (before.length - (from + index) >= shortestTyped) starts.push(from + index);
  }
  return /[\p{L}\p{N}_-]$/u.test(before) ? starts : [];
}

/** Returns a form as names in code, which begin with a capital if `typed` does. */
function namesInCode(form: string, typed: string): string[] {
  const words = splitWords(form).map(({ start, end }) => form.slice(start, end));
  const lower = words.map((word) => word.toLowerCase());
  const humps = lower.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const names = /^\p{Lu}/u.test(typed)
    ? [humps.join(''), lower.join('_').toUpperCase()]
    : [[lower[0] ?? '', ...humps.slice(1)].join(''), lower.join('_')];
  return [...new Set(names)];
}
