import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import { attachedList } from './attachedList';
import type { Measured } from '../../core/playground/playgroundProtocol';
import type { ColumnStore } from './columnStore';
import type { PageStore } from './pageStore';

/** Draws the button that picks files for the message. */
export const attachButton = ({ host }: PageStore, isDisabled: boolean): TemplateResult =>
  iconButton('attach', 'attach', words('attachHint'), () => host.post({ type: 'pickFiles' }), isDisabled);

/** Draws the files that go with a message, in addition to its text. */
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
  return html`<div class="additions" role="group" aria-label=${words('additions')}>
    ${attachedList(store, measured, isDisabled, after)}
  </div>`;
};
