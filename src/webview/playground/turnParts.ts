import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction, ErrorView } from '../../core/chat/messages/errors';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import { formatCount } from '../../core/base/numbers';
import { cacheWords, diagnosisWords } from './cacheWords';
import { costTooltip, statsOf, statusWords } from './answerStats';
import { referenceCards, surenessTable } from './belowAnswer';
import { iconButton } from '../shared/iconButton';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import type { TurnContext } from './turnContext';
import '../shared/answerText';

/** Which asides of a turn are open. */
export interface OpenParts {
  system: boolean;
  reasoning: boolean;
  sureness: boolean;
}

type Part = TemplateResult | typeof nothing;

const actionLabels: Record<ErrorAction, StringId> = {
  retry: 'retry',
  'set-key': 'setKey',
  'choose-model': 'chooseModel',
  'edit-provider': 'editProvider',
  'test-connection': 'testConnection',
  'new-session': 'askInNewSession',
  'use-real-model': 'useRealModel',
};

/** A part that its summary unfolds; kept as it is while the texts are out of the page. */
const aside = (part: keyof OpenParts, open: OpenParts, summary: string, content: TemplateResult): TemplateResult =>
  html`<details
    class="aside"
    data-testid=${part === 'system' ? nothing : part}
    .open=${open[part]}
    @toggle=${({ target }: Event) => (open[part] = (target as HTMLDetailsElement).open)}
  >
    <summary>${summary}</summary>
    ${content}
  </details>`;

export function promptPart({ system, prompt }: TurnBody, open: OpenParts): TemplateResult {
  const systemText = html`<ai-plain-text class="pre" .text=${system}></ai-plain-text>`;
  return html`${system.trim() === '' ? nothing : aside('system', open, words('systemPrompt'), systemText)}
    <ai-plain-text class="pre message" data-part="prompt" .text=${prompt}></ai-plain-text>`;
}

export function answerPart(head: TurnHead, body: TurnBody, open: OpenParts, context: TurnContext): TemplateResult {
  const { store } = context;
  const { post } = store.host;
  const error = failureOf(head);
  const { tokens = [], cards } = store.besideOf(head);
  const reasoning = html`<ai-plain-text class="pre" data-part="reasoning" .text=${body.reasoning}></ai-plain-text>`;
  return html`${
      body.reasoning === ''
        ? nothing
        : aside('reasoning', open, words('reasoning', formatCount(body.reasoning.length)), reasoning)
    }
    <ai-answer-text data-testid="answer" data-part="answer" .text=${body.answer} .post=${post}></ai-answer-text>
    ${error === undefined ? nothing : errorBox(head, error, context)} ${statusLine(head, context)} ${cacheNote(head)}
    ${
      tokens.length === 0
        ? nothing
        : aside('sureness', open, words('sureness', formatCount(tokens.length)), surenessTable(tokens))
    }
    ${referenceCards(cards, post)} ${actions(head, body, context)}`;
}

/** An answer that a reload ended did not fail: its status says so, and Retry is among the buttons of every answer. */
const failureOf = ({ error }: TurnHead): ErrorView | undefined => (error?.kind === 'interrupted' ? undefined : error);

function statusLine(head: TurnHead, { store, readOnly }: TurnContext): Part {
  if (head.status === null) return nothing;
  // What another window streams does not move here.
  if (head.status === 'streaming' && readOnly) {
    return html`<p class="status" data-testid="stats">${words('unfinished')}</p>`;
  }
  if (head.status === 'streaming') {
    return html`<p class="status" data-testid="stats"><span class="pulse"></span>${statusWords(head)}</p>`;
  }
  const title = costTooltip(head.cost) ?? (head.error?.kind === 'interrupted' ? head.error.advice : nothing);
  return html`<ul class="stats" data-testid="stats" aria-label=${words('aboutAnswer')} title=${title}>
    ${statsOf(head, store.countOf(head)).map((part) => html`<li>${part}</li>`)}
  </ul>`;
}

/** Only where the provider has said what it read from its cache, and could have read more; and what it says itself. */
function cacheNote({ cacheMiss, cacheDiagnosis }: TurnHead): Part {
  const words = [cacheMiss && cacheWords(cacheMiss), cacheDiagnosis && diagnosisWords(cacheDiagnosis)];
  const said = words.filter((each) => each !== undefined).join(' ');
  return said === '' ? nothing : html`<p class="muted" data-testid="cache-miss">${said}</p>`;
}

