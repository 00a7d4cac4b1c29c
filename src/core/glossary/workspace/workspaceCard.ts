import { escapeMarkdown } from '../../base/markdown';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term } from '../find/glossaryTable';
import { isOwn } from './workspaceTerm';
import type { WorkspaceTerm } from './workspaceTerm';
import { untrustedLine, untrustedMarkdown } from './untrustedMarkdown';

/** Number of examples on a card. Further ones can be read in the glossary. */
const maxExamples = 3;

/**
 * Returns the Markdown of a term of the workspace, below its name. `linkTo` makes the address of a term; that of this term
 * leads to its glossary.
 */
export function workspaceTermBody(term: WorkspaceTerm, index: GlossaryIndex, linkTo: (id: string) => string): string[] {
  const { deprecated, why, examples, link, meta, origin, vision } = term;
  const linked = ({ id, term: name }: Term): string => `[${escapeMarkdown(name)}](${linkTo(id)})`;
  const related = term.related.flatMap((id) => index.byId.get(id) ?? []).map(linked);
  const hidden = index.hides?.get(term.id) ?? [];
  const use = deprecated && `**Say “${escapeMarkdown(deprecated.use)}” instead.**`;
  const because = deprecated?.because === undefined ? '' : ` ${untrustedLine(deprecated.because)}`;
  return [
    ...(use === undefined ? [] : [`${use}${because}`]),
    term.summary === '' ? '*There is no definition yet.*' : untrustedMarkdown(term.summary),
    ...examples.slice(0, maxExamples).map((example) => `*For example:* ${untrustedMarkdown(example)}`),
    ...(why === '' ? [] : [`*Why it matters:* ${untrustedMarkdown(why)}`]),
    ...(related.length > 0 ? [`Related: ${related.join(' · ')}`] : []),
    ...meta.map(([key, value]) => `${untrustedLine(key)} ${untrustedLine(value)}`),
    ...(link === undefined ? [] : [`More: [${escapeMarkdown(hostOf(link))}](${link})`]),
    ...(hidden.length > 0 ? [`Also: ${hidden.map((each) => hiddenName(each, linked(each))).join(' · ')}`] : []),
    `From glossary [${escapeMarkdown(origin.name)}](${linkTo(term.id)})${contextOf(origin.context, vision)}`,
  ];
}

const hiddenName = (term: Term, linked: string): string =>
  isOwn(term) ? `${linked} of ${escapeMarkdown(term.origin.name)}` : `AI term ${linked}`;

function contextOf(name: string | undefined, vision: string | undefined): string {
  const parts = [...(name === undefined ? [] : [`**${escapeMarkdown(name)}**`])];
  if (vision !== undefined) parts.push(untrustedLine(vision));
  return parts.length === 0 ? '' : `, ${parts.join(': ')}`;
}

const hostOf = (link: string): string => /^https:\/\/([^/?#]+)/i.exec(link)?.[1] ?? link;
