import type { Family, Model } from '../../catalog/catalogTable';
import type { Term } from '../../glossary/find/glossaryTable';

/** The subject of a question, as far as glossary and catalog know it. `meant`: the name that stands there with a slip in it. */
export type Subject =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'family'; readonly family: Family; readonly meant?: string }
  | { readonly kind: 'model'; readonly model: Model; readonly family: Family };

export function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case 'term':
      return `term ${subject.term.id}`;
    case 'family':
      return `family ${subject.family.id}`;
    case 'model':
      return `model ${subject.model.id}`;
  }
}
