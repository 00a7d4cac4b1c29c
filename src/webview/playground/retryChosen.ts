import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Chosen, ProviderView } from '../../core/playground/playgroundProtocol';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';

/** Whom a message would go to now. */
export interface ChosenView extends Chosen {
  readonly providerName: string;
  readonly host: string;
}

/** `undefined` where nobody can be asked yet. */
export function chosenOf(draft: Draft, provider: ProviderView | undefined): ChosenView | undefined {
  const model = draft.model.trim();
  if (provider === undefined || model === '') return undefined;
  const { temperature, maxOutputTokens, sampling = '' } = draft;
  const { id: providerId, name: providerName, host } = provider;
  // What runs in the editor has no host.
  return { providerId, providerName, host: host || providerName, model, temperature, maxOutputTokens, sampling };
}

/** What a button says of it: with the rest of it, it need not be drawn again. */
export const sameChoice = (one: ChosenView | undefined, other: ChosenView | undefined): boolean =>
  one?.providerId === other?.providerId &&
  one?.model === other?.model &&
  one?.providerName === other?.providerName &&
  one?.host === other?.host;

interface RetryContext {
  /** Id of the column. */
  readonly column: string;
  readonly chosen: ChosenView | undefined;
  readonly busy: boolean;
  readonly readOnly: boolean;
  readonly post: Post;
}

/** Retry asks whom the answer came from. Where another one is chosen by now, this asks that one. */
export function retryChosenButton(head: TurnHead, context: RetryContext): TemplateResult | typeof nothing {
  const { chosen, busy, readOnly, post } = context;
  const { answerId } = head;
  if (chosen === undefined || answerId === null) return nothing;
  const isOtherModel = chosen.model !== head.model;
  if (!isOtherModel && chosen.providerId === head.providerId) return nothing;
  const retry = (): void => {
    // As it is chosen when the button is pressed.
    const now = context.chosen;
    if (now === undefined) return;
    const { providerId, model, temperature, maxOutputTokens, sampling } = now;
    const chosen = { providerId, model, temperature, maxOutputTokens, ...(sampling && { sampling }) };
    post({ type: 'retry', column: context.column, answerId, chosen });
  };
  return html`<vscode-button
    secondary
    class="retry-chosen"
    icon="refresh"
    data-testid="retry-chosen"
    title=${words('retryChosenHint', chosen.model, chosen.host)}
    ?disabled=${busy || readOnly}
    @click=${retry}
    ><span class="label"
      >${
        isOtherModel ? words('retryChosenModel', chosen.model) : words('retryChosenProvider', chosen.providerName)
      }</span
    ></vscode-button
  >`;
}
