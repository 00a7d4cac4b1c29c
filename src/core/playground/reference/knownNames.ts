import type { Work } from '../../base/work';
import type { Catalog } from '../../catalog/catalog';
import type { Family, Model } from '../../catalog/catalogTable';
import type { Term } from '../../glossary/find/glossaryTable';
import type { Span } from '../../text/span';

/** The subject of a question, as far as glossary and catalog know it. `meant`: the name that the question misspells. */
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

/** A place where a subject is named. `name` is spelled as in our tables. */
export interface NamedPlace extends Span {
  readonly subject: Subject;
  readonly name: string;
}

/** Names that are looked for before other work gets a turn. */
const sliceNames = 40;

/**
 * Finds models by id, alias and name, and families by name and maker. The longest name at a place counts. Yields
 * between slices.
 */
export function* namesIn(text: string, catalog: Catalog): Work<NamedPlace[]> {
  const lower = text.toLowerCase();
  // A letter whose lower case is longer shifts all positions after it.
  if (lower.length !== text.length) return [];
  const found: NamedPlace[] = [];
  const taken = new Uint8Array(text.length);
  for (const [i, { name, subject }] of namesOf(catalog).entries()) {
    if (i % sliceNames === 0) yield undefined;
    const key = name.toLowerCase();
    for (let at = lower.indexOf(key); at >= 0; at = lower.indexOf(key, at + 1)) {
      const place = { subject, name, start: at, end: at + key.length };
      if (!standsAlone(lower, place) || taken.subarray(place.start, place.end).includes(1)) continue;
      taken.fill(1, place.start, place.end);
      found.push(place);
    }
  }
  return found;
}

/**
 * Whether a name stands alone. `gpt-5` does not in `gpt-5.1` nor in `gpt-5-mini`, but `Claude` does in `Claude-3`,
 * which is no model's name.
 */
function standsAlone(lower: string, { subject, start, end }: NamedPlace): boolean {
  if (/[\p{L}\p{N}]/u.test(lower.charAt(start - 1))) return false;
  const rest = lower.slice(end, end + 2);
  return subject.kind === 'model' ? !/^[-.:@]?[\p{L}\p{N}]/u.test(rest) : !/^\p{L}/u.test(rest);
}

/** Returns the names of a family: `Mistral / Mixtral` has two. */
export const familyNames = ({ name }: Family): string[] => name.split(' / ');

/** Returns all names, the longest first. */
function namesOf(catalog: Catalog): { readonly name: string; readonly subject: Subject }[] {
  const ofModels = catalog.models.flatMap((model) => {
    const its = catalog.family(model.family);
    const subject = its && ({ kind: 'model', model, family: its } as const);
    return subject ? [model.id, model.name, ...(model.aliases ?? [])].map((name) => ({ name, subject })) : [];
  });
  const ofFamilies = catalog.families.flatMap((one) =>
    [...familyNames(one), one.maker].map((name) => ({ name, subject: { kind: 'family', family: one } as const })),
  );
  return [...ofModels, ...ofFamilies].sort((a, b) => b.name.length - a.name.length);
}
