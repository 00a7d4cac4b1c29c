import type { Catalog } from '../../catalog/catalog';
import type { Family } from '../../catalog/catalogTable';
import { compareCatalog } from './catalogClaims';
import type { Comparison } from './comparison';
import { nameOf } from './subject';
import type { Subject } from './subject';
import { compareTerm } from './termWords';
import type { Want } from './wants';

/** Characters of an answer that are compared: the model in the box writes fewer. */
const longestCompared = 8_000;

export interface Answered {
  readonly text: string;
  /** It was stopped, or ended at a limit. */
  readonly isCut?: boolean;
}

/** All that a question is about, and what it wants to know of that. */
export interface Question {
  readonly subjects: readonly Subject[];
  readonly wants: ReadonlySet<Want>;
}

/** Compares what can be compared without understanding. */
export function compareWithReference(
  { text, isCut = false }: Answered,
  subject: Subject,
  catalog: Catalog,
  question: Question,
): Comparison {
  if (isCut || text.length > longestCompared) return { verdict: 'uncompared', points: [] };
  const compared = compareSubject(text, subject, catalog, question);
  const [other, ...more] = question.subjects.filter((one) => one !== subject);
  if (compared.verdict !== 'declined' || !question.wants.has('difference') || !other || more.length > 0)
    return compared;
  return { ...compared, points: [{ about: 'difference', reference: nameOf(other), said: '' }] };
}

function compareSubject(text: string, subject: Subject, catalog: Catalog, { subjects, wants }: Question): Comparison {
  const beside = subjects.filter((one) => one !== subject);
  const families = beside.flatMap((one): Family[] => (one.kind === 'term' ? [] : [one.family]));
  switch (subject.kind) {
    case 'term': {
      const others = subjects.flatMap((one) => (one.kind === 'term' && one.term !== subject.term ? [one.term] : []));
      return compareTerm(text, subject.term, others, wants);
    }
    case 'family':
      return compareCatalog(text, { family: subject.family, catalog, others: families }, wants);
    case 'model':
      return compareCatalog(text, { family: subject.family, model: subject.model, catalog, others: families }, wants);
  }
}
