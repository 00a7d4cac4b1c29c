import { formatDay } from '../../base/day';
import { escapeMarkdown } from '../../base/markdown';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term } from '../find/glossaryTable';
import { workspaceTermBody } from '../workspace/workspaceCard';
import { isOwn } from '../workspace/workspaceTerm';

/** Lines of a card in addition to the entry, in Markdown. */
interface CardExtras {
  /** A line about the reader's own text and model. */
  readonly live?: string | undefined;
  /** Links to actions. A hover of VS Code shows some twelve lines, so they come before what has to be scrolled to. */
  readonly actions?: string | undefined;
  /** The number of related terms that are named. Without it, all of them are. */
  readonly related?: number;
}

/** The Markdown of a term for a hover. `linkTo` makes the address of a related term. */
export function termCard(
  term: Term,
  index: GlossaryIndex,
  linkTo: (id: string) => string,
  extras: CardExtras = {},
): string {
  return [`**${escapeMarkdown(capitalise(term.term))}**`, ...termBody(term, index, linkTo, extras)].join('\n\n');
}

/** Returns the Markdown of a term for a card in a view, where the name is a heading. */
export const termCardPage = (term: Term, index: GlossaryIndex, linkTo: (id: string) => string, live?: string): string =>
  [`# ${escapeMarkdown(capitalise(term.term))}`, ...termBody(term, index, linkTo, { live })].join('\n\n');

/** The Markdown of a term as a page of its own. */
export function termPage(term: Term, index: GlossaryIndex, linkTo: (id: string) => string): string {
  const others = term.forms.slice(1).map((form) => escapeMarkdown(form.text));
  const also = others.length === 0 ? [] : [`*Also written: ${others.join(', ')}*`];
  return [`# ${escapeMarkdown(capitalise(term.term))}`, ...also, ...termBody(term, index, linkTo)].join('\n\n') + '\n';
}

function termBody(
  term: Term,
  index: GlossaryIndex,
  linkTo: (id: string) => string,
  { live, actions, related: most }: CardExtras = {},
): string[] {
  const doing = actions === undefined ? [] : [actions];
  if (isOwn(term)) return [...workspaceTermBody(term, index, linkTo), ...doing];
  const linked = (id: string): string[] => {
    const other = index.byId.get(id);
    return other === undefined ? [] : [`[${escapeMarkdown(other.term)}](${linkTo(other.id)})`];
  };
  const related = term.related.flatMap(linked).slice(0, most);
  const confused = (term.notToBeConfusedWith ?? []).flatMap(({ term: id, because }) =>
    linked(id).map((link) => `Not to be confused with ${link}: ${withEmphasis(because)}`),
  );
  return [
    withEmphasis(term.summary),
    ...(live === undefined ? [] : [live]),
    ...doing,
    ...(term.example === undefined ? [] : [`*For example:* ${withEmphasis(term.example)}`]),
    `*Why it matters:* ${withEmphasis(term.why)}`,
    ...confused,
    ...(related.length > 0 ? [`Related: ${related.join(' · ')}`] : []),
    `Source: [${escapeMarkdown(term.source.title)}](${term.source.url})${checkedOn(term)}`,
  ];
}

const checkedOn = ({ checked }: Term): string => (checked === undefined ? '' : ` (as of ${formatDay(checked)})`);

/** Keeps the two kinds of markup that summaries have, `*emphasis*` and `` `code` ``; all else is plain text. */
export const withEmphasis = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : escapeMarkdown(part).replace(/\\\*(\S(?:.*?\S)?)\\\*/gs, '*$1*')))
    .join('');

/** Removes the two kinds of markup that summaries have, and returns plain text. */
export const withoutEmphasis = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part.slice(1, -1) : part.replace(/\*(\S(?:.*?\S)?)\*/gs, '$1')))
    .join('');

/** Puts the first letter in upper case, unless the first word has capitals of its own (`GGUF`, `k-NN`). */
export const capitalise = (text: string): string =>
  /\p{Lu}/u.test(text.split(/\s/)[0] ?? '') ? text : text.charAt(0).toUpperCase() + text.slice(1);
