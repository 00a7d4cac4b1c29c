import type { Catalog } from '../catalog/catalog';
import { findTerm } from '../glossary/find/findTerm';
import type { GlossaryIndex } from '../glossary/find/findTerm';
import type { GuideEntry } from './guideChoices';
import { longestAt, modelAt } from './nameAtCursor';
import type { Cursor } from './nameAtCursor';

/** Finds the model, or else the longer of the term and the family, that the cursor is in or at an end of. */
export function entryAt(index: GlossaryIndex, catalog: Catalog, place: Cursor): GuideEntry | undefined {
  const model = modelAt(catalog, place);
  if (model) return { kind: 'model', model };
  const { text, offset } = place;
  // A cursor after the last letter of a word is at the word, too.
  const found = [offset, offset - 1].map((at) => (at < 0 ? undefined : findTerm(index, text, at, 'prose')));
  const term = found.find((match) => match !== undefined && match.end >= offset);
  const family = longestAt(catalog.families, ({ name }) => [name, ...name.split(' / ')], place);
  if (family && family.end - family.start > (term ? term.end - term.start : 0))
    return { kind: 'family', family: family.item };
  return term && { kind: 'term', term: term.term };
}
