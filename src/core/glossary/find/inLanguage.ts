import type { Term } from './glossaryTable';

/**
 * Terms as the reader of a language sees them: named and explained in it where their entry has it, else in English. English
 * names go on being found, because texts in every language have them.
 * @param language as VS Code names it: `de`, `pt-br`. A language without a region stands for all of its regions.
 */
export function termsInLanguage(terms: readonly Term[], language: string): readonly Term[] {
  const wanted = language.toLowerCase();
  const [base = ''] = wanted.split('-');
  return terms.map((term) => {
    const texts = term.texts?.[wanted] ?? term.texts?.[base];
    if (!texts) return term;
    const own = new Set(texts.forms.map(({ key }) => key));
    return { ...term, ...texts, forms: [...texts.forms, ...term.forms.filter(({ key }) => !own.has(key))] };
  });
}
