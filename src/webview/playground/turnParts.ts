import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction, ErrorView } from '../../core/chat/messages/errors';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import { formatCount } from '../../core/base/numbers';
import { costTooltip, statsOf, statusWords } from './answerStats';
import type { Beside } from './belowAnswers';
import { referenceCards } from './referenceCards';
import { retryChosenButton } from './retryChosen';
import type { ChosenView } from './retryChosen';
import { surenessTable } from './surenessTable';
import '../shared/answerText';

/** What the parts of a turn need to know of the page, and what they can do. */
export interface TurnContext {
  /** An answer is streaming somewhere: asking again has to wait. */
  readonly busy: boolean;
  /** Another window writes this session, or a newer version has written it. */
  readonly readOnly: boolean;
  /** Id of the column that the turn is shown in. */
  readonly column: string;
  /** Whom a message would go to now. */
  readonly chosen: ChosenView | undefined;
  /** Our own count of the tokens of an answer, once there is one. */
  readonly countOf: (head: TurnHead) => number | undefined;
  readonly besideOf: (head: TurnHead) => Beside;
  readonly post: Post;
  readonly say: (text: string) => void;
}

/** Which asides of a turn are open: kept while its texts are out of the page. */
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

export const promptPart = (body: TurnBody, open: OpenParts): TemplateResult =>
  html`${
      body.system.trim() === ''
        ? nothing
        : html`<details class="aside" .open=${open.system} @toggle=${remember(open, 'system')}>
            <summary>${words('systemPrompt')}</summary>
            <ai-plain-text class="pre" .text=${body.system}></ai-plain-text>
          </details>`
    } <ai-plain-text class="pre message" data-part="prompt" .text=${body.prompt}></ai-plain-text>`;

export const answerPart = (head: TurnHead, body: TurnBody, open: OpenParts, context: TurnContext): TemplateResult =>
  html`${
      body.reasoning === ''
        ? nothing
        : html`<details
            class="aside"
            data-testid="reasoning"
            .open=${open.reasoning}
            @toggle=${remember(open, 'reasoning')}
          >
            <summary>${words('reasoning', formatCount(body.reasoning.length))}</summary>
            <ai-plain-text class="pre" data-part="reasoning" .text=${body.reasoning}></ai-plain-text>
          </details>`
    }
    <ai-answer-text data-testid="answer" data-part="answer" .text=${body.answer} .post=${context.post}></ai-answer-text>
    ${head.error === undefined ? nothing : errorBox(head, head.error, context)} ${statusLine(head, context)}
    ${sureness(context.besideOf(head), open)} ${referenceCards(context.besideOf(head).cards, context.post)}
    ${actions(head, body, context)}`;

const sureness = ({ tokens }: Beside, open: OpenParts): Part =>
  tokens.length === 0
    ? nothing
    : html`<details class="aside" data-testid="sureness" .open=${open.sureness} @toggle=${remember(open, 'sureness')}>
        <summary>${words('sureness', formatCount(tokens.length))}</summary>
        ${surenessTable(tokens)}
      </details>`;

const remember = (open: OpenParts, part: keyof OpenParts) => (event: Event) => {
  open[part] = (event.target as HTMLDetailsElement).open;
};

function statusLine(head: TurnHead, { countOf }: TurnContext): Part {
  if (head.status === null) return nothing;
  if (head.status === 'streaming') {
    return html`<p class="status" data-testid="stats"><span class="pulse"></span>${statusWords(head)}</p>`;
  }
  const title = costTooltip(head.cost) ?? nothing;
  return html`<ul class="stats" data-testid="stats" aria-label=${words('aboutAnswer')} title=${title}>
    ${statsOf(head, countOf(head)).map((part) => html`<li>${part}</li>`)}
  </ul>`;
}

function errorBox({ answerId }: TurnHead, error: ErrorView, context: TurnContext): Part {
  const { post, busy, readOnly } = context;
  const run = (action: ErrorAction) => () => {
    if (answerId !== null) post({ type: 'errorAction', column: context.column, answerId, action });
  };
  const asksAgain = (action: ErrorAction): boolean => action === 'retry' || action === 'choose-model';
  return html`<div class="error" data-testid="error" role="group" aria-label=${words('error')}>
    <p><span class="codicon codicon-error" aria-hidden="true"></span> <strong>${error.message}</strong></p>
    <p>${error.advice}</p>
    <div class="buttons">
      ${error.actions.map(
        (action) =>
          html`<vscode-button
            secondary
            data-testid=${action === 'retry' ? 'retry' : `action-${action}`}
            ?disabled=${(action === 'retry' && busy) || (asksAgain(action) && readOnly)}
            @click=${run(action)}
            >${words(actionLabels[action])}</vscode-button
          >`,
      )}
    </div>
  </div>`;
}

function actions(head: TurnHead, body: TurnBody, context: TurnContext): Part {
  const { post, say, busy, readOnly } = context;
  const { answerId } = head;
  if (head.status === 'streaming' || answerId === null) return nothing;
  const copy = (): void => {
    post({ type: 'copy', answerId });
    say(words('answerCopied'));
  };
  const copyButton = html`<vscode-button secondary icon="copy" data-testid="copy" @click=${copy}
    >${words('copy')}</vscode-button
  >`;
  const retryButton = html`<vscode-button
    secondary
    icon="refresh"
    data-testid="retry"
    title=${words('retryWith', head.model)}
    ?disabled=${busy || readOnly}
    @click=${() => post({ type: 'retry', column: context.column, answerId })}
    >${words('retry')}</vscode-button
  >`;
  return html`<div class="buttons quiet">
    ${body.answer === '' ? nothing : copyButton} ${head.error?.actions.includes('retry') ? nothing : retryButton}
    ${retryChosenButton(head, context)} ${pager(head, busy && !readOnly, context)}
  </div>`;
}

/** Leads through the answers to the same message. */
function pager({ siblings: { at, of, ids } }: TurnHead, disabled: boolean, context: TurnContext): Part {
  if (of < 2) return nothing;
  const go = (to: number) => () => {
    const answerId = ids[to - 1];
    if (answerId !== undefined) context.post({ type: 'showSibling', column: context.column, answerId });
  };
  const button = (testId: string, icon: string, name: StringId, to: number): TemplateResult =>
    html`<vscode-button
      secondary
      icon-only
      icon=${icon}
      data-testid=${testId}
      aria-label=${words(name)}
      title=${words(name)}
      ?disabled=${disabled || to < 1 || to > of}
      @click=${go(to)}
    ></vscode-button>`;
  return html`<div class="pager" role="group" aria-label=${words('otherAnswers')} data-testid="pager">
    ${button('previous-answer', 'chevron-left', 'previousAnswer', at - 1)}
    <span aria-hidden="true">${at} / ${of}</span>
    <span class="unseen">${words('answerOf', at, of)}</span>
    ${button('next-answer', 'chevron-right', 'nextAnswer', at + 1)}
  </div>`;
}
