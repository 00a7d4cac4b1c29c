import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Measured } from '../../core/playground/playgroundProtocol';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import { loadModels } from './composerFields';
import '../shared/answerText';

/** Says what a local server does with a request that is longer than the context that it gives, and shows the ways out. */
export function overflowNote(measured: Measured | undefined, store: ColumnStore): TemplateResult | typeof nothing {
  const { overflow } = measured ?? {};
  const { provider, host } = store;
  if (!overflow || !provider) return nothing;
  const { note, fix } = overflow;
  const list = store.modelLists.get(provider.id);
  return html`<div class="notes" role="status">
    <div class="key-line" data-testid="overflow">
      <span>${note} ${list?.status === 'failed' ? list.message : nothing}</span>
      ${button('overflow-ask', ...loadModels(provider, host))}
    </div>
    <details class="aside ways">
      <summary data-testid="overflow-fix">${words('giveMore')}</summary>
      <ai-answer-text data-testid="overflow-ways" .text=${fix} .post=${host.post}></ai-answer-text>
    </details>
  </div>`;
}
