import { findTerm } from '../../src/core/glossary/find/findTerm';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import type { Term } from '../../src/core/glossary/find/glossaryTable';

/** A term that another one uses in its text and does not link to. */
interface Unlinked {
  readonly id: string;
  readonly uses: string;
  readonly written: string;
}

/**
 * The terms that a reader of a card may not know and is not led to. Everyday words (token, model, training) do not count: nearly
 * every card has them.
 */
export function unlinkedTerms(terms: readonly Term[]): Unlinked[] {
  const index = indexGlossary(
    terms.map((term) => ({ ...term, forms: term.forms.filter(({ everyday }) => !everyday) })),
  );
  return terms.flatMap((term) => {
    const linked = new Set([term.id, ...term.related, ...(term.notToBeConfusedWith ?? []).map((other) => other.term)]);
    return termsIn(index, withoutCode(term.summary))
      .filter(({ uses }) => {
        const isNew = !linked.has(uses);
        linked.add(uses);
        return isNew;
      })
      .map((found) => ({ id: term.id, ...found }));
  });
}

function termsIn(index: ReturnType<typeof indexGlossary>, text: string): Omit<Unlinked, 'id'>[] {
  const found: Omit<Unlinked, 'id'>[] = [];
  for (let at = 0; at < text.length; at++) {
    const match = findTerm(index, text, at, 'prose');
    if (match === undefined || match.start < at) continue;
    found.push({ uses: match.term.id, written: text.slice(match.start, match.end) });
    at = match.end - 1;
  }
  return found;
}

/** Names of fields are there to be seen, not to be explained. As long as before. */
const withoutCode = (text: string): string => text.replace(/`[^`]*`/g, (code) => '`'.repeat(code.length));
