import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ProviderView } from '../../core/playground/pageProtocol';
import { words } from '../shared/strings';

// What is to be known before Send is pressed, between the settings and the message.

interface Notes {
  readonly provider: ProviderView | undefined;
  /** How many earlier messages go to a provider that has not given the last answer. */
  readonly along: number;
  readonly streaming: boolean;
  /** Why the host did not send the last message. */
  readonly notSent: string | undefined;
  readonly onSetKey: (providerId: string) => void;
  readonly onNewSession: () => void;
}

type Note = TemplateResult | typeof nothing;

export const notes = (view: Notes): TemplateResult =>
  html`<div class="notes" role="status">${keyLine(view)} ${alongLine(view)} ${notSentLine(view)}</div>`;

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
    <span>${words('goesAlong', along, provider?.host ?? '')}</span> ·
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

const notSentLine = ({ notSent }: Notes): Note =>
  notSent === undefined ? nothing : html`<p class="problem" data-testid="not-sent">${notSent}</p>`;
