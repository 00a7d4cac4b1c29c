import type { Catalog } from '../../catalog/catalog';
import type { Family, Model } from '../../catalog/catalogTable';
import { decideAll } from '../../glossary/decide';
import type { Glossary, TermDecision } from '../../glossary/decide';
import type { Term } from '../../glossary/glossaryTable';
import { readTermText } from '../../glossary/termText';
import { familySense } from './familySense';

/** What a question is about, as far as glossary and catalog know it. */
export type Subject =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model; readonly family: Family };

type Known = { readonly glossary: Glossary; readonly catalog: Catalog };
type Found = { readonly subject: Subject; readonly start: number; readonly end: number };
/** `name`: as our tables write it. */
type NamedPlace = Found & { readonly name: string };

/** Characters of a question that are read: its subject stands near its start. */
const longestRead = 2_000;
/** A text that names more than these is not about any of them. */
const mostSubjects = 3;
/** Words besides the question itself with which an everyday word is still taken as the term: `explain temperature to Bob`. */
const mostStrayWords = 1;

/** The words that questions are made of. */
const questionWords = new Set(
  `a about all an and apart are beginner between by can care colleague could define defined describe developer did differ
  difference different do does explain explained for give how i important in is it its know me mean meaning means matter matters
  my newcomer of or please question quick quickly remind say sentence sets short should simple summarize talks tell term that the
  their them they this time to understand use used versus vs want was way what whats when which who why with word words would you
  your ai llm llms model models language large`.split(/\s+/),
);

/** They ask for a fact of the family or model that is named with them, and its card has that. */
const askForFacts = new Set([
  'weights',
  'open-weights',
  'model',
  'large-language-model',
  'context-window',
  'knowledge-cutoff',
]);

/** In the order of the question, none twice, at most three. Yields between slices of the work. */
export function* askedAbout(prompt: string, { glossary, catalog }: Known): Generator<undefined, Subject[]> {
  const text = prompt.slice(0, longestRead);
  const written = yield* namesIn(text, catalog);
  yield;
  const decisions = yield* decideAll(yield* readTermText(text, 'plaintext'), glossary);
  yield;
  const isNamed = covered(text, written);
  const free = decisions.filter(({ start, end }) => !isNamed.subarray(start, end).includes(1));
  const isFound = covered(text, [...written, ...free]);
  const rest = wordsOutside(text, isFound).filter((word) => !questionWords.has(word));
  const isMeant = familySense(text, rest, catalog);
  const names = written.filter((name) => name.subject.kind !== 'family' || isMeant(name));
  yield;
  const terms = free
    .filter(
      (decision) => isAskedAbout(decision, rest.length) && !(names.length > 0 && askForFacts.has(decision.term.id)),
    )
    .map(({ term, start, end }): Found => ({ subject: { kind: 'term', term }, start, end }));
  const found = [...names, ...terms].sort((a, b) => a.start - b.start).map(({ subject }) => subject);
  const subjects = [...new Map(found.map((subject) => [keyOf(subject), subject])).values()];
  return subjects.length > mostSubjects ? [] : subjects;
}

/** A term that nobody uses for anything else; an everyday word where it is meant, or little else stands there. */
const isAskedAbout = ({ form, sense }: TermDecision, stray: number): boolean =>
  !form.everyday || sense.isMeant || stray <= mostStrayWords;

type Span = Pick<Found, 'start' | 'end'>;

/** 1 at each character of a place. */
function covered(text: string, places: readonly Span[]): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (const { start, end } of places) marks.fill(1, start, end);
  return marks;
}

/** In small letters, without what an apostrophe ties to them. */
function wordsOutside(text: string, marks: Uint8Array): string[] {
  const rest = Array.from({ length: text.length }, (_, i) => (marks[i] === 1 ? ' ' : text.charAt(i))).join('');
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? [];
  return words.map((word) => word.replace(/['’].*$/u, ''));
}

export function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case 'term':
      return `term ${subject.term.id}`;
    case 'family':
      return `family ${subject.family.id}`;
    case 'model':
      return `model ${subject.model.id}`;
  }
}

/** Names between two turns for others. */
const sliceNames = 40;

/** Models by id, alias and name, families by name and maker; the longest name at a place counts. */
function* namesIn(text: string, catalog: Catalog): Generator<undefined, NamedPlace[]> {
  const lower = text.toLowerCase();
  // A letter that has two small ones: nothing would stand where it is found.
  if (lower.length !== text.length) return [];
  const found: NamedPlace[] = [];
  const taken = new Uint8Array(text.length);
  for (const [i, { name, subject }] of namesOf(catalog).entries()) {
    if (i % sliceNames === 0) yield undefined;
    const key = name.toLowerCase();
    for (let at = lower.indexOf(key); at >= 0; at = lower.indexOf(key, at + 1)) {
      const place = { subject, name, start: at, end: at + key.length };
      if (!standsAlone(lower, place) || taken.subarray(place.start, place.end).includes(1)) continue;
      taken.fill(1, place.start, place.end);
      found.push(place);
    }
  }
  return found;
}

/** `gpt-5` is not in `gpt-5.1` nor in `gpt-5-mini`; but `Claude` is in `Claude-3`, which no model is called. */
function standsAlone(lower: string, { subject, start, end }: Found): boolean {
  if (/[\p{L}\p{N}]/u.test(lower.charAt(start - 1))) return false;
  const rest = lower.slice(end, end + 2);
  return subject.kind === 'model' ? !/^[-.:@]?[\p{L}\p{N}]/u.test(rest) : !/^\p{L}/u.test(rest);
}

/** `Mistral / Mixtral` has two. */
export const familyNames = ({ name }: Family): string[] => name.split(' / ');

/** The longest first. */
function namesOf(catalog: Catalog): { readonly name: string; readonly subject: Subject }[] {
  const ofModels = catalog.models.flatMap((model) => {
    const its = catalog.family(model.family);
    const subject = its && ({ kind: 'model', model, family: its } as const);
    return subject ? [model.id, model.name, ...(model.aliases ?? [])].map((name) => ({ name, subject })) : [];
  });
  const ofFamilies = catalog.families.flatMap((one) =>
    [...familyNames(one), one.maker].map((name) => ({ name, subject: { kind: 'family', family: one } as const })),
  );
  return [...ofModels, ...ofFamilies].sort((a, b) => b.name.length - a.name.length);
}
