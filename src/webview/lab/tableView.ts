import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { formatCount } from '../../core/base/numbers';
import { words } from '../shared/labStrings';
import type { Reading } from './textReading';
import type { Table } from './station';

/** Rows that are drawn at once, in some 20 ms: a text may have thousands. */
const pageRows = 300;
/** The most rows that are drawn with each frame of a slider. More would take the time that the picture needs. */
const liveRows = 50;
/** Milliseconds without a change after which a long table is drawn. */
const drawAfter = 300;

/** Shows a picture as a table. A long table is shown in parts, and drawn a little later than the picture. */
export class TableView {
  private isOpen = false;
  private page = 0;
  /** The table that is drawn, and its reading. */
  private drawn: { readonly reading: Reading; readonly table: Table } | undefined;
  /** Whether the table is drawn with the next frame, however long it is. */
  private isDue = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly redraw: () => void) {}

  draw(reading: Reading, table: () => Table): TemplateResult {
    const isLate = this.isOpen && !this.update(reading, table);
    return html`<details class="table" @toggle=${this.onToggle}>
      <summary>${words('labAsTable')}</summary>
      <div aria-busy=${isLate ? 'true' : 'false'}>
        ${guard([this.isOpen, this.drawn], () =>
          this.isOpen && this.drawn ? this.drawOpen(this.drawn.table) : nothing,
        )}
      </div>
    </details>`;
  }

  /** @returns whether the table is up to date. A long one waits until nothing changes any more. */
  private update(reading: Reading, table: () => Table): boolean {
    const { drawn, isDue } = this;
    clearTimeout(this.timer);
    if (!isDue && drawn?.reading === reading && drawn.table.rows.length > liveRows) {
      this.timer = setTimeout(() => this.drawNow(), drawAfter);
      return false;
    }
    this.isDue = false;
    this.drawn = { reading, table: table() };
    return true;
  }

  private drawNow(): void {
    this.isDue = true;
    this.redraw();
  }

  private drawOpen({ columns, rows }: Table): TemplateResult {
    const last = Math.max(0, Math.ceil(rows.length / pageRows) - 1);
    // A slider may have taken away the part that was shown.
    const page = Math.min(this.page, last);
    const first = page * pageRows;
    const shown = rows.slice(first, first + pageRows);
    return html`${last === 0 ? nothing : this.drawParts(page, last, first, shown.length, rows.length)}
      <div class="scroller" tabindex="0" role="group" aria-label=${words('table')}>
        <table>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td class=${typeof cell === 'number' ? 'number' : ''}>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  private drawParts(page: number, last: number, first: number, count: number, all: number): TemplateResult {
    const [from, to, of] = [first + 1, first + count, all].map(formatCount);
    const turn = (id: string, label: string, to: number): TemplateResult =>
      html`<button
        type="button"
        class="button"
        data-testid=${id}
        ?disabled=${to < 0 || to > last}
        @click=${() => this.turnTo(to)}
      >
        ${label}
      </button>`;
    return html`<p class="parts">
      <span role="status">${words('labRows', from!, to!, of!)}</span>
      ${turn('rows-before', words('labRowsBefore'), page - 1)} ${turn('rows-after', words('labRowsAfter'), page + 1)}
    </p>`;
  }

  private turnTo(page: number): void {
    this.page = page;
    this.drawNow();
  }

  private readonly onToggle = ({ target }: Event): void => {
    this.isOpen = (target as HTMLDetailsElement).open;
    this.drawNow();
  };
}
