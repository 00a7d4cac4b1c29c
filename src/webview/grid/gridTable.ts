import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { CellHead, GridChange, GridColumn, GridRow, GridView } from '../../core/evals/grid/gridForms';
import { factsOf, verdictIcons, verdictOf, verdictWords, words } from './gridWords';

/** Pixels of a row, as media/grid.css has them. */
const rowHeight = 112;
/** Rows that are drawn above and below those in sight. */
const overscan = 4;
/** Rows that are asked for together. */
const chunk = 50;

interface TableDeps {
  readonly rows: (from: number, count: number) => Promise<readonly GridRow[]>;
  /** Opens the chosen cell, by its test and column. */
  readonly open: (test: number, column: number) => void;
}

/** A grid of rows and columns that draws only those in sight. The arrow keys lead from cell to cell, Enter opens one. */
export class GridTable {
  readonly element = document.createElement('div');
  private view: GridView | undefined;
  private isRunning = false;
  private rows = new Map<number, GridRow>();
  /** Chunks that are asked for, by their first rows. */
  private asked = new Set<number>();
  /** Row and column of the cell that the keyboard is at, from 0. */
  private active = { row: 0, column: 0 };
  private isDrawing = false;
  /** Whether the active cell is open, and so stays in sight when there is less room. */
  keepsInSight = false;

  constructor(private readonly deps: TableDeps) {
    this.element.className = 'grid';
    this.element.dataset['testid'] = 'grid';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'grid');
    this.element.addEventListener('scroll', () => this.drawSoon(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => (this.keepsInSight ? this.reveal() : this.drawSoon())).observe(this.element);
  }

  /** @param isRunning whether requests may still be answered */
  show(view: GridView, isRunning: boolean): void {
    this.view = view;
    this.isRunning = isRunning;
    this.rows = new Map(view.first.entries());
    this.asked = new Set();
    this.active = {
      row: Math.min(this.active.row, Math.max(0, view.shown - 1)),
      column: Math.min(this.active.column, Math.max(0, view.columns.length - 1)),
    };
    this.draw();
  }

  focus(): void {
    this.element.focus();
  }

