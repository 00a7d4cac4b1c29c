import type { GlossaryIndex } from '../find/findTerm';
import { faultSeverity } from './glossaryFaults';
import type { GlossaryContext, GlossaryFault, GlossaryProblem } from './glossaryFile';

/** Terms that entries are related to, and that are explained nowhere. `index`: what holds in the folder of the glossary. */
export function unknownRelated(contexts: readonly GlossaryContext[], index: GlossaryIndex): GlossaryProblem[] {
  return contexts
    .flatMap(({ terms }) => terms)
    .flatMap(({ related, relatedAt }) =>
      related.flatMap(({ text, key }, i): GlossaryProblem[] => {
        const place = relatedAt[i];
        if (!place || index.byKey.has(key) || index.byId.has(text)) return [];
        const fault: GlossaryFault = { kind: 'unknownTerm', name: text };
        return [{ ...place, fault, severity: faultSeverity(fault) }];
      }),
    );
}
