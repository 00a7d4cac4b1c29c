import type { Term } from '../find/glossaryTable';
import { isOwn } from './workspaceTerm';

/** What a term is called, its own name first: also what another glossary goes before it with. */
export const namesOf = (term: Term): string[] => [
  ...new Set([term.term, ...(isOwn(term) ? term.names : term.forms.map(({ text }) => text))]),
];
