import { atOnce } from '../base/atOnce';
import type { GlossaryIndex } from './findTerm';
import type { Term } from './glossaryTable';
import { PhraseTree } from './phraseTree';
import type { FormOf } from './phraseTree';

/** A module of its own: whoever needs the terms alone loads no reader of texts. */
export function indexGlossary(terms: readonly Term[]): GlossaryIndex {
  return atOnce(indexInSlices(terms));
}

/** The same; yields between slices of the work. */
export function* indexInSlices(terms: readonly Term[]): Generator<undefined, GlossaryIndex> {
  const byKey = new Map<string, FormOf[]>();
  const byId = new Map<string, Term>();
  let steps = 0;
  for (const term of terms) {
    if (++steps % 200 === 0) yield;
    byId.set(term.id, term);
    for (const form of term.forms) {
      const known = byKey.get(form.key);
      if (known) known.push({ term, form });
      else byKey.set(form.key, [{ term, form }]);
    }
  }
  const tree = new PhraseTree();
  for (const [key, forms] of byKey) {
    if (++steps % 500 === 0) yield;
    tree.add(key, forms);
  }
  return { terms, byKey, byId, tree };
}
