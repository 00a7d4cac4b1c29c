import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { modelAt } from '../../../core/search/nameAtCursor';
import { createModelSearch } from '../../../core/search/modelChoices';
import type { SayingsOf } from '../../models/sayings';
import { modelGroups, modelRow } from '../../models/modelRows';
import { atCursor } from '../../shared/textCursor';
import { back, pickRanked } from '../../shared/rankedPick';
import { say } from '../../shared/words';

/** Lets the user choose one of the catalog's models. `undefined` when the user leaves without choosing. */
export async function pickModel(catalog: Catalog, said: SayingsOf, current: string): Promise<Model | undefined> {
  const search = createModelSearch(catalog);
  const chosen = catalog.findModel(current);
  const named = modelAtCursor(catalog, search);
  const picked = await pickRanked<Model>({
    title: say('Select Model for Token Counts'),
    placeholder: say('Count tokens for which model?'),
    groups: (typed) => {
      const groups = modelGroups(search(typed), catalog, chosen?.id, said);
      if (!named || typed !== '') return groups;
      return [{ label: say('At the Cursor'), rows: [modelRow(named, catalog, chosen?.id, said)] }, ...groups];
    },
    startsAt: (model) => model === (named ?? chosen),
  });
  return picked === back ? undefined : picked;
}

/**
 * Finds the model at the cursor. Selected words count only where they are a whole name; other words do not ask for a
 * model.
 */
function modelAtCursor(catalog: Catalog, search: ReturnType<typeof createModelSearch>): Model | undefined {
  const found = atCursor();
  if (!found) return undefined;
  if ('place' in found) return modelAt(catalog, found.place);
  const [best] = search(found.selected);
  return best?.kind === 'best' ? best.models[0] : undefined;
}
