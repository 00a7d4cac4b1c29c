import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccessView } from '../../core/playground/playgroundViews';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import { button } from './buttons';
import type { PageStore } from './pageStore';

type Reason = Extract<AccessView, { mode: 'read' }>['reason'];

const reasons: Record<Reason, StringId> = {
  'other-window': 'readOtherWindow',
  'newer-version': 'readNewerVersion',
  'lost-lock': 'readLostLock',
};

/** Returns why nothing can be written here, or `undefined` if it can. */
export const whyReadOnly = (access: AccessView): string | undefined =>
  access.mode === 'write' ? undefined : words(reasons[access.reason]);

/** Says why the session is read-only and how old its shown state is, and offers to read it again or to go on in a copy. */
export function readOnlyBar(store: PageStore): TemplateResult | typeof nothing {
  const { access, host } = store;
  if (access.mode === 'write') return nothing;
  return html`<div class="banner" data-testid="read-only" role="status">
    <p>
      <strong>${words('readOnly')}, ${words('asOf', timeOf(access.asOf))}.</strong>
      <span>${words(reasons[access.reason])}</span>
    </p>
    ${button('reload', words('reload'), () => host.post({ type: 'reload' }))}
    ${button('open-copy', words('openCopy'), () => store.openCopy())}
  </div>`;
}

/** Formats a time, with the day if that is not today. */
function timeOf(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const format = isToday
    ? { timeStyle: 'short' as const }
    : { dateStyle: 'medium' as const, timeStyle: 'short' as const };
  return new Intl.DateTimeFormat(undefined, format).format(at);
}
