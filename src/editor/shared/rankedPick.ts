import { QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { QuickPick, QuickPickItem } from 'vscode';
import { openExternally } from './openers';
import { answerOf, showStep } from './question';
import type { QuestionStep } from './question';
import { say } from './words';

export interface PickRow<T> extends Pick<QuickPickItem, 'label' | 'description' | 'detail' | 'iconPath'> {
  readonly value: T;
  /** A page about the row's subject, which a button of the row opens. */
  readonly guideUrl?: string;
}

/** Rows under a separator. */
export interface PickGroup<T> {
  readonly label: string;
  readonly rows: readonly PickRow<T>[];
}

interface PickQuestion<T> {
  readonly title: string;
  /** A title that replaces `title` once it is known. */
  readonly titleLater?: Promise<string>;
  /** The question itself. */
  readonly placeholder: string;
  readonly step?: QuestionStep;
  /**
   * All rows, of which those are shown that contain the typed text; or a function that returns the rows for it, in the
   * order in which they are shown.
   */
  readonly groups: readonly PickGroup<T>[] | ((typed: string) => readonly PickGroup<T>[]);
  /** The row to start from, as long as nothing is typed. */
  readonly startsAt?: (value: T) => boolean;
  /** Whether the box stays open when the user goes to another window, to look something up. */
  readonly keepOpen?: boolean;
}

/** The result of a pick when the user wants the question before. */
export const back = Symbol('back');

/** Returns the rows that contain the typed text in their label or description. */
export const fitting = <T>(rows: readonly PickRow<T>[], typed: string): PickRow<T>[] =>
  rows.filter(({ label, description = '' }) =>
    `${label} ${description}`.toLowerCase().includes(typed.trim().toLowerCase()),
  );

type Item<T> = QuickPickItem & Partial<Pick<PickRow<T>, 'value' | 'guideUrl'>>;

/** Asks the user to choose one row, in the given order. `undefined` when the user leaves without choosing. */
export function pickRanked<T>(question: PickQuestion<T>): Promise<T | typeof back | undefined> {
  const pick = window.createQuickPick<Item<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = question.keepOpen ?? false;
  showStep(pick, question.step);
  question.titleLater?.then(
    (title) => (pick.title = title),
    () => undefined, // The title stays.
  );
  keepOrder(pick);
  const groupsFor = (typed: string): readonly PickGroup<T>[] =>
    typeof question.groups === 'function'
      ? question.groups(typed)
      : question.groups.map(({ label, rows }) => ({ label, rows: fitting(rows, typed) }));
  const show = (): void => {
    const found = itemsOf(groupsFor(pick.value));
    // Without a row the list would just disappear. This row has no value, so it cannot be chosen.
    const hasRows = found.some(({ value }) => value !== undefined);
    const items: Item<T>[] = hasRows ? found : [{ label: say('No matching results'), alwaysShow: true }];
    pick.items = items;
    const start = items.find(({ value }) => value !== undefined && question.startsAt?.(value));
    if (pick.value === '' && start) pick.activeItems = [start];
  };
  show();
  return answerOf<T | typeof back>(pick, (answer) => [
    pick.onDidChangeValue(show),
    // A user who types and presses Enter at once chooses from a list that is not drawn yet: its first row is meant.
    pick.onDidAccept(() => {
      const given = pick.selectedItems[0]?.value ?? pick.items.find(({ value }) => value !== undefined)?.value;
      if (given !== undefined) answer(given);
    }),
    pick.onDidTriggerButton(() => answer(back)),
    pick.onDidTriggerItemButton(({ item: { guideUrl } }) => guideUrl !== undefined && openExternally(guideUrl)),
  ]);
}

/**
 * Keeps the order of rows. VS Code drops rows that its own search does not find, unless a row has `alwaysShow`, and
 * sorts the rest by the place of the match in the label, without separators. `sortByLabel` is in no released API since
 * 2019, but its setter is open to every extension, and others rely on it (microsoft/vscode#73904). Without it the rows
 * are the same, in VS Code's order.
 */
export function keepOrder(pick: QuickPick<QuickPickItem> & { sortByLabel?: boolean }): void {
  pick.sortByLabel = false;
}

const itemsOf = <T>(groups: readonly PickGroup<T>[]): Item<T>[] =>
  groups
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ label, rows }): Item<T>[] => [
      { label, kind: QuickPickItemKind.Separator },
      ...rows.map((row) => ({ ...row, ...guideButton(row), alwaysShow: true })),
    ]);

const guideButton = ({ guideUrl }: { readonly guideUrl?: string }): Pick<QuickPickItem, 'buttons'> =>
  guideUrl === undefined
    ? {}
    : { buttons: [{ iconPath: new ThemeIcon('link-external'), tooltip: say('Open {0}', guideUrl) }] };
