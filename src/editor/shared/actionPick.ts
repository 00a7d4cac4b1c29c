import { Disposable, QuickPickItemKind, window } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';

/** A row that says something, and that does something where it has `run`. */
export interface ActionRow extends Pick<QuickPickItem, 'label' | 'description' | 'detail' | 'iconPath'> {
  /** What choosing the row does. The pick stays, and its rows are made again, unless `leaves`. */
  readonly run?: () => unknown;
  readonly leaves?: true;
  /** A button that does the same, for the mouse. */
  readonly button?: QuickInputButton;
}

export interface ActionGroup {
  readonly label: string;
  readonly rows: readonly ActionRow[];
}

export interface TitleButton extends QuickInputButton {
  readonly run: () => unknown;
}

/** Asked again after each action. */
export interface ActionPick {
  readonly title: string;
  readonly placeholder: string;
  readonly groups: readonly ActionGroup[];
  readonly buttons?: readonly TitleButton[];
}

type Item = QuickPickItem & { readonly row?: ActionRow };

/** Shows rows of which some do something: what was done can be taken back in the same place. */
export function showActions(make: () => ActionPick): void {
  const pick = window.createQuickPick<Item>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let titleButtons: readonly TitleButton[] = [];
  const show = (active = 0): void => {
    const { title, placeholder, groups, buttons = [] } = make();
    const items = groups.flatMap(({ label, rows }): Item[] => [
      { label, kind: QuickPickItemKind.Separator },
      ...rows.map(itemOf),
    ]);
    Object.assign(pick, { title, placeholder, items, buttons });
    titleButtons = buttons;
    const stands = items.filter(({ row }) => row !== undefined)[active];
    if (stands) pick.activeItems = [stands];
  };
  const act = async (run: () => unknown, item?: Item): Promise<void> => {
    const index = pick.items.filter(({ row }) => row !== undefined).findIndex((each) => each === item);
    await sayingWhy(run);
    show(Math.max(0, index));
  };
  const choose = (item: Item | undefined): void => {
    const { run, leaves } = item?.row ?? {};
    if (!run) return;
    if (!leaves) return void act(run, item);
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
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

const itemOf = (row: ActionRow): Item => ({
  ...{ label: row.label, row },
  ...(row.description !== undefined && { description: row.description }),
  ...(row.detail !== undefined && { detail: row.detail }),
  ...(row.iconPath && { iconPath: row.iconPath }),
  ...(row.button && { buttons: [row.button] }),
});
