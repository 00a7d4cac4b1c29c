import { stepsOf } from '../../base/work';
import type { Work } from '../../base/work';
import { indexInSlices, formsOfAStep } from '../find/indexGlossary';
import type { GlossaryIndex } from '../find/findTerm';
import type { Term, TermForm } from '../find/glossaryTable';
import type { GlossaryContext, NamedTerm } from './glossaryFile';
import { workspaceTerm } from './workspaceTerm';
import type { WorkspaceGlossaryFile, WorkspaceTerm } from './workspaceTerm';

/** Terms of one file that hold together. */
export interface GlossaryLayer {
  readonly file: WorkspaceGlossaryFile;
  readonly context: GlossaryContext;
}

/**
 * The terms of the layers, the nearest first, and then those that are built in. Of several terms with one form the first has it,
 * and hides the others. Yields between slices of the work.
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

/** Knows who has which form. */
class Claims {
  private readonly byKey = new Map<string, { any: string | undefined; readonly exact: Map<string, string> }>();
  /** Ids of terms by the id of the one that goes before them. */
  readonly hidden = new Map<string, Set<string>>();

  /** The forms of a term that nobody has yet; from now on it has them. */
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
 * The same file may be met twice: as a neighbour and as an import. `copies`: how many of an id there were; thousands of entries
 * may be written so that they have one.
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