  private drawSoon(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.draw();
    });
  }

  private draw(): void {
    const { view, element } = this;
    if (!view) return;
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - overscan);
    const to = Math.min(view.shown, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + overscan);
    void this.load(from, to);
    element.setAttribute('aria-label', words('gridLabel'));
    element.setAttribute('aria-rowcount', String(view.shown + 1));
    element.setAttribute('aria-colcount', String(view.columns.length + 1));
    if (view.shown > 0) element.setAttribute('aria-activedescendant', cellId(this.active.row, this.active.column));
    else element.removeAttribute('aria-activedescendant');
    element.style.setProperty('--columns', String(view.columns.length));
    const drawn = Array.from({ length: Math.max(0, to - from) }, (_, i) => this.rowOf(from + i, view));
    render(
      html`<div class="head" role="row" aria-rowindex="1">
          <div class="corner" role="columnheader">${words('gridTests')}</div>
          ${view.columns.map(headOf)}
        </div>
        <div class="rows" role="presentation" style=${styleMap({ height: `${view.shown * rowHeight}px` })}>
          ${drawn}
        </div>`,
      element,
    );
  }

  private rowOf(at: number, view: GridView): TemplateResult {
    const row = this.rows.get(at);
    const place = styleMap({ transform: `translateY(${at * rowHeight}px)` });
    return html`<div class="row" role="row" aria-rowindex=${at + 2} style=${place}>
      <div class="test" role="rowheader">
        ${row ? html`<strong>${[words('gridTest', row.test + 1), ...(row.description === '' ? [] : [row.description])].join(': ')}</strong>${row.vars.map(varOf)}` : nothing}
      </div>
      ${view.columns.map((_, column) => this.cellOf(at, column, row))}
    </div>`;
  }

  private cellOf(at: number, column: number, row: GridRow | undefined): TemplateResult {
    const head = row?.cells[column];
    const isActive = at === this.active.row && column === this.active.column;
    const open = (): void => this.choose(at, column);
    return html`<div
      id=${cellId(at, column)}
      class="cell ${head ? verdictOf(head) : 'none'} ${isActive ? 'active' : ''}"
      role="gridcell"
      aria-colindex=${column + 2}
      @click=${open}
    >
      ${head ? contentOf(head) : row ? html`<span class="facts">${this.whyNothing(row, column)}</span>` : nothing}
    </div>`;
  }

  private whyNothing({ asking }: GridRow, column: number): string {
    if (!asking.includes(column)) return words('gridNotAsked');
    return words(this.isRunning ? 'gridBeingAsked' : 'gridNoAnswer');
  }

  private choose(row: number, column: number): void {
    this.active = { row, column };
    this.draw();
    const test = this.rows.get(row)?.test;
    if (test !== undefined && this.rows.get(row)?.cells[column]) this.deps.open(test, column);
  }

  /** Asks for the rows that are not there yet. An answer to an earlier view is ignored. */
  private async load(from: number, to: number): Promise<void> {
    const { rows, asked } = this;
    for (let first = from - (from % chunk); first < to; first += chunk) {
      if (asked.has(first)) continue;
      asked.add(first);
      try {
        (await this.deps.rows(first, chunk)).forEach((row, i) => rows.set(first + i, row));
      } catch (error) {
        // The chunk is requested again when its rows come into sight again.
        asked.delete(first);
        throw error;
      }
      if (rows !== this.rows) return;
      this.drawSoon();
    }
  }

  private onKey(event: KeyboardEvent): void {
    const { view, active } = this;
    if (!view || view.shown === 0 || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 1);
    const [lastRow, lastColumn] = [view.shown - 1, view.columns.length - 1];
    const to = { ...active };
    if (event.key === 'ArrowDown') to.row++;
    else if (event.key === 'ArrowUp') to.row--;
    else if (event.key === 'ArrowRight') to.column++;
    else if (event.key === 'ArrowLeft') to.column--;
    else if (event.key === 'PageDown') to.row += page;
    else if (event.key === 'PageUp') to.row -= page;
    else if (event.key === 'Home') Object.assign(to, event.ctrlKey ? { row: 0, column: 0 } : { column: 0 });
    else if (event.key === 'End') Object.assign(to, event.ctrlKey ? { row: lastRow } : {}, { column: lastColumn });
    else if (event.key === 'Enter' || event.key === ' ') this.choose(active.row, active.column);
    else return;
    event.preventDefault();
    this.active = {
      row: Math.min(lastRow, Math.max(0, to.row)),
      column: Math.min(lastColumn, Math.max(0, to.column)),
    };
    this.reveal();
    this.draw();
  }

  /** Brings the active cell into sight, below the head and beside the tests. */
  reveal(): void {
    const { element, active } = this;
    const head = element.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
    const top = active.row * rowHeight;
    const room = element.clientHeight - head;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
    this.draw();
    element
      .querySelector(`#${cellId(active.row, active.column)}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

const varOf = ({ name, value }: GridRow['vars'][number]): TemplateResult =>
  html`<span class="var"><span class="name">${name}</span> ${value}</span>`;

function headOf(column: GridColumn, at: number): TemplateResult {
  return html`<div
    class="column"
    role="columnheader"
    aria-colindex=${at + 2}
    title="${column.provider}
${column.prompt}"
  >
    <strong>${column.provider}</strong>
    <span class="prompt">${column.prompt}</span>
    <span class="facts"
      >${[...(column.answers === 0 ? [] : [verdictWords(column)]), ...factsOf(column, column.errors === column.answers)].join(' · ')}</span
    >
  </div>`;
}

const changeWords: Readonly<Record<GridChange, Parameters<typeof words>[0]>> = {
  better: 'gridBetter',
  worse: 'gridIsWorse',
  same: 'gridSame',
  new: 'gridNew',
};

function contentOf(head: CellHead): TemplateResult {
  const facts = factsOf(head, head.errors === head.answers).join(' · ');
  return html`<span class="verdict">
      <span class="codicon codicon-${verdictIcons[verdictOf(head)]}" aria-hidden="true"></span>
      ${[verdictWords(head), ...(head.unchecked > 0 ? [words('gridUnchecked', head.unchecked)] : [])].join(' · ')}
      ${
        head.change && head.change !== 'same'
          ? html`<span class="change ${head.change}">${words(changeWords[head.change])}</span>`
          : nothing
      }
    </span>
    ${head.why === '' ? nothing : html`<span class="why">${head.why}</span>`}
    <span class="preview">${head.preview}</span>
    <span class="facts" title=${facts}>${facts}</span>`;
}
