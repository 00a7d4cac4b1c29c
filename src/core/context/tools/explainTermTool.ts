import * as v from 'valibot';
import { withoutEmphasis } from '../../glossary/cards/card';
import { findTerm } from '../../glossary/find/findTerm';
import type { GlossaryIndex } from '../../glossary/find/findTerm';
import type { Term } from '../../glossary/find/glossaryTable';
import { namesOf } from '../../glossary/workspace/workspaceTerm';
import type { GuideEntry } from '../../search/guideChoices';
import { agentTool } from './agentTool';

/** Maximum number of entries of one name, and of names that are offered instead. */
const most = 5;

export const explainTermTool = agentTool(
  {
    name: 'explain_ai_term',
    description: 'Explains a term of AI from a reviewed glossary, with its source.',
    inputSchema: { type: 'object', properties: { term: { type: 'string' } }, required: ['term'] },
  },
  v.strictObject({ term: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)) }),
  async ({ term: name }, { guide }) => {
    const index = await guide.glossary();
    const found = termsCalled(name, index);
    if (found.length > 0) return found.map((term) => entryOf(term, index)).join('\n\n');
    const near = (await guide.search())(name).flatMap(({ entries }) => entries.map(nameOf));
    const like = near.length === 0 ? '' : ` Near it: ${near.slice(0, most).join(', ')}.`;
    return `The glossary has no entry "${name}".${like}`;
  },
);

function termsCalled(name: string, index: GlossaryIndex): readonly Term[] {
  const wanted = name.toLowerCase();
  const named = index.terms.filter((term) => namesOf(term).some((each) => each.toLowerCase() === wanted));
  if (named.length > 0) return named.slice(0, most);
  // Looks for plurals and hyphens, too.
  const written = findTerm(index, name, 0, 'prose');
  return written && written.end - written.start === name.length ? [written.term] : [];
}

function entryOf(term: Term, index: GlossaryIndex): string {
  const nameOfId = (id: string): string => index.byId.get(id)?.term ?? id;
  const others = namesOf(term).slice(1);
  const lines = [
    `${term.term}${others.length === 0 ? '' : ` (also ${others.join(', ')})`}: ${term.summary}`,
    ...(term.example === undefined ? [] : [`For example: ${term.example}`]),
    `Why it matters: ${term.why}`,
    ...(term.notToBeConfusedWith ?? []).map((other) => `Not ${nameOfId(other.term)}: ${other.because}`),
    ...(term.related.length === 0 ? [] : [`Related: ${term.related.map(nameOfId).join(', ')}`]),
    `Source: ${term.source.title}, ${term.source.url}${term.checked === undefined ? '' : ` (as of ${term.checked})`}`,
  ];
  return lines.map(withoutEmphasis).join('\n');
}

function nameOf(entry: GuideEntry): string {
  if (entry.kind === 'term') return entry.term.term;
  return entry.kind === 'family' ? entry.family.name : entry.model.id;
}
