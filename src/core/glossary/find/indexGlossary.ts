import { addTo } from '../../base/maps';
import { atOnce, stepsOf } from '../../base/work';
import type { Work } from '../../base/work';
import type { GlossaryIndex } from './findTerm';
import type { Term } from './glossaryTable';
import { PhraseTree } from './phraseTree';
import type { FormOf } from './phraseTree';

/**
 * Forms that are indexed before other work gets a turn: some two milliseconds. Terms are no measure: one may have
 * fifty.
 */
export const formsOfAStep = 500;

/** Indexes terms. This module stands apart, so that code which needs only the terms loads no reader of texts. */
export function indexGlossary(terms: readonly Term[]): GlossaryIndex {
  return atOnce(indexInSlices(terms));
}

/** Indexes terms, and yields between slices of the work. */
export function* indexInSlices(terms: readonly Term[]): Work<GlossaryIndex> {
  const byKey = new Map<string, FormOf[]>();
  const byId = new Map<string, Term>();
  const isStep = stepsOf(formsOfAStep);
  for (const term of terms) {
    if (isStep(1 + term.forms.length)) yield;
    byId.set(term.id, term);
    for (const form of term.forms) addTo(byKey, form.key, { term, form });
  }
  const tree = new PhraseTree();
  for (const [key, forms] of byKey) {
    if (isStep(forms.length)) yield;
    tree.add(key, forms);
  }
  return { terms, byKey, byId, tree };
}
