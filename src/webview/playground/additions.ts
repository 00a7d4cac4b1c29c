import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import { attachedList } from './attachedList';
import type { Measured } from '../../core/playground/playgroundProtocol';
import type { ColumnStore } from './columnStore';
import type { PageStore } from './pageStore';

/** What goes with a message besides its text: a button for each kind, and what there is of it. */
export const additions = (
  {
    store,
    measuredOf,
  }: { readonly store: PageStore; readonly measuredOf: (column: ColumnStore) => Measured | undefined },
  isDisabled: boolean,
  composer: { focusMessage(): void },
): TemplateResult => {
  const measured = store.columns.map(measuredOf);
  const after = (): void => composer.focusMessage();
  const pick = (): void => store.host.post({ type: 'pickFiles' });
  return html`<div class="additions" role="group" aria-label=${words('additions')}>
    ${iconButton('attach', 'attach', words('attachHint'), pick, isDisabled)}
    ${attachedList(store, measured, isDisabled, after)}
  </div>`;
};
