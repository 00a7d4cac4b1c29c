import { stepsOf } from '../../base/work';
import type { Work } from '../../base/work';
import { indexInSlices, formsOfAStep } from '../find/indexGlossary';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term, TermForm } from '../find/glossaryTable';
import type { GlossaryContext, NamedTerm } from './glossaryFile';
import { workspaceTerm } from './workspaceTerm';
import type { WorkspaceGlossaryFile, WorkspaceTerm } from './workspaceTerm';

/** Terms of one file that apply together. */
export interface GlossaryLayer {
  readonly file: WorkspaceGlossaryFile;
  readonly context: GlossaryContext;
}

/**
 * Merges the terms of the layers, the nearest first, and then those that are built in. Of several terms with the same form,
 * the first one keeps the form and hides the others. Yields between slices of the work.
 */
export function* mergeGlossaries(layers: readonly GlossaryLayer[], builtIn: GlossaryIndex): Work<GlossaryIndex> {
  const claims = new Claims();
  const own = new Map<string, { term: WorkspaceTerm; related: readonly NamedTerm[] }>();
  const copies = new Map<string, number>();
  const isStep = stepsOf(formsOfAStep);
  for (const { file, context } of layers) {
    for (const written of context.terms) {
      if (isStep(1 + written.forms.length)) yield;
      const term = withFreeId(workspaceTerm(written, context, file), own, copies);
      own.set(term.id, { term: { ...term, forms: claims.claim(term) }, related: written.related });
    }
  }
  const others: Term[] = [];
  for (const term of builtIn.terms) {
    if (isStep(1 + term.forms.length)) yield;
    const forms = claims.claim(term);
    others.push(forms.length === term.forms.length ? term : { ...term, forms });
  }
  const terms: Term[] = [];
  for (const { term, related } of own.values()) {
    if (isStep(1 + related.length)) yield;
    const ids = related.flatMap(({ key, text }) => claims.holderOf(key) ?? (builtIn.byId.has(text) ? [text] : []));
    terms.push({ ...term, related: [...new Set(ids)].filter((id) => id !== term.id) });
  }
  yield;
  const index = yield* indexInSlices([...terms, ...others]);
  const hides = new Map<string, Term[]>();
  for (const [id, hidden] of claims.hidden) {
    if (isStep(1 + hidden.size)) yield;
    const found = [...hidden].flatMap((each) => index.byId.get(each) ?? []);
    hides.set(id, found);
  }
  return { ...index, hides };
}

/** Knows which term has which form. */
class Claims {
  private readonly byKey = new Map<string, { any: string | undefined; readonly exact: Map<string, string> }>();
  /** Ids of hidden terms, by the id of the term that hides them. */
  readonly hidden = new Map<string, Set<string>>();

  /** Returns the forms of a term that no other term has yet, and gives them to it. */
  claim({ id, forms }: Term): readonly TermForm[] {
    return forms.filter(({ key, text, exact }) => {
      const known = this.byKey.get(key) ?? { any: undefined, exact: new Map<string, string>() };
      this.byKey.set(key, known);
      const before = known.any ?? (exact ? known.exact.get(text) : undefined);
      if (before !== undefined && before !== id) {
        this.hidden.set(before, (this.hidden.get(before) ?? new Set()).add(id));
        return false;
      }
      if (exact) known.exact.set(text, id);
      else known.any = id;
      return true;
    });
  }

  holderOf(key: string): string | undefined {
    const known = this.byKey.get(key);
    return known?.any ?? known?.exact.values().next().value;
  }
}

/**
 * Gives a term an id that is free. The same file may be met twice: as a neighbour and as an import. `copies`: how many terms
 * of an id there were, as thousands of entries may be written so that they have the same one.
 */
function withFreeId(
  term: WorkspaceTerm,
  taken: ReadonlyMap<string, unknown>,
  copies: Map<string, number>,
): WorkspaceTerm {
  let { id } = term;
  let copy = copies.get(id) ?? 1;
  while (taken.has(id)) id = `${term.id}~${++copy}`;
  copies.set(term.id, copy);
  return id === term.id ? term : { ...term, id };
}
