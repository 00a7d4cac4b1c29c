import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { gridFilters } from '../../core/evals/grid/gridForms';
import type { CellDetail, GridFilter, GridView } from '../../core/evals/grid/gridForms';
import { gridAnswers, toGrid } from '../../core/evals/grid/gridProtocol';
import type { FromGrid, ToGrid } from '../../core/evals/grid/gridProtocol';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';
import { translate } from '../shared/strings';
import { cellPanel } from './cellPanel';
import { GridTable } from './gridTable';
import { words } from './gridWords';

type Host = HostClient<FromGrid, ToGrid, typeof gridAnswers>;

const filterWords: Readonly<Record<GridFilter, Parameters<typeof words>[0]>> = {
  all: 'gridAll',
  failed: 'gridFailed',
  errors: 'gridErrors',
  changed: 'gridChanged',
  worse: 'gridWorse',
  dearer: 'gridDearer',
};
/** Those that say something only beside another run. */
const comparing = new Set<GridFilter>(['changed', 'worse', 'dearer']);

/** The page of a run: a bar, the grid, and the cell that was opened. */
class GridPage {
  private readonly heading = document.createElement('h1');
  private readonly bar = document.createElement('header');
  private readonly note = document.createElement('p');
  private readonly panel = document.createElement('aside');
  private readonly table: GridTable;
  private other: string | null = null;
  /** Of the cell that is open. */
  private shown: { readonly test: number; readonly column: number } | undefined;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    keys: EventTarget,
  ) {
    this.table = new GridTable({
      rows: (from, count) => host.ask('rows', { from, count }),
      open: (test, column) => void this.open(test, column, true),
    });
    this.heading.className = 'unseen';
    this.heading.textContent = words('gridLabel');
    this.bar.className = 'bar';
    this.note.className = 'note';
    this.note.setAttribute('role', 'status');
    this.panel.hidden = true;
    const main = document.createElement('main');
    const area = document.createElement('div');
    area.className = 'area';
    area.append(this.table.element, this.panel);
    main.append(this.heading, this.bar, this.note, area);
    root.append(main);
    this.note.textContent = words('gridLoading');
    keys.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape' && !this.panel.hidden) this.close();
    });
  }

  receive(message: ToGrid): void {
    switch (message.type) {
      case 'start':
        translate(message.strings);
        this.heading.textContent = document.title = message.name;
        return;
      case 'grid':
        this.other = message.other;
        this.show(message.view);
        // What is open may have another answer now.
        if (this.shown) void this.open(this.shown.test, this.shown.column, false);
        return;
      case 'unreadable':
        this.note.textContent = message.message;
        return;
    }
  }

  private show(view: GridView): void {
    this.table.show(view);
    this.note.textContent = noteOf(view);
    render(this.barOf(view), this.bar);
  }

  private barOf(view: GridView): TemplateResult {
    const { host, other } = this;
    const offered = gridFilters.filter((filter) => other !== null || !comparing.has(filter));
    return html`<label
        >${words('gridFilter')}
        <select data-testid="filter" @change=${(event: Event) => void this.filterBy(event.target as HTMLSelectElement)}>
          ${offered.map(
            (filter) =>
              html`<option value=${filter} ?selected=${filter === view.filter}>
                ${words(filterWords[filter], view.counts[filter])}
              </option>`,
          )}
        </select></label
      >
      ${
        other === null || !view.compared
          ? button('compare', words('gridCompare'), () => host.post({ type: 'compare' }))
          : html`<span class="compared"
                >${words('gridCompared', other, view.compared.better, view.compared.worse, view.compared.gone)}</span
              >
              ${button('stopComparing', words('gridStopComparing'), () => host.post({ type: 'stopComparing' }))}`
      }
      ${button('openText', words('gridOpenText'), () => host.post({ type: 'openText' }))}`;
  }

  private async filterBy({ value }: HTMLSelectElement): Promise<void> {
    const filter = gridFilters.find((each) => each === value);
    if (filter) this.show(await this.host.ask('show', { filter }));
  }

  private async open(test: number, column: number, takesFocus: boolean): Promise<void> {
    const detail = await this.host.ask('cell', { test, column });
    if (!detail) return this.close();
    this.shown = { test, column };
    this.panel.hidden = false;
    render(this.panelOf(detail, column), this.panel);
    if (!takesFocus) return;
    this.panel.scrollTop = 0;
    this.panel.querySelector<HTMLElement>('h2')?.focus();
  }

  private panelOf(detail: CellDetail, column: number): TemplateResult {
    const { test } = detail;
    return cellPanel(detail, {
      close: () => this.close(),
      showDifference: (repeat) => this.host.post({ type: 'showDifference', test, column, repeat }),
    });
  }

  private close(): void {
    this.shown = undefined;
    this.panel.hidden = true;
    render(nothing, this.panel);
    this.table.focus();
  }
}

function noteOf({ rows, shown, unread }: GridView): string {
  const unreadNote = unread > 0 ? words('gridUnread', unread) : '';
  const count = rows === 0 ? words('gridNoCells') : shown === 0 ? words('gridNoRows') : words('gridRows', shown, rows);
  return [count, unreadNote].filter((part) => part !== '').join(' ');
}

const button = (id: string, text: string, press: () => void): TemplateResult =>
  html`<button type="button" class="link" data-testid=${id} @click=${press}>${text}</button>`;

/** Fills `root` with the grid, hears the host through `target` (the window), and says that it is ready. */
export function startGrid(api: PageApi, root: HTMLElement, target: EventTarget): void {
  const host: Host = new HostClient(api, { messages: toGrid, answers: gridAnswers });
  const page = new GridPage(root, host, target);
  host.listen(target, (message) => page.receive(message));
  host.post({ type: 'ready' });
}
