import { withoutFields } from '../../core/base/json';
import type { Chosen } from '../../core/playground/draftEdit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction, ErrorView } from '../../core/chat/messages/errors';
import { wasAsked } from '../../core/playground/session/nodeText';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { iconButton } from '../shared/iconButton';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import { formatCount } from '../../core/base/numbers';
import { answerTokens, tokensButton } from './answerTokens';
import { cacheWords, diagnosisWords } from './cacheWords';
import { costTooltip, reasoningWords, statsOf, statusWords } from './answerStats';
import { bestMark, comparedActions, comparedStats, spreadLine } from './comparedTurn';
import { referenceCards } from './belowAnswer';
import { button } from './buttons';
import { fileViews } from './fileView';
import { toolParts } from './laterParts';
import { answerEditActions, editorOf, followsLine, promptActions } from './messageEdit';
import { pager } from './pager';
import type { OpenParts, TurnContext } from './turnContext';
import '../shared/answerText';

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

/**
 * Draws a part that its summary unfolds. It is kept as it is while the texts are out of the page. `isOpen`:
 * whether it is open until the user changes that.
 */
function aside(
  part: 'system' | 'reasoning',
  open: OpenParts,
  summary: string,
  content: TemplateResult,
  isOpen = false,
): TemplateResult {
  const toggled = ({ target }: Event): void => {
    const { open: now } = target as HTMLDetailsElement;
    if (now !== (open[part] ?? isOpen)) open[part] = now;
  };
  return html`<details
    class="aside"
    data-testid=${part === 'system' ? nothing : part}
    .open=${open[part] ?? isOpen}
    @toggle=${toggled}
  >
    <summary>${summary}</summary>
    ${content}
  </details>`;
}

/** Draws a long text that scrolls in its place, also by keys. */
const scrolling = (name: 'reasoning' | 'systemPrompt', text: string): TemplateResult =>
  html`<ai-plain-text
    class="pre"
    role="group"
    tabindex="0"
    aria-label=${words(name)}
    data-part=${name === 'reasoning' ? name : nothing}
    .text=${text}
  ></ai-plain-text>`;

/**
 * Shows the reasoning that can be read, open while it comes and no answer has come yet. If there is
 * also reasoning that cannot be read, it says so.
 */
function reasoningPart(head: TurnHead, { reasoning }: TurnBody, open: OpenParts): Part {
  const text = scrolling('reasoning', reasoning);
  const isComing = head.status === 'streaming' && head.characters.answer === 0;
  return html`${reasoning === '' ? nothing : aside('reasoning', open, reasoningWords(head), text, isComing)}
  ${
    head.hiddenReasoning === undefined
      ? nothing
      : html`<p class="muted" data-testid="hidden-reasoning">
          <span class="codicon codicon-lock" aria-hidden="true"></span> ${words('reasoningHidden')}
        </p>`
  }`;
}

export function promptPart(head: TurnHead, body: TurnBody, open: OpenParts, context: TurnContext): TemplateResult {
  const { system, prompt } = body;
  const systemText = scrolling('systemPrompt', system);
  return html`${system.trim() === '' ? nothing : aside('system', open, words('systemPrompt'), systemText)}
  ${fileViews(body.files, context.store.page.files)}
  ${
    editorOf(head, 'prompt', context) ??
    html`${toolParts()?.resultCards(body)}
    ${hidesPrompt(body) ? nothing : html`<ai-plain-text class="pre message" data-part="prompt" .text=${prompt}></ai-plain-text>`}
    ${promptActions(head, body, context)}`
  }`;
}

/** Whether results of tools were sent without any other text. */
const hidesPrompt = ({ prompt, results = [] }: TurnBody): boolean => prompt === '' && results.length > 0;

export function answerPart(head: TurnHead, body: TurnBody, open: OpenParts, context: TurnContext): TemplateResult {
  const { store } = context;
  const { post } = store.host;
  const error = failureOf(head);
  const { cards } = store.besideOf(head);
  return html`${reasoningPart(head, body, open)}
  ${
    editorOf(head, 'answer', context) ??
    answerTokens(head, body, open, context) ??
    html`<ai-answer-text
      data-testid="answer"
      data-part="answer"
      .text=${body.answer}
      .post=${post}
      .appliesFor=${head.hasOrigin ? (head.answerId ?? undefined) : undefined}
    ></ai-answer-text>`
  }
  ${toolParts()?.callCards(head, body, context)} ${error === undefined ? nothing : errorBox(head, error, context)}
  ${bestMark(head)} ${statusLine(head, context)} ${toolParts()?.answerCheck(head, store)} ${cutNote(head)}
  ${cacheNote(head)} ${spreadLine(head)} ${referenceCards(cards, post)} ${actions(head, body, open, context)}
  ${followsLine(head, context)}`;
}

/**
 * Returns the error of an answer. One that a reload ended did not fail: its status says so,
 * and Retry is among the buttons of every answer.
 */
const failureOf = ({ error }: TurnHead): ErrorView | undefined => (error?.kind === 'interrupted' ? undefined : error);

function statusLine(head: TurnHead, { store, readOnly, isCompared }: TurnContext): Part {
  if (head.status === null) return nothing;
  // An answer that another window streams does not move here.
  if (head.status === 'streaming' && readOnly) {
    return html`<p class="status" data-testid="stats">${words('unfinished')}</p>`;
  }
  if (head.status === 'streaming') {
    return html`<p class="status" data-testid="stats"><span class="pulse"></span>${statusWords(head)}</p>`;
  }
  if (isCompared) return comparedStats(head, store);
  const title = costTooltip(head.cost) ?? (head.error?.kind === 'interrupted' ? head.error.advice : nothing);
  return html`<ul class="stats" data-testid="stats" aria-label=${words('aboutAnswer')} title=${title}>
    ${statsOf(head, store.countOf(head)).map((part) => html`<li>${part}</li>`)}
  </ul>`;
}

