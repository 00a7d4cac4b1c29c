import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from '../shared/lightElement';
import type { ColumnStore } from './columnStore';
import type { ColumnView } from './columnView';

/** The columns of the session, from the left. */
export class Columns extends LightElement {
  private views: readonly ColumnView[] = [];
  /** The one that had the focus last. */
  private active: ColumnView | undefined;

  constructor(private readonly make: (column: ColumnStore) => ColumnView) {
    super();
    this.className = 'columns';
    this.addEventListener('focusin', ({ target }) => {
      const view = this.views.find((one) => target instanceof Node && one.contains(target));
      if (view) this.active = view;
    });
  }

  get all(): readonly ColumnView[] {
    return this.views;
  }

  view(columnId: string): ColumnView | undefined {
    return this.views.find(({ store }) => store.columnId === columnId);
  }

  /** That of the focus, or the first. */
  get current(): ColumnView {
    return this.active && this.views.includes(this.active) ? this.active : this.views[0]!;
  }

  /** Shows these columns, each in the view that it had. */
  showAll(stores: readonly ColumnStore[]): void {
    this.views = stores.map((store) => this.views.find((view) => view.store === store) ?? this.make(store));
    this.dataset['count'] = String(stores.length);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`${repeat(
      this.views,
      (view) => view,
      (view) => view,
    )}`;
  }
}
customElements.define('ai-columns', Columns);
