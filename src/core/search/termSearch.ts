import type { Term } from '../glossary/find/glossaryTable';
import { namesOf } from '../glossary/workspace/workspaceTerm';
import { createNameSearch } from './nameSearch';
import type { Searchable } from './nameSearch';

/** Fewest characters of a query that is searched for in texts. A shorter word occurs in half of them. */
const shortestInText = 3;

/**
 * Finds terms by a query: first those whose name or alias fits, even with slips, the best fit first, then those whose
 * text has the words.
 */
export function createTermSearch(terms: readonly Term[]): (query: string) => Term[] {
  const items = terms.map((term) => ({
    term,
    names: namesOf(term),
    text: [term.summary, term.why, term.example ?? ''].join(' '),
  }));
  const byName = createNameSearch(items);
  const byText = createNameSearch(
    items.map(({ term, text }): Searchable & { term: Term } => ({ term, names: [''], text })),
  );
  return (query) => {
    const named = byName(query).map(({ item }) => item.term);
    const inText = query.trim().length < shortestInText ? [] : byText(query).map(({ item }) => item.term);
    return [...new Set([...named, ...inText])];
  };
}
