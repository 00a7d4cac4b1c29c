import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { words } from '../shared/labStrings';
import type { Lab } from './lab';
import type { Reading } from './textReading';
import { TableView } from './tableView';

/** Width in CSS pixels until the page is laid out, and in a DOM without a layout. */
const usualWidth = 640;
const leastWidth = 260;
const maxWidth = 960;

/** Sizes of text in pictures, in CSS pixels. */
const usualType = 13;
const largeType = 20;

/** The picture of a station with its words and its table. */
export class PictureView {
  private width = usualWidth;
  private readonly table: TableView;
  private stage: Element | undefined;
  private readonly sizes: ResizeObserver;

  constructor(
    private readonly lab: Lab,
    private readonly redraw: () => void,
  ) {
    this.table = new TableView(redraw);
    this.sizes = new ResizeObserver(([entry]) => this.onSize(entry?.contentRect.width ?? 0));
  }

  /** The picture that is in the page now. */
  get element(): SVGSVGElement | undefined {
    return this.stage?.querySelector<SVGSVGElement>(':scope > svg') ?? undefined;
  }

  /** Watches the width of the stage, which the picture takes. Call it after each drawing. */
  watch(root: ParentNode): void {
    const stage = root.querySelector('.stage') ?? undefined;
    if (stage === this.stage) return;
    if (this.stage) this.sizes.unobserve(this.stage);
    this.stage = stage;
    if (stage) this.sizes.observe(stage);
  }

  draw(reading: Reading): TemplateResult {
    const { station, read } = reading;
    const { settings, state } = this.lab;
    const { width } = this;
    const type = state.large ? largeType : usualType;
    const set = this.lab.set.bind(this.lab);
    const drawn = station.draw(read, settings, { width, windowHeight: innerHeight, type, set });
    const height = Math.ceil(drawn.height);
    const picture = svg`<svg
      role="img"
      aria-labelledby="picture-title"
      aria-describedby="picture-words"
      width=${width}
      height=${height}
      viewBox=${`0 0 ${width} ${height}`}
      font-size=${type}
    >
      <title id="picture-title">${words(station.title)}</title>
      ${drawn.content}
    </svg>`;
    return html`<figure>
        ${
          station.key
            ? html`<div
                class="stage"
                tabindex="0"
                role="group"
                aria-label=${words('labPictureKeys', words(station.title))}
                aria-describedby="picture-words"
                @keydown=${this.onKey}
              >
                ${picture}
              </div>`
            : html`<div class="stage">${picture}</div>`
        }
        <figcaption id="picture-words" aria-live="polite">${station.words(read, settings)}</figcaption>
      </figure>
      ${this.table.draw(reading, () => station.table(read, settings))}`;
  }

  private onSize(width: number): void {
    const next = Math.min(maxWidth, Math.max(leastWidth, Math.floor(width)));
    if (width === 0 || next === this.width) return;
    this.width = next;
    this.redraw();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { reading, settings } = this.lab;
    if (!reading || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = `${event.shiftKey ? 'Shift+' : ''}${event.key}`;
    const change = reading.station.key?.(key, reading.read, settings);
    if (!change) return;
    event.preventDefault();
    this.lab.set(change);
  };
}
