import { Anchors } from '../../base/anchors';
import { escapeMarkdown } from '../../base/markdown';
import { byTopic, headingOf, termSection } from './exported';
import type { ExportedGlossary } from './exported';

const title = 'AI glossary';
const contents = 'Topics';

/** The whole glossary as one Markdown text: by topic, with links between its terms. */
export function glossaryMarkdown(glossary: ExportedGlossary): string {
  const topics = byTopic(glossary);
  // In the order of the headings: of two that are alike, the second has another anchor.
  const anchors = new Anchors();
  for (const heading of [title, contents]) anchors.of(heading);
  const ofTopic = new Map<string, string>();
  const ofTerm = new Map<string, string>();
  for (const { topic, terms } of topics) {
    ofTopic.set(topic.id, anchors.of(topic.name));
    for (const term of terms) ofTerm.set(term.id, anchors.of(headingOf(term)));
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
