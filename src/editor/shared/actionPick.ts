import { Disposable, QuickPickItemKind, window } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { showMessage } from './messages';

/** A row of a pick. It performs an action where it has `run`. */
export interface ActionRow extends Pick<QuickPickItem, 'label' | 'description' | 'detail' | 'iconPath'> {
  /** Key by which the row is found again where its words have changed. */
  readonly key?: string;
  /** Runs when the row is chosen. The pick stays open, and its rows are made again, unless `leaves`. */
  readonly run?: () => unknown;
  readonly leaves?: true;
  /** A button that does the same, for the mouse. */
  readonly button?: QuickInputButton;
}

export interface ActionGroup {
  readonly label: string;
  readonly rows: readonly ActionRow[];
}

interface TitleButton extends QuickInputButton {
  readonly run: () => unknown;
}

/** The content of a pick, which is made again after each action. */
export interface ActionPick {
  readonly title: string;
  readonly placeholder: string;
  readonly groups: readonly ActionGroup[];
  readonly buttons?: readonly TitleButton[];
}

type Item = QuickPickItem & { readonly row?: ActionRow };

/** Shows rows, some of which perform actions, so that an action can be undone in the same place. */
export function showActions(make: () => ActionPick): void {
  const pick = window.createQuickPick<Item>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let titleButtons: readonly TitleButton[] = [];
  const show = (key?: string): void => {
    const { title, placeholder, groups, buttons = [] } = make();
    const items = groups.flatMap(({ label, rows }): Item[] => [
      { label, kind: QuickPickItemKind.Separator },
      ...rows.map(itemOf),
    ]);
    // The typed text is cleared, as it was meant to find the words that the row had before.
    Object.assign(pick, { value: '', title, placeholder, items, buttons });
    titleButtons = buttons;
    const stays = key === undefined ? undefined : items.find(({ row }) => row?.key === key);
    if (stays) pick.activeItems = [stays];
  };
  const act = async (run: () => unknown, key?: string): Promise<void> => {
    await sayingWhy(run);
    show(key);
  };
  const choose = (item: Item | undefined): void => {
    const { run, leaves, key } = item?.row ?? {};
    if (!run) return;
    if (!leaves) return void act(run, key);
    pick.hide();
    void sayingWhy(run);
  };
  show();
  const listeners = Disposable.from(
    pick,
    pick.onDidAccept(() => choose(pick.activeItems[0])),
    pick.onDidTriggerItemButton(({ item }) => choose(item)),
    pick.onDidTriggerButton((button) => {
      const pressed = titleButtons.find((each) => each === button);
      if (pressed) void act(pressed.run);
    }),
    pick.onDidHide(() => {
      listeners.dispose();
    }),
  );
  pick.show();
}

async function sayingWhy(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    void showMessage('Error', error instanceof Error ? error.message : String(error));
  }
}

const itemOf = (row: ActionRow): Item => ({
  ...{ label: row.label, row },
  ...(row.description !== undefined && { description: row.description }),
  ...(row.detail !== undefined && { detail: row.detail }),
  ...(row.iconPath && { iconPath: row.iconPath }),
  ...(row.button && { buttons: [row.button] }),
});
