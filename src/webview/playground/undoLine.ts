import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { words } from '../shared/strings';
import type { PageStore } from './pageStore';

/** Says which change was made last, with a button that undoes it. */
export function undoLine(store: PageStore, after: () => void): TemplateResult | typeof nothing {
  const { undoable, isStreaming } = store;
  if (undoable === undefined) return nothing;
  const undo = (): void => {
    store.undo();
    after();
  };
  const isWaiting = undoable.waits && isStreaming;
  return html`<p class="along" data-testid="undo-line" role="status">
    <span>${undoable.what}</span> ·
    <button type="button" class="link" data-testid="undo-columns" ?disabled=${isWaiting} @click=${undo}>
      ${words('undo')}
    </button>
  </p>`;
}
