import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ErrorAction, ErrorView } from '../core/chat/errors';
import type { Turn } from '../core/playground/session';
import { formatCount, statsOf, statusWords } from './answerStats';
import './answerText';
import { LightElement } from './lightElement';
import type { Post } from './lightElement';

const actionLabels: Record<ErrorAction, string> = {
  retry: 'Retry',
  'set-key': 'Set API Key',
  'choose-model': 'Choose Another Model',
  'edit-provider': 'Edit Provider',
  'test-connection': 'Test Connection',
};

/** One message and its answer. */
export class TurnView extends LightElement {
  static override properties = {
    turn: { attribute: false },
    busy: { attribute: false },
    post: { attribute: false },
    say: { attribute: false },
  };
  declare turn: Turn;
  /** An answer is streaming somewhere: asking again has to wait. */
  declare busy: boolean;
  declare post: Post;
  declare say: (text: string) => void;

  protected override render(): TemplateResult {
    const { turn } = this;
    const { answer } = turn;
    return html`<article class="turn" data-testid="turn" data-turn-id=${turn.id} data-status=${answer.status}>
      <h2 class="who">You</h2>
      ${
        turn.system.trim() === ''
          ? nothing
          : html`<details class="aside">
              <summary>System prompt</summary>
              <ai-plain-text class="pre" .text=${turn.system}></ai-plain-text>
            </details>`
      }
      <ai-plain-text class="pre message" .text=${turn.message}></ai-plain-text>
      <h3 class="who">${turn.model} <span class="muted">${turn.providerName}, ${turn.host}</span></h3>
      ${
        answer.reasoning === ''
          ? nothing
          : html`<details class="aside" data-testid="reasoning">
              <summary>Reasoning (${formatCount(answer.reasoning.length)} characters)</summary>
              <ai-plain-text class="pre" .text=${answer.reasoning}></ai-plain-text>
            </details>`
      }
      <ai-answer-text data-testid="answer" .text=${answer.text} .post=${this.post}></ai-answer-text>
      ${answer.error === undefined ? nothing : this.errorBox(answer.error)} ${this.statusLine()} ${this.actions()}
    </article>`;
  }

  private statusLine(): TemplateResult {
    const { answer } = this.turn;
    if (answer.status === 'streaming') {
      return html`<p class="status" data-testid="stats"><span class="pulse"></span>${statusWords(answer)}</p>`;
    }
    return html`<ul class="stats" data-testid="stats" aria-label="About this answer">
      ${statsOf(answer).map((part) => html`<li>${part}</li>`)}
    </ul>`;
  }

  private errorBox(error: ErrorView): TemplateResult {
    const run = (action: ErrorAction) => () => this.post({ type: 'errorAction', turnId: this.turn.id, action });
    return html`<div class="error" data-testid="error" role="group" aria-label="Error">
      <p><strong>${error.message}</strong></p>
      <p>${error.advice}</p>
      <div class="buttons">
        ${error.actions.map(
          (action) =>
            html`<vscode-button
              secondary
              data-testid=${action === 'retry' ? 'retry' : `action-${action}`}
              ?disabled=${action === 'retry' && this.busy}
              @click=${run(action)}
              >${actionLabels[action]}</vscode-button
            >`,
        )}
      </div>
    </div>`;
  }

  private actions(): TemplateResult | typeof nothing {
    const { turn } = this;
    const { answer } = turn;
    if (answer.status === 'streaming') return nothing;
    const retryInError = answer.error?.actions.includes('retry') ?? false;
    return html`<div class="buttons quiet">
      ${
        answer.text === ''
          ? nothing
          : html`<vscode-button secondary icon="copy" data-testid="copy" @click=${() => this.copy()}
              >Copy</vscode-button
            >`
      }
      ${
        retryInError
          ? nothing
          : html`<vscode-button
              secondary
              icon="refresh"
              data-testid="retry"
              ?disabled=${this.busy}
              @click=${() => this.post({ type: 'retry', turnId: turn.id })}
              >Retry</vscode-button
            >`
      }
    </div>`;
  }

  private copy(): void {
    this.post({ type: 'copy', turnId: this.turn.id });
    this.say('Answer copied');
  }
}
customElements.define('ai-turn', TurnView);
