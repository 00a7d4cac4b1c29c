import { capitalise, termPage } from '../cards/card';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term, Topic } from '../find/glossaryTable';

/** A glossary to be written somewhere else. */
export interface ExportedGlossary {
  readonly index: GlossaryIndex;
  /** In their order. */
  readonly topics: readonly Topic[];
}

export interface TopicTerms {
  readonly topic: Topic;
  /** By name. */
  readonly terms: readonly Term[];
}

/** The topics that have terms, with these. */
export const byTopic = ({ index, topics }: ExportedGlossary): TopicTerms[] =>
  topics
    .map((topic) => ({ topic, terms: byName(index.terms.filter((term) => term.topic === topic.id)) }))
    .filter(({ terms }) => terms.length > 0);

const byName = (terms: readonly Term[]): Term[] =>
  terms.toSorted((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));

export const headingOf = ({ term }: Term): string => capitalise(term);

/** A term below a heading of that level. `linkTo` makes the address of a related term. */
export const termSection = (term: Term, level: 2 | 3, index: GlossaryIndex, linkTo: (id: string) => string): string =>
  termPage(term, index, linkTo).replace(/^#/, '#'.repeat(level));
