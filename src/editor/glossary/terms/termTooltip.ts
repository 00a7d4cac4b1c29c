import { MarkdownString } from 'vscode';
import { termCard } from '../../../core/glossary/cards/card';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { commandLink, trusting } from '../../shared/commands';

/** Makes the card of a term for a row of a tree. */
export function termTooltip(term: Term, index: GlossaryIndex): MarkdownString {
  const card = new MarkdownString(termCard(term, index, (id) => commandLink('glossary.lookUp', id)));
  card.isTrusted = trusting('glossary.lookUp');
  return card;
}
