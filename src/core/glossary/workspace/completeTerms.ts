import { splitWords } from '../find/splitWords';
import { isOwn } from './workspaceTerm';
import type { WorkspaceTerm } from './workspaceTerm';
import type { Term } from '../find/glossaryTable';

/** A name that goes on what is typed. */
interface TermCompletionItem {
  readonly term: WorkspaceTerm;
  readonly text: string;
  /** Where what is typed of it begins. UTF-16 code units of `before`. */
  readonly start: number;
}

/** Fewer letters could be the beginning of anything. */
const shortestTyped = 2;
/** Code units from the beginning of a name to the place. */
const reach = 60;
/** A list of more is of no use. */
const maxOffers = 200;

/**
 * The names of the workspace's terms that begin with what stands `before` a place, with the capitals of the glossary; in code
 * as names are written there. What nobody should say any more is not offered.
 */
export function completeTerms(before: string, terms: readonly Term[], isCode: boolean): TermCompletionItem[] {
  const starts = startsIn(before);
  if (starts.length === 0) return [];
  const offers: TermCompletionItem[] = [];
  // In small letters, some texts have another length.
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

/** Where the words before the place begin, the first one first. */
function startsIn(before: string): number[] {
  const from = Math.max(0, before.length - reach);
  const starts: number[] = [];
  for (const { index } of before.slice(from).matchAll(/(?<![\p{L}\p{N}_])[\p{L}\p{N}]/gu)) {
    if (before.length - (from + index) >= shortestTyped) starts.push(from + index);
  }
  return /[\p{L}\p{N}_-]$/u.test(before) ? starts : [];
}

/** Names as they are written in code, with the capitals in which `typed` begins. */
function namesInCode(form: string, typed: string): string[] {
  const words = splitWords(form).map(({ start, end }) => form.slice(start, end));
  const lower = words.map((word) => word.toLowerCase());
  const humps = lower.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const names = /^\p{Lu}/u.test(typed)
    ? [humps.join(''), lower.join('_').toUpperCase()]
    : [[lower[0] ?? '', ...humps.slice(1)].join(''), lower.join('_')];
  return [...new Set(names)];
}
