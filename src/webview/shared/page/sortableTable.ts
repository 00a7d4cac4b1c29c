import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import type { TableCell, TableColumn, TableBlock, Direction } from '../../../core/pages/page';
import { sortRows } from '../../../core/pages/page';
import { words } from '../strings';
import { link } from './elements';
import type { LinkOptions } from './elements';

/** Scrolls a header into sight. The browser takes a button for visible even if names that stay in sight cover it. */
function uncover({ target }: Event): void {
  const header = target instanceof Element ? target.closest('th') : null;
  if (header?.previousElementSibling) header.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Draws the mark of the best value, which is seen as a star and heard as a word. */
const bestMark = (): TemplateResult =>
  html`<span
    class="codicon codicon-star-full best"
    role="img"
    aria-label=${words('pagesBest')}
    title=${words('pagesBest')}
  ></span>`;

interface TableOptions extends LinkOptions {
  readonly announce: (text: string) => void;
}

/** A table whose columns are sorted by a button in their header. It begins in the order that it came in. */
export class SortableTable {
  readonly element = document.createElement('div');
  private sorted: { readonly column: number; readonly direction: Direction } | undefined;

  constructor(
    private readonly table: TableBlock,
    private readonly options: TableOptions,
  ) {
    this.element.className = 'table comparison';
    this.draw();
  }

  private draw(): void {
    const { caption, columns, rows } = this.table;
    const { sorted } = this;
    const shown = sorted ? sortRows(rows, sorted.column, sorted.direction) : rows;
    render(
      html`<div class="scroller" tabindex="0" role="group" aria-label=${caption} @focusin=${uncover}>
        <table>
          <caption class="unseen">
            ${caption}
          </caption>
          <thead>
            <tr>
              ${columns.map((column, index) => this.header(column, index))}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (cells) =>
                html`<tr>
                  ${cells.map((cell, index) => this.cell(cell, index))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      this.element,
    );
  }

  private header({ label, unit, numeric }: TableColumn, index: number): TemplateResult {
    const direction = this.sorted?.column === index ? this.sorted.direction : undefined;
    const arrow = direction === 'ascending' ? 'codicon-arrow-up' : 'codicon-arrow-down';
    return html`<th scope="col" class=${numeric ? 'numeric' : ''} aria-sort=${direction ?? 'none'}>
      <button type="button" title=${words('pagesSortHint', label)} @click=${() => this.sortBy(index)}>
        ${label}${direction === undefined ? nothing : html`<span class="codicon ${arrow}" aria-hidden="true"></span>`}
      </button>
      ${unit === undefined ? nothing : html`<span class="unit">${unit}</span>`}
    </th>`;
  }

  private cell({ text, value, anchor, best }: TableCell, index: number): TemplateResult {
    if (index === 0)
      return html`<th scope="row">${anchor === undefined ? text : link(`#${anchor}`, text, this.options)}</th>`;
    const numeric = this.table.columns[index]?.numeric === true ? 'numeric' : '';
    return html`<td class="${numeric} ${value === undefined ? 'unknown' : ''}">
      ${best === true ? bestMark() : nothing}${text}
    </td>`;
  }

  private sortBy(column: number): void {
    const again = this.sorted?.column === column && this.sorted.direction === 'ascending';
    const direction: Direction = again ? 'descending' : 'ascending';
    this.sorted = { column, direction };
    this.draw();
    const order = words(direction === 'ascending' ? 'pagesAscending' : 'pagesDescending');
    this.options.announce(words('pagesSorted', this.table.columns[column]?.label ?? '', order));
  }
}
