import type { Catalog } from './catalog';
import type { Model } from './catalogTable';

/** Returns the model to use instead of one that is gone: the one that its maker names, or else the next of its line. */
export function successorOf(model: Model, catalog: Catalog): Model | undefined {
  const named = (model.life?.successors ?? []).map((id) => catalog.findModel(id));
  return named.find((each) => each !== undefined && each.status !== 'retired') ?? nextOfLine(model, catalog);
}

/**
 * Returns the newest current model of the same line (Sonnet, Flash, Large) in the family, or else the one that stands
 * for the family. A preview comes last, as it may soon be gone itself. The line is the part of a name without the
 * family's name, numbers and single letters.
 */
function nextOfLine(model: Model, catalog: Catalog): Model | undefined {
  const current = catalog.modelsOf(model.family).filter(({ status }) => status === 'current');
  const line = lineOf(model, catalog);
  const ofLine = line === '' ? [] : current.filter((other) => lineOf(other, catalog) === line);
  const standing = catalog.representatives.find(({ family, id }) => family === model.family && id !== model.id);
  return newestOf(ofLine) ?? (standing?.status === 'current' ? standing : (newestOf(current) ?? standing));
}

const newestOf = (models: readonly Model[]): Model | undefined =>
  models.toSorted((a, b) => (b.released ?? '').localeCompare(a.released ?? '', 'en'))[0];

function lineOf({ name, family }: Model, catalog: Catalog): string {
  const common = new Set(wordsOf(catalog.family(family)?.name ?? ''));
  return wordsOf(name)
    .filter((word) => !common.has(word))
    .join(' ');
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
