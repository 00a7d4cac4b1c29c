import { Anchors } from '../../base/anchors';
import { escapeMarkdown } from '../../base/markdown';
import type { Term, Topic } from '../find/glossaryTable';
import { capitalise } from '../cards/card';
import { byTopic, termSection } from './glossaryMarkdown';
import type { ExportedGlossary } from './glossaryMarkdown';

// An agent skill in the form of agentskills.io: a folder with a SKILL.md, which has the name of the folder, and with files
// that it refers to. An agent reads these when it needs them.

interface SkillFile {
  /** The path below the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** UTF-16 code units of a file that an agent reads for one term: about 4,000 tokens. */
export const maxOfFile = 16_000;

const maxNameLength = 64;
const usualName = 'ai-glossary';

/** The name of a skill in a folder: the two have to be the same. */
export function skillName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxNameLength)
    .replace(/^-+|-+$/g, '');
  return name === '' ? usualName : name;
}

/** Terms that fit into one file. */
interface Part {
  readonly topic: Topic;
  readonly file: string;
  readonly terms: readonly Term[];
}

/** The files of the skill. @param name as `skillName` makes it. */
export function glossarySkill(glossary: ExportedGlossary, name: string): SkillFile[] {
  const parts = byTopic(glossary).flatMap(({ topic, terms }) => partsOf(topic, terms, glossary));
  const places = new Map(parts.flatMap(placesIn));
  const references = parts.map((part) => ({
    path: `references/${part.file}`,
    text: referenceText(part, glossary, (id) => {
      const { file = '', anchor = '' } = places.get(id) ?? {};
      return `${file === part.file ? '' : file}#${anchor}`;
    }),
  }));
  return [{ path: 'SKILL.md', text: skillText(name, parts, glossary.index.terms.length) }, ...references];
}

function partsOf(topic: Topic, terms: readonly Term[], { index }: ExportedGlossary): Part[] {
  const groups: Term[][] = [];
  let room = 0;
  for (const term of terms) {
    // A link is counted at its longest: with the names of its file and its heading.
    const size = termSection(term, 2, index, (id) => `references/${topic.id}-00.md#${id}`.padEnd(60)).length;
    if (size > room) {
      groups.push([]);
      room = maxOfFile - 200;
    }
    groups.at(-1)!.push(term);
    room -= size;
  }
  return groups.map((group, i) => ({ topic, file: `${topic.id}${i === 0 ? '' : `-${i + 1}`}.md`, terms: group }));
}

function placesIn({ topic, file, terms }: Part): [string, { readonly file: string; readonly anchor: string }][] {
  const anchors = new Anchors();
  anchors.of(topic.name);
  return terms.map((term) => [term.id, { file, anchor: anchors.of(capitalise(term.term)) }]);
}

const referenceText = ({ topic, terms }: Part, { index }: ExportedGlossary, linkTo: (id: string) => string): string =>
  [
    `# ${escapeMarkdown(topic.name)}\n\n${escapeMarkdown(topic.summary)}\n`,
    ...terms.map((term) => termSection(term, 2, index, linkTo)),
  ].join('\n');

function skillText(name: string, parts: readonly Part[], count: number): string {
  const description =
    `Definitions of ${count} terms of generative AI and language models: what each means, why it matters in practice, ` +
    'an example, and what it is often confused with. Use it when a text, code or a question has such a term and its exact ' +
    'meaning counts, or when writing or reviewing documentation about AI models, prompts, agents, tokens or evaluation.';
  const list = parts.map(({ topic, file, terms }) => {
    const names = terms.map((term) => escapeMarkdown(term.term)).join(', ');
    return `- [${escapeMarkdown(topic.name)}](references/${file}): ${names}`;
  });
  return [
    `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\nlicense: MIT\n---\n`,
    '# AI glossary\n',
    'Find the term below, open the file of its line, and read the section with its name: it has the definition, why it',
    'matters, and the source with the day on which it was checked. Use the words of the definition rather than your own where',
    'the meaning counts. Terms that are not listed are not defined here.\n',
    '## Terms by topic\n',
    `${list.join('\n')}\n`,
  ].join('\n');
}
