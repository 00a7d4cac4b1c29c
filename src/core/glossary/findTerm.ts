import type { RegionKind } from '../regions/syntax';
import type { Term, TermForm } from './glossaryTable';
import { splitWords } from './words';
import type { Word } from './words';

/** Where a term stands in a text. Offsets are UTF-16 code units. */
export interface TermMatch {
  readonly term: Term;
  readonly start: number;
  readonly end: number;
}

/** Terms by the key of each of their forms. */
export interface GlossaryIndex {
  readonly terms: readonly Term[];
  readonly byKey: ReadonlyMap<string, readonly { readonly term: Term; readonly form: TermForm }[]>;
  readonly byId: ReadonlyMap<string, Term>;
  /** Words in the longest form. */
  readonly longest: number;
  /** Terms of the same forms that a term of a workspace goes before, by its id. */
  readonly hides?: ReadonlyMap<string, readonly Term[]>;
}

export function indexGlossary(terms: readonly Term[]): GlossaryIndex {
  const work = indexInSlices(terms);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same; yields between slices of the work. */
export function* indexInSlices(terms: readonly Term[]): Generator<undefined, GlossaryIndex> {
  const byKey = new Map<string, { term: Term; form: TermForm }[]>();
  const byId = new Map<string, Term>();
  let longest = 1;
  let steps = 0;
  for (const term of terms) {
    if (++steps % 200 === 0) yield;
    byId.set(term.id, term);
    for (const form of term.forms) {
      const known = byKey.get(form.key);
      if (known) known.push({ term, form });
      else byKey.set(form.key, [{ term, form }]);
      longest = Math.max(longest, form.key.split(' ').length);
    }
  }
  return { terms, byKey, byId, longest };
}

/** How far around a position a term can reach: callers need not pass more text than this. UTF-16 code units. */
export const reach = 200;

/**
 * The longest term that covers `offset`, in one of its words or between two of them.
 *
 * In prose and comments every term counts. In code and strings the everyday forms (token, training, batch mode) are silent,
 * and everywhere they count only as words, so that `CancellationToken`, `refresh_token` and `batchMode` stay silent. In code
 * two identifiers side by side are no phrase, and a single word counts only as a whole identifier.
 */
export function findTerm(index: GlossaryIndex, text: string, offset: number, kind: RegionKind): TermMatch | undefined {
  const words = splitWords(text);
  const at = words.findIndex((word) => offset < word.end);
  if (at < 0) return undefined;
  for (let length = index.longest; length >= 1; length--) {
    for (let first = Math.max(0, at - length + 1); first <= at; first++) {
      const phrase = words.slice(first, first + length);
      if (phrase.length < length || phrase[0]!.start > offset || !isOnePhrase(text, phrase, kind)) continue;
      const match = lookUp(index, text, phrase, kind);
      if (match) return match;
    }
  }
  return undefined;
}

function lookUp(index: GlossaryIndex, text: string, phrase: readonly Word[], kind: RegionKind): TermMatch | undefined {
  const start = phrase[0]!.start;
  const end = phrase[phrase.length - 1]!.end;
  const candidates = index.byKey.get(phrase.map((word) => word.key).join(' ')) ?? [];
  const written = text
    .slice(start, end)
    .replace(/['’]?s$/, '')
    .replace(/\s+/g, ' ');
  // A form that demands its capitals says more than one that does not.
  const found =
    candidates.find(({ form }) => form.exact && form.text.replace(/s$/, '') === written) ??
    candidates.find(({ form }) => !form.exact);
  if (!found) return undefined;
  const isPart = isInsideIdentifier(text, start, end);
  if (found.form.everyday) {
    if (kind === 'code' || kind === 'string' || isPart) return undefined;
    if (isIdentifier(text, phrase) && written !== found.form.text.replace(/s$/, '')) return undefined;
  }
  // `LLMClient` says what it is; a word without capitals of its own may mean anything in a longer name.
  // A word of the team's own means that everywhere.
  const isVague = kind === 'code' && isPart && phrase.length === 1 && found.term.origin === undefined;
  if (isVague && !found.form.exact && !isAcronym(written)) return undefined;
  return { term: found.term, start, end };
}

const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);

/** Whether the words are written as one name: `batchMode`, `batch_mode`. */
const isIdentifier = (text: string, phrase: readonly Word[]): boolean =>
  phrase.length > 1 && phrase.every((word, i) => i === 0 || /^_?$/.test(text.slice(phrase[i - 1]!.end, word.start)));

const identifierCharacter = /[\p{L}\p{N}_$]/u;

const isInsideIdentifier = (text: string, start: number, end: number): boolean =>
  identifierCharacter.test(text.charAt(start - 1)) || identifierCharacter.test(text.charAt(end));

/**
 * Between two words of one phrase: nothing (camelCase), a hyphen, an underscore, an at sign (`pass@k`), blanks (after the apostrophe of a plural,
 * too), or one line break, with the mark that leads the next line of a comment or quote.
 */
const JOINT =
  /^(?:[-‐‑–_@]|['’]?\p{Zs}|[^\S\r\n]*|-?[^\S\r\n]*\r?\n[^\S\r\n]*(\/\/+|#+|(?<=[^\S\n])\*+|--+|>+|%+|;+)?[^\S\r\n]*)$/u;

/** In code: within one identifier, and in names of several languages a hyphen. */
const JOINT_IN_CODE = /^[-_]?$/;

function isOnePhrase(text: string, phrase: readonly Word[], kind: RegionKind): boolean {
  return phrase.every((word, i) => i === 0 || areJoined(text, phrase[i - 1]!, word, kind));
}

function areJoined(text: string, left: Word, right: Word, kind: RegionKind): boolean {
  // `AGENTS.md` is a name; any other dot ends a sentence or leads into an object.
  if (right.key === 'md' && text.slice(left.end, right.start) === '.') return true;
  if (kind === 'code') return JOINT_IN_CODE.test(text.slice(left.end, right.start));
  const joint = JOINT.exec(text.slice(left.end, right.start));
  if (!joint) return false;
  // A mark that the line before does not have opens something new: a heading, a list, a quote.
  const line = text.slice(text.lastIndexOf('\n', left.start) + 1, left.start);
  return joint[1] === undefined || line.includes(joint[1]);
}
