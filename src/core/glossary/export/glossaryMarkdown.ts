import { Anchors } from '../../base/anchors';
import { escapeMarkdown } from '../../base/markdown';
import { capitalise, termPage } from '../cards/card';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term, Topic } from '../find/glossaryTable';

const title = 'AI glossary';
const contents = 'Topics';

/** The whole glossary as one Markdown text: by topic, with links between its terms. */
export function glossaryMarkdown(glossary: ExportedGlossary): string {
  const topics = byTopic(glossary);
  // Anchors are made in the order of the headings, as the second of two equal headings has another anchor.
  const anchors = new Anchors();
  for (const heading of [title, contents]) anchors.of(heading);
  const ofTopic = new Map<string, string>();
  const ofTerm = new Map<string, string>();
  for (const { topic, terms } of topics) {
    ofTopic.set(topic.id, anchors.of(topic.name));
    for (const term of terms) ofTerm.set(term.id, anchors.of(capitalise(term.term)));
  }
  const linkTo = (id: string): string => `#${ofTerm.get(id) ?? ''}`;
  const sections = topics.flatMap(({ topic, terms }) => [
    `## ${escapeMarkdown(topic.name)}\n\n${escapeMarkdown(topic.summary)}\n`,
    ...terms.map((term) => termSection(term, 3, glossary.index, linkTo)),
  ]);
  const list = topics.map(({ topic, terms }) => {
    const names = terms.map((term) => `[${escapeMarkdown(term.term)}](${linkTo(term.id)})`).join(', ');
    return `- [${escapeMarkdown(topic.name)}](#${ofTopic.get(topic.id) ?? ''}): ${names}`;
  });
  return [`# ${title}\n`, `## ${contents}\n`, `${list.join('\n')}\n`, ...sections].join('\n');
}

export interface ExportedGlossary {
  readonly index: GlossaryIndex;
  readonly topics: readonly Topic[];
}

interface TopicTerms {
  readonly topic: Topic;
  /** The terms, sorted by name. */
  readonly terms: readonly Term[];
}

/** Returns the topics that have terms, each with its terms. */
export const byTopic = ({ index, topics }: ExportedGlossary): TopicTerms[] =>
  topics
    .map((topic) => ({ topic, terms: byName(index.terms.filter((term) => term.topic === topic.id)) }))
    .filter(({ terms }) => terms.length > 0);

const byName = (terms: readonly Term[]): Term[] =>
  terms.toSorted((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));

/** Returns a term below a heading of the given level. `linkTo` makes the address of a related term. */
export const termSection = (term: Term, level: 2 | 3, index: GlossaryIndex, linkTo: (id: string) => string): string =>
  termPage(term, index, linkTo).replace(/^#/, '#'.repeat(level));
