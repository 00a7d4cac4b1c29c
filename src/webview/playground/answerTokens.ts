import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { formatShare } from '../../core/base/numbers';
import { samplingPieces } from '../../core/chat/messages/sampling';
import { wasAsked } from '../../core/playground/session/nodeText';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { drawnEvent, settledEvent } from '../shared/answerText';
import { iconButton } from '../shared/iconButton';
import { words, wordsOf } from '../shared/strings';
import type { HeatMap } from './heatMap';
import type { HeatMapDeps } from './heatMapDeps';
import type { OpenParts, TurnContext } from './turnContext';

// The tokens of an answer in place of its Markdown, and the button that shows them. They are drawn by a piece of the
// page that is loaded when the user wants to see them.

type Shown = Omit<HeatMapDeps, 'wordsOf' | 'share'>;

/** Number of alternatives that are requested if the user does not set one. */
const usualAlternatives = 5;

const answerOf = ({ answerId, status }: TurnHead): string | undefined =>
  answerId === null || status === 'streaming' ? undefined : answerId;

/** Draws the tokens of an answer. `undefined` where the answer is shown as it is. */
export function answerTokens(
  head: TurnHead,
  { answer }: TurnBody,
  open: OpenParts,
  { store }: TurnContext,
): TemplateResult | undefined {
  const answerId = answerOf(head);
  if (answerId === undefined || open.tokens !== answerId) return undefined;
  const { host, columnId: column } = store;
  const sampling = (): string => store.draft.sampling ?? '';
  const shown: Shown = {
    ...{ answerId, text: answer, model: head.model, provider: head.providerName, isHere: head.host === '' },
    ask: (signal) => host.ask('tokens', { answerId }, signal),
    askAt: (at, signal) => host.ask('tokensAt', { answerId, at }, signal),
    goOn: (at, alternative) => host.post({ type: 'continueFrom', column, answerId, at, alternative }),
    isWanted: () => samplingPieces(sampling()).some(([name]) => name === 'logprobs'),
    want: () => store.edit({ sampling: `${sampling()} logprobs=${usualAlternatives}`.trim() }),
  };
  return html`<ai-answer-tokens .shown=${shown}></ai-answer-tokens>`;
}

export function tokensButton(
  head: TurnHead,
  { answer }: TurnBody,
  open: OpenParts,
  { store }: TurnContext,
): TemplateResult | '' {
  const answerId = answerOf(head);
  if (answerId === undefined || answer === '' || !wasAsked(head)) return '';
  const isShown = open.tokens === answerId;
  const toggle = (): void => {
    if (isShown) delete open.tokens;
    else open.tokens = answerId;
    store.tellBelow(answerId);
  };
  return iconButton('tokens', 'symbol-color', words('showTokens'), toggle, false, isShown);
}

class AnswerTokens extends HTMLElement {
  private now: Shown | undefined;
  private map: HeatMap | undefined;

  /** Sets the shown answer. The same answer is drawn only once. */
  set shown(shown: Shown) {
    const isSame = this.now?.answerId === shown.answerId && this.now.text === shown.text;
    this.now = shown;
    if (!isSame && this.isConnected) void this.draw();
  }

  connectedCallback(): void {
    void this.draw();
  }

  disconnectedCallback(): void {
    this.map?.leave();
  }

  private async draw(): Promise<void> {
    const { now } = this;
    if (now === undefined) return;
    this.map?.leave();
    // The text alone stands there until the tokens are drawn, and if they cannot be.
    const plain = document.createElement('div');
    plain.className = 'pre';
    plain.dataset['part'] = 'answer';
    plain.textContent = now.text;
    this.replaceChildren(plain);
    const { heatMap } = await import('./heatMap.js');
    if (this.now !== now && this.now?.answerId !== now.answerId) return;
    this.map = heatMap(this, { ...now, wordsOf, share: formatShare });
    await this.map.drawn;
    this.dispatchEvent(new Event(drawnEvent, { bubbles: true }));
    this.dispatchEvent(new Event(settledEvent, { bubbles: true }));
  }
}
customElements.define('ai-answer-tokens', AnswerTokens);
