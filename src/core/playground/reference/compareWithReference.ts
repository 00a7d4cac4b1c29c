import type { Catalog } from '../../catalog/catalog';
import type { Subject } from './askedAbout';
import { compareCatalog } from './catalogClaims';
import type { Comparison } from './comparison';
import { compareTerm } from './termWords';

/** Characters of an answer that are compared: the model in the box writes fewer. */
const longestCompared = 8_000;

export interface Answered {
  readonly text: string;
  /** It was stopped, or ended at a limit. */
  readonly isCut?: boolean;
}

/** Compares what can be compared without understanding. `asked`: all that the question is about. */
export function compareWithReference(
  { text, isCut = false }: Answered,
  subject: Subject,
  catalog: Catalog,
  asked: readonly Subject[] = [],
): Comparison {
  if (isCut || text.length > longestCompared) return { verdict: 'uncompared', points: [] };
  switch (subject.kind) {
    case 'term': {
      const others = asked.flatMap((one) => (one.kind === 'term' && one.term !== subject.term ? [one.term] : []));
      return compareTerm(text, subject.term, others);
    }
    case 'family':
      return compareCatalog(text, { family: subject.family, catalog });
    case 'model':
      return compareCatalog(text, { family: subject.family, model: subject.model, catalog });
  }
}
