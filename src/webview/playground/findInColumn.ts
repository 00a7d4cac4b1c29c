import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { Columns } from './columns';
import type { ColumnView } from './columnView';
import { FindBar } from './findBar';
import type { FindPlace, FindState } from './finder';
import { isLost } from './keptFocus';

type FoundMatch = Extract<ToPage, { type: 'showMatch' }>;

/** The part of the page that finding needs. */
interface FindPage {
  readonly columns: () => Columns;
  /** Draws the page with the bar or without it. */
  readonly draw: () => Promise<unknown>;
}

/** Find in one of the columns. */
export class FindInColumn {
  /** The bar, while it is shown. */
  bar: FindBar | undefined;
  /** Element that had the focus when the bar was opened. */
  private calledFrom: Element | null = null;

  constructor(private readonly page: FindPage) {}

  /** Opens the bar for the selected text, in the column that has the focus. */
  open(): void {
    if (!this.bar?.contains(document.activeElement)) this.calledFrom = document.activeElement;
    const selected = document.getSelection()?.toString() ?? '';
    this.show(this.page.columns().current, selected.includes('\n') || selected.length > 200 ? '' : selected);
  }

  /** Leads to a match that was found in all sessions. */
  lead({ column, query, promptId, where }: FoundMatch): void {
    const columns = this.page.columns();
    const view = columns.view(column);
    if (!view) return;
    columns.select(view);
    this.calledFrom = null;
    this.show(view, query, { promptId, where });
  }

  step(by: 1 | -1): void {
    if (this.bar) this.bar.finder.step(by);
    else this.open();
  }

  found(state: FindState): void {
    if (this.bar) this.bar.state = state;
  }

  /** Closes the bar if its column is no longer there. */
  look(): void {
    const { bar } = this;
    if (bar && !this.page.columns().all.some(({ finder }) => finder === bar.finder)) this.close();
  }

  /** Closes the bar. The focus goes back, or stays with what was found. */
  close(): void {
    const { bar, calledFrom } = this;
    const columns = this.page.columns();
    const searched = columns.all.find(({ finder }) => finder === bar?.finder);
    bar?.finder.stop();
    this.bar = undefined;
    void this.page.draw();
    if (calledFrom instanceof HTMLElement && calledFrom !== document.body) calledFrom.focus({ preventScroll: true });
    if (isLost() || document.activeElement !== calledFrom) {
      (searched ?? columns.current).conversation.focus({ preventScroll: true });
    }
  }

  private show({ store, finder }: ColumnView, query: string, place?: FindPlace): void {
    if (store.turns.size === 0) return;
    if (this.bar?.finder !== finder) {
      this.bar?.finder.stop();
      const where = (): string => (store.page.isLone ? '' : store.name);
      this.bar = new FindBar(finder, where, () => this.close());
    }
    const { bar } = this;
    void this.page.draw().then(async () => {
      await bar.updateComplete;
      bar.begin(query, place);
      bar.focus();
    });
  }
}
