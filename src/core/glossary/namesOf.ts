import type { Term } from './glossaryTable';

/** What a term is called, its own name first: also a name that another glossary has taken from it. */
export const namesOf = ({ term, forms }: Term): string[] => [...new Set([term, ...forms.map(({ text }) => text)])];
