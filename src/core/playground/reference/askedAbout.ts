import type { Work } from '../../base/work';
import type { Catalog } from '../../catalog/catalog';
import { decideAll } from '../../glossary/sense/decide';
import type { Glossary, TermDecision } from '../../glossary/sense/decide';
import { readTermText } from '../../glossary/find/termText';
import { familySense } from './familySense';
import { keyOf, namesIn } from './knownNames';
import { slippedFamily } from './nameSlip';
import { covered, maxReadLength, questionWords, wordsOutside } from './questionWords';
import type { Span } from '../../text/span';
import type { Subject } from './knownNames';

export interface Known {
  readonly glossary: Glossary;
  readonly catalog: Catalog;
}

type Found = Span & { readonly subject: Subject };

/** A text that names more than these is not about any of them. */
const maxSubjects = 3;
/** Words outside the question itself with which an everyday word still counts as the term: `explain temperature to Bob`. */
const maxStrayWords = 1;

/** Terms that ask for a fact of the family or model named with them, whose card has that fact. */
const askForFacts = new Set([
  'weights',
  'open-weights',
  'model',
  'large-language-model',
  'context-window',
  'knowledge-cutoff',
]);

/** Whether a subject is a fact of a family or model, in a question that names one. */
export const isFact = (subject: Subject): boolean => subject.kind === 'term' && askForFacts.has(subject.term.id);

/**
 * Finds the subjects of a question in their order, each once; none if there are more than three. Yields between slices
 * of the work.
 */
export function* askedAbout(prompt: string, { glossary, catalog }: Known): Work<Subject[]> {
  const text = prompt.slice(0, maxReadLength);
  const written = yield* namesIn(text, catalog);
  yield;
  const decisions = yield* decideAll(yield* readTermText(text, 'plaintext'), glossary);
  yield;
  const isNamed = covered(text, written);
  const free = decisions.filter(({ start, end }) => !isNamed.subarray(start, end).includes(1));
  const isFound = covered(text, [...written, ...free]);
  const rest = wordsOutside(text, isFound).filter((word) => !questionWords.has(word));
  const isMeant = familySense(text, rest, catalog);
  const names: Found[] = written.filter((name) => name.subject.kind !== 'family' || isMeant(name));
  yield;
  const terms = free
    .filter((decision) => isAskedAbout(decision, rest.length))
    .map(({ term, start, end }): Found => ({ subject: { kind: 'term', term }, start, end }));
  if (written.length === 0 && terms.every(({ subject }) => isFact(subject))) {
    const slipped = slippedFamily(text, rest, catalog);
    if (slipped) return [slipped];
  }
  const found = [...names, ...terms.filter(({ subject }) => !(names.length > 0 && isFact(subject)))];
  const subjects = found.sort((a, b) => a.start - b.start).map(({ subject }) => subject);
  const once = [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
  return once.length > maxSubjects ? [] : once;
}

/**
 * Whether a term is asked about. An everyday word counts only if it is meant as the term, or little else stands in the
 * text.
 */
const isAskedAbout = ({ form, sense }: TermDecision, stray: number): boolean =>
  !form.everyday || sense.isMeant || stray <= maxStrayWords;
