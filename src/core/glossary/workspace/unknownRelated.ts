import type { GlossaryIndex } from '../find/findTerm';
import type { GlossaryContext, GlossaryProblem } from './glossaryFile';

/** Finds related terms that are explained nowhere. `index`: the terms that apply in the folder of the glossary. */
export function unknownRelated(contexts: readonly GlossaryContext[], index: GlossaryIndex): GlossaryProblem[] {
  return contexts
    .flatMap(({ terms }) => terms.flatMap(({ related }) => related))
    .filter(({ text, key }) => !index.byKey.has(key) && !index.byId.has(text))
    .map(({ text, place }): GlossaryProblem => ({ ...place, fault: { kind: 'unknownTerm', name: text } }));
}
