import { QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { minCompared, maxCompared } from '../../../core/pages/comparePage';
import { createModelSearch } from '../../../core/search/modelChoices';
import { modelGroups } from '../modelRows';
import { answerOf } from '../../shared/question';
import { say } from '../../shared/words';

type Item = QuickPickItem & { readonly value?: Model };

export const isComparable = (count: number): boolean => count >= minCompared && count <= maxCompared;

/**
 * Lets the user choose the models to compare, with those in `before` selected at first. Living models of each family
 * come first. It stays open while too few or too many are chosen. `undefined` when the user leaves.
 */
export function pickCompared(catalog: Catalog, before: readonly Model[]): Promise<readonly Model[] | undefined> {
  const ids = new Set(before.map(({ id }) => id));
  const pick = window.createQuickPick<Item>();
  const items = modelGroups(createModelSearch(catalog)(''), catalog).flatMap(({ label, rows }): Item[] => [
    { label, kind: QuickPickItemKind.Separator },
    ...rows,
  ]);
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.placeholder = say('Choose two to six models');
  pick.items = items;
  pick.selectedItems = items.filter(({ value }) => value && ids.has(value.id));
  const chosen = (): Model[] => pick.selectedItems.flatMap(({ value }) => value ?? []);
  const showTitle = (): void => {
    pick.title = titleOf(chosen().length);
  };
  showTitle();
  return answerOf<readonly Model[]>(pick, (answer) => [
    pick.onDidChangeSelection(showTitle),
    pick.onDidAccept(() => {
      if (isComparable(chosen().length)) answer(chosen());
    }),
  ]);
}

function titleOf(count: number): string {
  if (count > maxCompared) return say('Compare Models: {0} chosen, at most {1}', count, maxCompared);
  if (count < minCompared) return say('Compare Models: choose at least {0}', minCompared);
  return say('Compare Models: {0} chosen', count);
}
