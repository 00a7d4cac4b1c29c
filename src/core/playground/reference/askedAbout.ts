import type { Catalog } from '../../catalog/catalog';
import type { Family, Model } from '../../catalog/catalogTable';
import { decideAll } from '../../glossary/decide';
import type { Glossary, TermDecision } from '../../glossary/decide';
import type { Term } from '../../glossary/glossaryTable';
import { readTermText } from '../../glossary/termText';

/** What a question is about, as far as glossary and catalog know it. */
export type Subject =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'model'; readonly model: Model; readonly family: Family };

type Known = { readonly glossary: Glossary; readonly catalog: Catalog };
type Found = { readonly subject: Subject; readonly start: number; readonly end: number };

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
  const names = namesIn(text, catalog);
  const decisions = yield* decideAll(yield* readTermText(text, 'plaintext'), glossary);
  const free = decisions.filter(({ start, end }) => !names.some((name) => name.start < end && name.end > start));
  const stray = strayWords(text, [...names, ...free]);
  const terms = free
    .filter((decision) => isAskedAbout(decision, stray) && !(names.length > 0 && askForFacts.has(decision.term.id)))
    .map(({ term, start, end }): Found => ({ subject: { kind: 'term', term }, start, end }));
  const found = [...names, ...terms].sort((a, b) => a.start - b.start).map(({ subject }) => subject);
  const subjects = [...new Map(found.map((subject) => [keyOf(subject), subject])).values()];
  return subjects.length > mostSubjects ? [] : subjects;
}

/** A term that nobody uses for anything else; an everyday word where it is meant, or little else stands there. */
const isAskedAbout = ({ form, sense }: TermDecision, stray: number): boolean =>
  !form.everyday || sense.isMeant || stray <= mostStrayWords;

function strayWords(text: string, found: readonly Pick<Found, 'start' | 'end'>[]): number {
  const rest = found.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? [];
  return words.filter((word) => !questionWords.has(word.replace(/['’].*$/u, ''))).length;
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

/** Models by id, alias and name, families by name and maker; the longest name at a place counts. */
function namesIn(text: string, catalog: Catalog): Found[] {
  const lower = text.toLowerCase();
  const found: Found[] = [];
  for (const { name, subject } of namesOf(catalog)) {
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      const place = { subject, start: at, end: at + name.length };
      if (!standsAlone(lower, place) || found.some(({ start, end }) => start < place.end && end > place.start))
        continue;
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

function namesOf(catalog: Catalog): { readonly name: string; readonly subject: Subject }[] {
  const ofModels = catalog.models.flatMap((model) => {
    const its = catalog.family(model.family);
    const subject = its && ({ kind: 'model', model, family: its } as const);
    return subject ? [model.id, model.name, ...(model.aliases ?? [])].map((name) => ({ name, subject })) : [];
  });
  const ofFamilies = catalog.families.flatMap((one) =>
    [...familyNames(one), one.maker].map((name) => ({ name, subject: { kind: 'family', family: one } as const })),
  );
  return [...ofModels, ...ofFamilies]
    .map(({ name, subject }) => ({ name: name.toLowerCase(), subject }))
    .sort((a, b) => b.name.length - a.name.length);
}
