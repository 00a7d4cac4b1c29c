import type { Term } from '../glossary/find/glossaryTable';
import { namesOf } from '../glossary/workspace/workspaceTerm';
import { createNameSearch } from './nameSearch';
import type { Named } from './nameSearch';

/** A shorter word stands inside half of all texts. */
const shortestInText = 3;

/**
 * Finds terms by what is typed: first those whose name or alias fits, slips and all, the best fit first, then those whose text
 * has the words.
 */
export function createTermSearch(terms: readonly Term[]): (query: string) => Term[] {
  const items = terms.map((term) => ({
    term,
    names: namesOf(term),
    text: [term.summary, term.why, term.example ?? ''].join(' '),
  }));
  const byName = createNameSearch(items);
  const byText = createNameSearch(items.map(({ term, text }): Named & { term: Term } => ({ term, names: [''], text })));
  return (query) => {
    const named = byName(query).map(({ item }) => item.term);
    const inText = query.trim().length < shortestInText ? [] : byText(query).map(({ item }) => item.term);
    return [...new Set([...named, ...inText])];
  };
}
