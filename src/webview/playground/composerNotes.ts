import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction } from '../../core/chat/messages/errors';
import type { ProviderView } from '../../core/playground/playgroundProtocol';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import { realModelButton } from './firstScreen';
import type { NotSent } from './notSent';

// What is to be known before Send is pressed, between the settings and the message.

interface Notes {
  readonly provider: ProviderView | undefined;
  /** How many earlier messages go to a provider that has not given the last answer. */
  readonly along: number;
  readonly streaming: boolean;
  /** Why the host did not send the last message. */
  readonly notSent: NotSent | undefined;
  /** The model in the box is asked because there is no other, and its first screen is not shown. */
  readonly isPocketOnly: boolean;
  readonly post: Post;
  /** Id of the column. */
  readonly column: string;
  readonly onSetKey: (providerId: string) => void;
  readonly onNewSession: () => void;
}

type Note = TemplateResult | typeof nothing;

export const notes = (view: Notes): TemplateResult =>
  html`<div class="notes" role="status">
    ${keyLine(view)} ${pocketLine(view)} ${alongLine(view)} ${notSentLine(view)}
  </div>`;

function keyLine({ provider, onSetKey }: Notes): Note {
  if (provider === undefined || !provider.needsKey || provider.hasKey) return nothing;
  return html`<div class="key-line">
    <span>${words('keyMissing', provider.name, provider.host)}</span>
    <vscode-button secondary icon="key" data-testid="set-key" @click=${() => onSetKey(provider.id)}
      >${words('setKey')}</vscode-button
    >
  </div>`;
}

/** Another provider than before gets what was said before. */
function alongLine({ provider, along, streaming, onNewSession }: Notes): Note {
  if (along === 0) return nothing;
  return html`<p class="along" data-testid="goes-along">
    <span>${words('goesAlong', along, provider?.host || (provider?.name ?? ''))}</span> ·
    <button
      type="button"
      class="link"
      data-testid="move-draft"
      title=${words('moveDraft')}
      ?disabled=${streaming}
      @click=${onNewSession}
    >
      ${words('newSession')}
    </button>
  </p>`;
}

function pocketLine({ isPocketOnly, notSent, post }: Notes): Note {
  // The reason has the button itself.
  if (!isPocketOnly || notSent?.actions?.includes('use-real-model')) return nothing;
  return html`<div class="pocket-line muted" data-testid="pocket-only">
    <span>${words('pocketOnly')}</span> ${realModelButton(post)}
  </div>`;
}

/** What mends it here: the rest stands on the answer that could not be given. */
function mend(action: ErrorAction, { notSent, post, column, onNewSession, streaming }: Notes): Note {
  if (action === 'use-real-model') return realModelButton(post);
  if (action !== 'new-session') return nothing;
  const answerId = notSent?.answerId;
  // What was to be asked again stands above, not in the message field.
  const askAnew = answerId === undefined ? onNewSession : () => post({ type: 'errorAction', column, answerId, action });
  return html`<vscode-button
    secondary
    icon="add"
    data-testid="not-sent-new-session"
    ?disabled=${streaming}
    @click=${askAnew}
    >${words('askInNewSession')}</vscode-button
  >`;
}

function notSentLine(view: Notes): Note {
  const { notSent } = view;
  if (notSent === undefined) return nothing;
  const { reason, actions = [] } = notSent;
  return html`<p class="problem" data-testid="not-sent">${reason}</p>
    ${actions.length === 0 ? nothing : html`<div class="buttons mends">${actions.map((action) => mend(action, view))}</div>`}`;
}
