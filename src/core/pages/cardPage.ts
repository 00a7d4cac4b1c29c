import { codeSpan, escapeMarkdown } from '../base/markdown';
import type { Say } from '../base/say';
import type { ParameterFact } from '../catalog/parameters/parameters';
import { parameterLines } from '../catalog/parameters/parameterMessages';
import { termCardPage } from '../glossary/cards/card';
import type { GlossaryIndex } from '../glossary/find/findTerm';
import type { Term } from '../glossary/find/glossaryTable';
import { workspacePrefix } from '../glossary/workspace/workspaceTerm';
import type { IdCardParts } from '../code/ids/idCard';
import type { PageAddress } from './address';
import { markdownPage } from './page';
import type { Page } from './page';

// The cards of the view that follows the cursor, as pages.

/** The address that the links of a card are relative to. */
export const cardAddress: PageAddress = { folder: 'terms', id: 'card' };

const termPath = (id: string): string => `${linkedId(id)}.md`;

/**
 * Returns the id of a term as a link can hold it. The id of a workspace term has a path and words in it, whose special
 * characters are written with a `+`.
 */
function linkedId(id: string): string {
  if (!id.startsWith(workspacePrefix)) return id;
  const bare = encodeURIComponent(id).replace(/[!~*'()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return bare.replaceAll('%', '+');
}

/** Returns the id of the term that a link of a card leads to: the reverse of `linkedId`. */
export function termIdOfLink(linked: string): string {
  if (!linked.startsWith(linkedId(workspacePrefix))) return linked;
  try {
    return decodeURIComponent(linked.replaceAll('+', '%'));
  } catch {
    // The link was not made by this module and leads to no term.
    return linked;
  }
}

/** Returns the card of a term. @param live a line about the reader's own text, in Markdown */
export const termCardOf = (term: Term, index: GlossaryIndex, live?: string): Page =>
  markdownPage(term.term, termCardPage(term, index, termPath, live));

/** Returns the card of a model's id. `model`: the model of the catalog, for its buttons. */
export function modelCardOf(
  { name, beside, lines }: IdCardParts,
  model: { readonly id: string; readonly name: string } | undefined,
  term: Term | undefined,
  say: Say,
): Page {
  const text = [`# ${name}`, beside.filter((part) => part !== '').join(' · '), ...lines, ...termLine(term, say)];
  const markdown = text.filter((part) => part !== '').join('\n\n');
  const actions = model ? [{ type: 'modelActions' as const, modelId: model.id, name: model.name }] : [];
  return { title: model?.name ?? name, blocks: [{ type: 'markdown', markdown }, ...actions] };
}

/** Returns the card of a parameter. `undefined`: nothing is known of it. */
export function parameterCardOf(facts: readonly ParameterFact[], term: Term | undefined, say: Say): Page | undefined {
  const [first] = facts;
  if (!first) return undefined;
  const model = first.model === undefined ? [] : [codeSpan(first.model)];
  const text = [
    `# ${escapeMarkdown(first.parameter)}`,
    ...model,
    ...parameterLines(facts, say),
    ...termLine(term, say),
  ];
  return markdownPage(first.parameter, text.join('\n\n'));
}

const termLine = (term: Term | undefined, say: Say): string[] =>
  term ? [say('Term: {0}', `[${escapeMarkdown(term.term)}](${termPath(term.id)})`)] : [];
