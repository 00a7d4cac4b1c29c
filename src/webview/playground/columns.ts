import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';
import type { ColumnView } from './columnView';

/** Pixels of a column below which it is too narrow to read, so that the columns become tabs. */
const narrowest = 300;

/** The columns of the session, from the left; in a narrow view tabs, of which one is shown. */
export class Columns extends LightElement {
  static override properties = { isNarrow: { state: true }, active: { state: true } };
  declare private isNarrow: boolean;
  /** The column that had the focus last. */
  declare private active: ColumnView | undefined;
  private views: readonly ColumnView[] = [];
  private width = Infinity;

  constructor(private readonly make: (column: ColumnStore) => ColumnView) {
    super();
    this.isNarrow = false;
    this.addEventListener('focusin', ({ target }) => {
      const view = this.views.find((one) => target instanceof Node && one.contains(target));
      if (view) this.active = view;
    });
    new ResizeObserver(([entry]) => {
      this.width = entry?.contentRect.width ?? this.width;
      this.look();
    }).observe(this);
  }

  get all(): readonly ColumnView[] {
    return this.views;
  }

  view(columnId: string): ColumnView | undefined {
    return this.views.find(({ store }) => store.columnId === columnId);
  }

  /** The column that had the focus last, or the first one. */
  get current(): ColumnView {
    return this.active && this.views.includes(this.active) ? this.active : this.views[0]!;
  }

  select(view: ColumnView): void {
    this.active = view;
  }

  /** Shows these columns, each in the view that it had. Returns the neighbour of a removed column that had the focus. */
  showAll(stores: readonly ColumnStore[]): ColumnView | undefined {
    const before = this.views;
    this.views = stores.map((store) => before.find((view) => view.store === store) ?? this.make(store));
    const gone = before.filter((view) => !this.views.includes(view));
    const at = gone.find((view) => view.contains(document.activeElement));
    for (const view of gone) view.leave();
    this.look();
    this.requestUpdate();
    const next = at && this.views[Math.min(before.indexOf(at), this.views.length - 1)];
    if (next) this.active = next;
    return next;
  }

  private look(): void {
    this.isNarrow = this.views.length > 1 && this.width < narrowest * this.views.length;
    this.classList.toggle('tabs', this.isNarrow);
  }

  protected override willUpdate(): void {
    for (const view of this.views) {
      const isAlone = this.views.length === 1;
      const id = `column-${view.store.columnId}`;
      view.id = id;
      view.className = this.isNarrow && view !== this.current ? 'column hidden' : 'column';
      view.setAttribute('role', this.isNarrow ? 'tabpanel' : 'group');
      if (isAlone) view.removeAttribute('role');
      if (this.isNarrow) view.setAttribute('aria-labelledby', `${id}-tab`);
      else view.removeAttribute('aria-labelledby');
      if (isAlone || this.isNarrow) view.removeAttribute('aria-label');
      else view.setAttribute('aria-label', view.store.name);
    }
  }

  protected override render(): TemplateResult {
    return html`${this.isNarrow ? this.tabs() : nothing}
    ${repeat(
      this.views,
      (view) => view,
      (view) => view,
    )}`;
  }

  private tabs(): TemplateResult {
    return html`<div class="tablist" role="tablist" aria-label=${words('columns')} @keydown=${this.onKey}>
      ${this.views.map((view) => {
        const isShown = view === this.current;
        return html`<button
          type="button"
          role="tab"
          class="tab"
          id=${`${view.id}-tab`}
          data-testid="column-tab"
          aria-selected=${isShown ? 'true' : 'false'}
          aria-controls=${view.id}
          tabindex=${isShown ? '0' : '-1'}
          title=${view.nameWithState}
          @click=${() => this.select(view)}
        >
          ${view.isStreaming ? html`<span class="pulse"></span>` : nothing}<span class="tab-name"
            >${view.store.name}</span
          >${endSign(view)}
        </button>`;
      })}
    </div>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const at = this.views.indexOf(this.current);
    const last = this.views.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const view = this.views[to < 0 ? last : to > last ? 0 : to];
    if (!view) return;
    this.select(view);
    void this.updateComplete.then(() => document.getElementById(`${view.id}-tab`)?.focus());
  };
}
/** Draws how the last answer of a column ended, for a user who looks at another tab. */
const endSign = ({ endIcon, state }: ColumnView): TemplateResult | typeof nothing =>
  endIcon === undefined
    ? nothing
    : html`<span class="codicon codicon-${endIcon}" data-testid="tab-end" role="img" aria-label=${state}></span>`;

customElements.define('ai-columns', Columns);
