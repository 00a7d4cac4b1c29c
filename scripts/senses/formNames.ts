import type { Term } from '../../src/core/glossary/find/glossaryTable';
import { formKey } from '../../src/core/glossary/find/splitWords';
import { didYouMean } from '../tables/didYouMean';

/** The forms of the glossary, and the words that they are made of. */
export class FormNames {
  private readonly forms = new Map<string, string>();
  private readonly parts = new Set<string>();

  constructor(glossary: readonly Term[]) {
    for (const { key, text } of glossary.flatMap((term) => term.forms)) {
      this.forms.set(key, text);
      for (const word of key.split(' ')) this.parts.add(word);
    }
  }

  /**
   * Why a form is none of the glossary; undefined: it is one.
   * @param mayBePart what is said of a word holds for the forms that it is a part of.
   */
  problemWith(form: string, mayBePart: boolean): string | undefined {
    const key = formKey(form);
    if (this.forms.has(key) || (mayBePart && this.parts.has(key))) return undefined;
    return `the glossary has no form "${form}"${didYouMean(form, this.forms.values())}`;
  }
}
