import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Measured } from '../../core/playground/playgroundProtocol';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';

/** What a local server does with a request that is longer than the context that it gives, with the ways out of it. */
export function overflowNote(
  measured: Measured | undefined,
  { provider, page, host }: ColumnStore,
): TemplateResult | typeof nothing {
  const { overflow } = measured ?? {};
  if (overflow === undefined || provider === undefined) return nothing;
  const list = page.modelLists.get(provider.id);
  const showFix = (): void => host.post({ type: 'openText', text: overflow.fix, language: 'markdown' });
  const ask = (): void => host.post({ type: 'loadModels', providerId: provider.id });
  return html`<div class="notes" role="status">
    <div class="key-line" data-testid="overflow">
      <span>${overflow.note} ${list?.status === 'failed' ? list.message : nothing}</span>
      <span class="buttons">
        ${button('overflow-fix', words('giveMore'), showFix, { icon: 'lightbulb' })}
        ${button('overflow-ask', words('askServer', provider.name), ask, {
          icon: 'refresh',
          title: words('askServerHint'),
          disabled: list?.status === 'loading',
        })}
      </span>
    </div>
  </div>`;
}
