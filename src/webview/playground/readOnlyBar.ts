import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccessView } from '../../core/playground/pageProtocol';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';

type Reason = Extract<AccessView, { mode: 'read' }>['reason'];

const reasons: Record<Reason, StringId> = {
  'other-window': 'readOtherWindow',
  'newer-version': 'readNewerVersion',
  'lost-lock': 'readLostLock',
};

/** Why nothing can be written here; `undefined` where it can. */
export const whyReadOnly = (access: AccessView): string | undefined =>
  access.mode === 'write' ? undefined : words(reasons[access.reason]);

/** Says why, and offers to take the session over where that can be done. */
export function readOnlyBar(access: AccessView, post: Post): TemplateResult | typeof nothing {
  if (access.mode === 'write') return nothing;
  return html`<div class="banner" data-testid="read-only" role="status">
    <p><strong>${words('readOnly')}.</strong> <span>${words(reasons[access.reason])}</span></p>
    ${
      access.reason === 'newer-version'
        ? nothing
        : html`<vscode-button secondary data-testid="take-over" @click=${() => post({ type: 'takeOver' })}
            >${words('takeOver')}</vscode-button
          >`
    }
  </div>`;
}
