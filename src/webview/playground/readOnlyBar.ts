import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccessView } from '../../core/playground/playgroundProtocol';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import type { PageStore } from './pageStore';

type Reason = Extract<AccessView, { mode: 'read' }>['reason'];

const reasons: Record<Reason, StringId> = {
  'other-window': 'readOtherWindow',
  'newer-version': 'readNewerVersion',
  'lost-lock': 'readLostLock',
};

/** Why nothing can be written here; `undefined` where it can. */
export const whyReadOnly = (access: AccessView): string | undefined =>
  access.mode === 'write' ? undefined : words(reasons[access.reason]);

/** Says why and as of when, and offers to read it again, and to go on in a copy. */
export function readOnlyBar(access: AccessView, store: PageStore): TemplateResult | typeof nothing {
  if (access.mode === 'write') return nothing;
  return html`<div class="banner" data-testid="read-only" role="status">
    <p>
      <strong>${words('readOnly')}, ${words('asOf', timeOf(access.asOf))}.</strong>
      <span>${words(reasons[access.reason])}</span>
    </p>
    <vscode-button secondary data-testid="reload" @click=${() => store.host.post({ type: 'reload' })}
      >${words('reload')}</vscode-button
    >
    <vscode-button secondary data-testid="open-copy" @click=${() => store.openCopy()}
      >${words('openCopy')}</vscode-button
    >
  </div>`;
}

/** With the day, where that is not today. */
function timeOf(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const format = isToday
    ? { timeStyle: 'short' as const }
    : { dateStyle: 'medium' as const, timeStyle: 'short' as const };
  return new Intl.DateTimeFormat(undefined, format).format(at);
}
