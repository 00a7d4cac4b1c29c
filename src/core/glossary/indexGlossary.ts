import type { GlossaryIndex } from './findTerm';
import type { Term } from './glossaryTable';
import { PhraseTree } from './phraseTree';
import type { FormOf } from './phraseTree';

/** A module of its own: whoever needs the terms alone loads no reader of texts. */
export function indexGlossary(terms: readonly Term[]): GlossaryIndex {
  const byKey = new Map<string, FormOf[]>();
  for (const term of terms) {
    for (const form of term.forms) {
      const known = byKey.get(form.key);
      if (known) known.push({ term, form });
      else byKey.set(form.key, [{ term, form }]);
    }
  }
  return { terms, byKey, byId: new Map(terms.map((term) => [term.id, term])), tree: new PhraseTree(byKey) };
}
