import { ThemeIcon } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { automatic, defaultModel } from '../../../core/catalog/defaultModel';
import { modelAt } from '../../../core/search/nameAtCursor';
import { createModelSearch } from '../../../core/search/modelChoices';
import type { SayingsOf } from '../../models/sayings';
import { modelGroups, modelRow } from '../../models/modelRows';
import { activeModel, isAutomatic } from '../../shared/activeModel';
import { atCursor } from '../../shared/textCursor';
import { back, pickRanked } from '../../shared/rankedPick';
import type { PickGroup } from '../../shared/rankedPick';
import { say } from '../../shared/words';

type Choice = Model | typeof automatic;

/** Lets the user choose one of the catalog's models, or to have one chosen. `undefined` when the user leaves. */
export async function pickModel(catalog: Catalog, said: SayingsOf): Promise<Choice | undefined> {
  const search = createModelSearch(catalog);
  const now = isAutomatic() ? undefined : activeModel(catalog);
  const chosen = now && 'id' in now ? now : undefined;
  const named = modelAtCursor(catalog, search);
  const picked = await pickRanked<Choice>({
    title: say('Select Model for Token Counts'),
    placeholder: say('Count tokens for which model?'),
    groups: (typed) => {
      const groups = modelGroups(search(typed), catalog, chosen?.id, said);
      const first = automaticRows(typed, catalog, now === undefined);
      if (!named || typed !== '') return [...first, ...groups];
      return [{ label: say('At the Cursor'), rows: [modelRow(named, catalog, chosen?.id, said)] }, ...first, ...groups];
    },
    startsAt: (choice) => choice === (named ?? chosen ?? automatic),
  });
  return picked === back ? undefined : picked;
}

/** Returns the row that leaves the choice to `defaultModel`. A typed name of a model must not lead to it. */
function automaticRows(typed: string, catalog: Catalog, isChosen: boolean): readonly PickGroup<Choice>[] {
  const label = say('Automatic');
  const usual = defaultModel(catalog);
  if (!usual || !label.toLowerCase().startsWith(typed.trim().toLowerCase())) return [];
  const description = [...(isChosen ? [say('chosen')] : []), usual.name].join(' · ');
  const icon = isChosen ? { iconPath: new ThemeIcon('check') } : {};
  return [{ label: '', rows: [{ label, description, value: automatic, ...icon }] }];
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