/** Draws a note if the provider reported what it read from its cache and could have read more, or if it gives a diagnosis. */
function cacheNote({ cacheMiss, cacheDiagnosis }: TurnHead): Part {
  const words = [cacheMiss && cacheWords(cacheMiss), cacheDiagnosis && diagnosisWords(cacheDiagnosis)];
  const said = words.filter((each) => each !== undefined).join(' ');
  return said === '' ? nothing : html`<p class="muted" data-testid="cache-miss">${said}</p>`;
}

/** Says that the server has read less than was sent, which the server has not reported. */
const cutNote = ({ cut }: TurnHead): Part =>
  cut === undefined
    ? nothing
    : html`<p class="key-line" data-testid="cut">
        ${words('cutRead', cut.by, formatCount(cut.read), `${cut.isEstimate ? '≈' : ''}${formatCount(cut.sent)}`)}
      </p>`;

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

/**
 * Draws the buttons that take an answer to an editor. An answer with code cannot be applied as
 * a whole, as its code has a button of its own.
 */
function toEditor({ answerId, hasOrigin }: TurnHead, text: string, post: Post): Part {
  if (text === '') return nothing;
  const open = (): void => post({ type: 'openText', text, language: 'markdown' });
  const apply = (): void => post({ type: 'applyText', answerId: answerId ?? '', text, language: 'markdown' });
  return html`${iconButton('insert', 'insert', words('insertAnswer'), () => post({ type: 'insertText', text }))}
  ${iconButton('open-answer', 'go-to-file', words('openAnswer'), open)}
  ${hasOrigin && !/^ {0,3}(?:`{3}|~{3})/m.test(text) ? iconButton('apply-answer', 'replace', words('applyAnswer'), apply) : nothing}`;
}

/**
 * Whether the provider of an answer can be asked again. For an answer from elsewhere, the button beside this one asks the
 * provider that is chosen.
 */
const hasRetry = (head: TurnHead): boolean =>
  head.providerId !== '' && head.made !== 'by-hand' && failureOf(head)?.actions.includes('retry') !== true;

function actions(head: TurnHead, body: TurnBody, open: OpenParts, context: TurnContext): Part {
  const { store, busy, readOnly } = context;
  const { post } = store.host;
  const { answerId, siblings } = head;
  if (answerId === null) return nothing;
  if (head.status === 'streaming') {
    return siblings.streaming > 1
      ? html`<div class="buttons quiet">${pager(siblings, 'answer', false, store)}</div>`
      : nothing;
  }
  const copy = (): void => {
    post({ type: 'copy', answerId });
    context.say(words('answerCopied'));
  };
  const retry = (): void => post({ type: 'retry', column: store.columnId, answerId });
  const retryOptions = { icon: 'refresh', title: words('retryWith', head.model), disabled: busy || readOnly };
  return html`<div class="buttons quiet">
    ${body.answer === '' && !body.calls ? nothing : button('copy', words('copy'), copy, { icon: 'copy' })}
    ${toEditor(head, body.answer, post)} ${wireButton(head, context)} ${tokensButton(head, body, open, context)}
    ${hasRetry(head) ? button('retry', words('retry'), retry, retryOptions) : nothing}
    ${continueButton(head, body, context)} ${retryChosenButton(head, context)} ${comparedActions(head, context)}
    ${answerEditActions(head, body, context)}
    ${pager(siblings, 'answer', busy && !readOnly && siblings.streaming === 0, store)}
  </div>`;
}

/**
 * Draws the button that shows what was sent. Only an answer that a host gave at this place has one: a copy below a
 * change is no answer to what stands there.
 */
function wireButton(head: TurnHead, { store }: TurnContext): Part {
  const { answerId, host } = head;
  if (answerId === null || host === '' || !wasAsked(head)) return nothing;
  return iconButton('show-wire', 'arrow-swap', words('showWire'), () =>
    store.host.post({ type: 'showWire', answerId }),
  );
}

/**
 * Draws the button to continue an answer that was stopped, cut off or edited, if its model goes on with what is begun for it.
 */
function continueButton(head: TurnHead, { answer }: TurnBody, { store, busy, readOnly }: TurnContext): Part {
  const { answerId, status, finishReason, made, providerId, model } = head;
  const isCut = status === 'stopped' || status === 'failed' || finishReason === 'length' || made === 'edited';
  if (answerId === null || !isCut || answer.trim() === '' || !store.continuing.can(providerId, model)) return nothing;
  const press = (): void => store.host.post({ type: 'continue', column: store.columnId, answerId });
  const options = { icon: 'debug-continue', title: words('continueHint', model), disabled: busy || readOnly };
  return button('continue', words('continue'), press, options);
}

/** Draws the button that asks the chosen model, if it is not the one that answered. Retry asks the latter. */
function retryChosenButton(head: TurnHead, context: TurnContext): Part {
  const { store, chosen, busy, readOnly } = context;
  const { answerId } = head;
  if (chosen === undefined || answerId === null) return nothing;
  const isOtherModel = chosen.model !== head.model;
  if (!isOtherModel && chosen.providerId === head.providerId) return nothing;
  const retry = (): void => {
    // The choice counts as it is when the button is pressed.
    if (context.chosen === undefined) return;
    // Unset values are sent, too. Otherwise those of the answer would be used.
    const now = withoutFields(context.chosen, 'providerName', 'host') as Chosen;
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
