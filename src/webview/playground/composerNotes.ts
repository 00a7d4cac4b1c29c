import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction } from '../../core/chat/messages/errors';
import type { ProviderView } from '../../core/playground/playgroundViews';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { ColumnStore, NotSentNotice } from './columnStore';
import { realModelButton } from './firstScreen';
import { toolParts } from './laterParts';

// Notes to read before Send is pressed, between the settings and the message.

type Note = TemplateResult | typeof nothing;

export const notes = (store: ColumnStore): TemplateResult =>
  html`<div class="notes" role="status">
    ${keyLine(store)} ${pocketLine(store)} ${lentLine(store)} ${store.canWrite ? alongLine(store) : nothing}
    ${toolParts()?.loopLine(store)} ${toolParts()?.callsLine(store)}
    ${store.notSent === undefined ? nothing : notSentLine(store.notSent, store)}
  </div>`;

function keyLine({ provider, host }: ColumnStore): Note {
  if (provider === undefined || !provider.needsKey || provider.hasKey) return nothing;
  const setKey = (): void => host.post({ type: 'setKey', providerId: provider.id });
  return html`<div class="key-line">
    <span>${words('keyMissing', provider.name, provider.host)}</span>
    ${button('set-key', words('setKey'), setKey, { icon: 'key' })}
  </div>`;
}

/**
 * Returns how many earlier messages, with how many files, a message takes along to a provider that did not give the
 * last answer. Zero messages: it goes where the conversation was, or there is no conversation. Questions without an
 * answer are not sent: see core/playground/session/messagesFor.ts.
 */
function goesAlong(turns: readonly TurnHead[], provider: ProviderView): readonly [messages: number, files: number] {
  const last = turns.findLast(({ answerId, made }) => answerId !== null && made !== 'by-hand');
  if (last === undefined || (last.providerId === provider.id && last.host === provider.host)) return [0, 0];
  const sent = turns.filter(({ characters }) => characters.answer > 0);
  return [2 * sent.length, sent.reduce((sum, { files = 0 }) => sum + files, 0)];
}

/** Says that another provider than before gets the earlier messages. */
function alongLine(store: ColumnStore): Note {
  const { provider, turns, streaming } = store;
  const [along, files] = provider ? goesAlong([...turns.values()], provider) : [0, 0];
  if (provider === undefined || along === 0) return nothing;
  return html`<p class="along" data-testid="goes-along">
    <span>${words(files === 0 ? 'goesAlong' : 'goesAlongFiles', along, provider.host || provider.name, files)}</span> ·
    <button
      type="button"
      class="link"
      data-testid="move-draft"
      title=${words('moveDraft')}
      ?disabled=${streaming !== undefined}
      @click=${() => store.moveDraft()}
    >
      ${words('newSession')}
    </button>
  </p>`;
}

/** Says that the built-in model is asked because there is no other, once its first screen is not shown. */
function pocketLine({ isPocketOnly, turns, host, notSent }: ColumnStore): Note {
  // The line with the reason has this button itself.
  if (!isPocketOnly || turns.size === 0 || notSent?.actions?.includes('use-real-model')) return nothing;
  return html`<p class="along muted" data-testid="pocket-only">
    <span>${words('pocketOnly')}</span> ·
    <button type="button" class="link" data-testid="use-real-model" @click=${() => host.post({ type: 'useRealModel' })}>
      ${words('useRealModel')}
    </button>
  </p>`;
}

/** Says what the user should know about a model that the editor lends, before a message is sent. */
function lentLine({ provider, draft }: ColumnStore): Note {
  const { systemAsMessage, saysNoUsage } = provider?.can ?? {};
  const lines = [
    saysNoUsage ? words('saysNoUsage') : '',
    systemAsMessage && draft.system.trim() !== '' ? words('systemAsMessage') : '',
  ].filter((line) => line !== '');
  return lines.length === 0 ? nothing : html`<p class="along muted" data-testid="lent">${lines.join(' ')}</p>`;
}

function notSentLine(notSent: NotSentNotice, store: ColumnStore): Note {
  const { reason, actions = [] } = notSent;
  const { page, lastSent } = store;
  const isGone = !page.isLone && notSent.answerId === undefined && lastSent !== '' && page.message !== lastSent;
  const putBack = html`<button
    type="button"
    class="link"
    data-testid="put-back"
    @click=${() => page.editMessage(lastSent)}
  >
    ${words('putBack')}
  </button>`;
  return html`<p class="problem" data-testid="not-sent">${reason} ${isGone ? putBack : nothing}</p>
    ${
      actions.length === 0
        ? nothing
        : html`<div class="buttons mends">${actions.map((action) => mend(action, notSent, store))}</div>`
    }`;
}

/** Draws the action that helps here. Other actions stand on the answer that could not be given. */
function mend(action: ErrorAction, { answerId }: NotSentNotice, store: ColumnStore): Note {
  if (action === 'use-real-model') return realModelButton(store.host.post);
  if (action === 'choose-model' && answerId === undefined) return chooseModelButton(store);
  if (action !== 'new-session') return nothing;
  const askAnew = (): void => {
    // A question that was to be asked again stands above, not in the message field.
    if (answerId === undefined) store.moveDraft();
    else store.host.post({ type: 'errorAction', column: store.columnId, answerId, action });
  };
  const options = { icon: 'add', disabled: store.streaming !== undefined };
  return button('not-sent-new-session', words('askInNewSession'), askAnew, options);
}

function chooseModelButton(store: ColumnStore): Note {
  const choose = (): void => {
    store.setNotSent(undefined);
    store.host.post({ type: 'pickModel', column: store.columnId });
  };
  return button('not-sent-choose-model', words('chooseModelFirst'), choose);
}
