import { Disposable, QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { PickGroup } from './rankedPick';

interface SeveralQuestion<T> {
  readonly placeholder: string;
  readonly groups: readonly PickGroup<T>[];
  readonly isChosen: (value: T) => boolean;
  /** The title while so many are chosen; what is wrong with that many belongs there, too. */
  readonly titleWith: (count: number) => string;
  readonly isEnough: (count: number) => boolean;
}

type Item<T> = QuickPickItem & { readonly value?: T };

/** Asks for several of many. `undefined` when the user leaves. With too few or too many it stays open. */
export function pickSeveral<T>(question: SeveralQuestion<T>): Promise<readonly T[] | undefined> {
  const pick = window.createQuickPick<Item<T>>();
  const items = question.groups.flatMap(({ label, rows }): Item<T>[] => [
    { label, kind: QuickPickItemKind.Separator },
    ...rows,
  ]);
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.placeholder = question.placeholder;
  pick.items = items;
  pick.selectedItems = items.filter(({ value }) => value !== undefined && question.isChosen(value));
  const chosen = (): T[] => pick.selectedItems.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const showTitle = (): void => {
    pick.title = question.titleWith(chosen().length);
  };
  showTitle();
  return new Promise((resolve) => {
    const answer = (given: readonly T[] | undefined): void => {
      resolve(given);
      listeners.dispose();
    };
    const listeners = Disposable.from(
      pick,
      pick.onDidChangeSelection(showTitle),
      pick.onDidAccept(() => {
        if (question.isEnough(chosen().length)) answer(chosen());
      }),
      pick.onDidHide(() => answer(undefined)),
    );
    pick.show();
  });
}
