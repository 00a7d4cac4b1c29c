import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { LoadFailure } from './pageStore';

const examples = ['exampleTerm', 'exampleMaker', 'exampleDifference'] as const;

/** What stands there before the first message, while the model in the box is the only one: what it is, and what to ask it. */
export const pocketScreen = (send: (question: string) => void, post: Post): TemplateResult =>
  html`<section class="first" data-testid="first-screen" aria-labelledby="first-heading">
    <h2 id="first-heading">${words('firstHeading')}</h2>
    <p>${words('firstText')}</p>
    <ul class="examples">
      ${examples.map(
        (example) =>
          html`<li>
            <button type="button" class="example" data-testid=${example} @click=${() => send(words(example))}>
              ${words(example)}
            </button>
          </li>`,
      )}
    </ul>
    <p class="muted">${words('firstLimits')}</p>
    <div class="buttons">${realModelButton(post)}</div>
  </section>`;

/** Leads to servers on this machine and to hosted providers. */
export const realModelButton = (post: Post): TemplateResult =>
  html`<vscode-button
    secondary
    icon="rocket"
    data-testid="use-real-model"
    @click=${() => post({ type: 'useRealModel' })}
    >${words('useRealModel')}</vscode-button
  >`;

/** What stands there before the first message. */
export const emptyConversation = (hasProvider: boolean, post: Post): TemplateResult =>
  html`<p class="hint empty">${words('emptyConversation')}</p>
    ${hasProvider ? nothing : html`<div class="buttons">${realModelButton(post)}</div>`}`;

/** What stands there when there is nothing to show, with a way to try again. */
export const failureScreen = ({ message, advice }: LoadFailure, tryAgain: () => void): TemplateResult =>
  html`<section class="failure" data-testid="load-failed" role="alert">
    <h2>${words('loadFailed')}</h2>
    <p>${message}</p>
    <p>${advice}</p>
    <div class="buttons">
      <vscode-button icon="refresh" data-testid="try-again" @click=${tryAgain}>${words('tryAgain')}</vscode-button>
    </div>
  </section>`;