function errorBox({ answerId }: TurnHead, error: ErrorView, { store, busy, readOnly }: TurnContext): Part {
  const run = (action: ErrorAction) => () => {
    if (answerId !== null) store.host.post({ type: 'errorAction', column: store.columnId, answerId, action });
  };
  const asksAgain = (action: ErrorAction): boolean => action === 'retry' || action === 'choose-model';
  const buttonOf = (action: ErrorAction): TemplateResult =>
    button(action === 'retry' ? 'retry' : `action-${action}`, words(actionLabels[action]), run(action), {
      disabled: (action === 'retry' && busy) || (asksAgain(action) && readOnly),
    });
  return html`<div class="error" data-testid="error" role="group" aria-label=${words('error')}>
    <p><span class="codicon codicon-error" aria-hidden="true"></span> <strong>${error.message}</strong></p>
    <p>${error.advice}</p>
    <div class="buttons">${error.actions.map(buttonOf)}</div>
  </div>`;
}

function actions(head: TurnHead, body: TurnBody, context: TurnContext): Part {
  const { store, busy, readOnly } = context;
  const { post } = store.host;
  const { answerId } = head;
  if (head.status === 'streaming' || answerId === null) return nothing;
  const copy = (): void => {
    post({ type: 'copy', answerId });
    context.say(words('answerCopied'));
  };
  const retry = (): void => post({ type: 'retry', column: store.columnId, answerId });
  const retryOptions = { icon: 'refresh', title: words('retryWith', head.model), disabled: busy || readOnly };
  return html`<div class="buttons quiet">
    ${body.answer === '' ? nothing : button('copy', words('copy'), copy, { icon: 'copy' })} ${wireButton(head, context)}
    ${failureOf(head)?.actions.includes('retry') ? nothing : button('retry', words('retry'), retry, retryOptions)}
    ${retryChosenButton(head, context)} ${pager(head, busy && !readOnly, store)}
  </div>`;
}

/** Only what went to a host was sent. */
function wireButton({ answerId, host }: TurnHead, { store }: TurnContext): Part {
  if (answerId === null || host === '') return nothing;
  return iconButton('show-wire', 'arrow-swap', words('showWire'), () =>
    store.host.post({ type: 'showWire', answerId }),
  );
}

/** Retry asks whom the answer came from. Where another one is chosen by now, this asks that one. */
function retryChosenButton(head: TurnHead, context: TurnContext): Part {
  const { store, chosen, busy, readOnly } = context;
  const { answerId } = head;
  if (chosen === undefined || answerId === null) return nothing;
  const isOtherModel = chosen.model !== head.model;
  if (!isOtherModel && chosen.providerId === head.providerId) return nothing;
  const retry = (): void => {
    // As it is chosen when the button is pressed.
    if (context.chosen === undefined) return;
    const { providerId, model, temperature, maxOutputTokens, sampling } = context.chosen;
    const now = { providerId, model, temperature, maxOutputTokens, ...(sampling && { sampling }) };
    store.host.post({ type: 'retry', column: store.columnId, answerId, chosen: now });
  };
  const label = isOtherModel
    ? words('retryChosenModel', chosen.model)
    : words('retryChosenProvider', chosen.providerName);
  return button('retry-chosen', html`<span class="long-label">${label}</span>`, retry, {
    icon: 'refresh',
    title: words('retryChosenHint', chosen.model, chosen.host),
    disabled: busy || readOnly,
  });
}

/** Leads through the answers to the same message. */
function pager({ siblings: { at, of, ids } }: TurnHead, disabled: boolean, store: ColumnStore): Part {
  if (of < 2) return nothing;
  const leadTo = (id: string, icon: string, name: StringId, to: number): TemplateResult => {
    const answerId = ids[to - 1];
    const go = (): void => {
      if (answerId !== undefined) store.host.post({ type: 'showSibling', column: store.columnId, answerId });
    };
    return iconButton(id, icon, words(name), go, disabled || answerId === undefined);
  };
  return html`<div class="pager" role="group" aria-label=${words('otherAnswers')} data-testid="pager">
    ${leadTo('previous-answer', 'chevron-left', 'previousAnswer', at - 1)}
    <span aria-hidden="true">${at} / ${of}</span>
    <span class="unseen">${words('answerOf', at, of)}</span>
    ${leadTo('next-answer', 'chevron-right', 'nextAnswer', at + 1)}
  </div>`;
}
