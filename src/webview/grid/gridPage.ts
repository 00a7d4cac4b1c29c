import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { comparing, gridFilters } from '../../core/evals/grid/gridForms';
import type { CellDetail, GridFilter, GridView } from '../../core/evals/grid/gridForms';
import { gridAnswers, toGrid } from '../../core/evals/grid/gridProtocol';
import type { FromGrid, ToGrid } from '../../core/evals/grid/gridProtocol';
import { HostClient } from '../shared/hostClient';
import type { PageApi } from '../shared/pageApi';
import { translate } from '../shared/strings';
import { cellPanel } from './cellPanel';
import { GridTable } from './gridTable';
import { words } from './gridWords';
import { linkButton } from '../shared/linkButton';

type Host = HostClient<FromGrid, ToGrid, typeof gridAnswers>;

const filterWords: Readonly<Record<GridFilter, Parameters<typeof words>[0]>> = {
  all: 'gridAll',
  failed: 'gridFailed',
  errors: 'gridErrors',
  changed: 'gridChanged',
  worse: 'gridWorse',
  new: 'gridNewRows',
  dearer: 'gridDearer',
};

/** The page of a run: a bar, the grid, and the cell that was opened. */
class GridPage {
  private readonly heading = document.createElement('h1');
  private readonly bar = document.createElement('header');
  private readonly note = document.createElement('p');
  private readonly panel = document.createElement('aside');
  private readonly table: GridTable;
  private other: string | null = null;
  private isRunning = false;
  /** The cell that is open or being opened. A reply about another cell comes too late. */
  private shown: { readonly test: number; readonly column: number } | undefined;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    keys: EventTarget,
  ) {
    this.table = new GridTable({
      rows: (from, count) => host.ask('rows', { from, count }),
      open: (test, column) => void this.open({ test, column }, true),
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

  /** Gives the focus to the grid if nothing in the page has it. */
  takeFocus(): void {
    if (document.hasFocus() && (document.activeElement ?? document.body) === document.body) this.table.focus();
  }

  receive(message: ToGrid): void {
    switch (message.type) {
      case 'start':
        translate(message.strings);
        this.heading.textContent = document.title = message.name;
        return;
      case 'grid':
        this.other = message.other;
        this.isRunning = message.isRunning;
        this.show(message.view);
        this.takeFocus();
        if (!message.isWhole) this.note.textContent = words('gridLoading');
        // The cell that is open may have another answer now.
        if (this.shown) void this.open(this.shown, false);
        return;
      case 'unreadable':
        this.note.textContent = message.message;
        return;
    }
  }

  private show(view: GridView): void {
    this.table.show(view, this.isRunning);
    this.note.textContent = noteOf(view, this.isRunning);
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
          ? linkButton('compare', words('gridCompare'), () => host.post({ type: 'compare' }))
          : html`<span class="compared">${comparedWords(other, view.compared)}</span>
              ${linkButton('stopComparing', words('gridStopComparing'), () => host.post({ type: 'stopComparing' }))}`
      }
      ${linkButton('openText', words('gridOpenText'), () => host.post({ type: 'openText' }))}`;
  }

  private async filterBy({ value }: HTMLSelectElement): Promise<void> {
    const filter = gridFilters.find((each) => each === value);
    if (filter) this.show(await this.host.ask('show', { filter }));
  }

  private async open(shown: NonNullable<typeof this.shown>, takesFocus: boolean): Promise<void> {
    this.shown = shown;
    const detail = await this.host.ask('cell', shown);
    if (this.shown !== shown) return;
    if (!detail) return this.close();
    this.panel.hidden = false;
    this.table.keepsInSight = true;
    render(this.panelOf(detail, shown.column), this.panel);
    if (!takesFocus) return;
    this.table.reveal();
    this.panel.scrollTop = 0;
    this.panel.querySelector<HTMLElement>('h2')?.focus();
  }

  private panelOf(detail: CellDetail, column: number): TemplateResult {
    const { test } = detail;
    return cellPanel(detail, {
      close: () => this.close(),
      showDifference: (repeat) => this.host.post({ type: 'showDifference', test, column, repeat }),
      showRequest: (repeat) => this.host.post({ type: 'showRequest', test, column, repeat }),
      openInPlayground: (repeat) => this.host.post({ type: 'openInPlayground', test, column, repeat }),
    });
  }

  private close(): void {
    this.shown = undefined;
    this.panel.hidden = true;
    this.table.keepsInSight = false;
    render(nothing, this.panel);
    this.table.focus();
  }
}

const comparedWords = (other: string, { better, worse, new: added, gone }: NonNullable<GridView['compared']>): string =>
  words('gridCompared', other, better, worse, added, gone);

function noteOf(view: GridView, isRunning: boolean): string {
  const { rows, shown, unread, cells, planned } = view;
  const count = rows === 0 ? words('gridNoCells') : shown === 0 ? words('gridNoRows') : words('gridRows', shown, rows);
  return [
    planned !== null && (cells < planned || isRunning) ? `${count}, ${words('gridCells', cells, planned)}.` : count,
    runNote(view, isRunning),
    unread > 0 ? words('gridUnread', unread) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Says why cells are missing, if some are. */
function runNote({ cells, planned, asking, ended }: GridView, isRunning: boolean): string {
  if (isRunning) return words('gridRunning', asking);
  if (ended === 'cap') return words('gridEndedByCap');
  if (ended === 'cancelled') return words('gridCancelled');
  if (asking > 0) return words('gridBrokeOff', asking);
  return planned !== null && cells < planned ? words('gridPart') : '';
}

/** Fills `root` with the grid, hears the host through `target` (the window), and says that it is ready. */
export function startGrid(api: PageApi, root: HTMLElement, target: EventTarget): void {
  const host: Host = new HostClient(api, { messages: toGrid, answers: gridAnswers });
  const page = new GridPage(root, host, target);
  host.listen(target, (message) => page.receive(message));
  target.addEventListener('focus', () => page.takeFocus());
  host.post({ type: 'ready' });
}
