import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { LoadFailure } from './pageStore';

const examples = ['exampleTerm', 'exampleMaker', 'exampleDifference'] as const;

/** Draws the screen before the first message while the built-in model is the only one: what it is, and what to ask it. */
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

/** Draws the button that leads to servers on this machine and to hosted providers. */
export const realModelButton = (post: Post): TemplateResult =>
  button('use-real-model', words('useRealModel'), () => post({ type: 'useRealModel' }), { icon: 'rocket' });

/** Draws the words before the first message. */
export const emptyConversation = (hasProvider: boolean, post: Post): TemplateResult =>
  html`<p class="hint empty">${words('emptyConversation')}</p>
    ${hasProvider ? nothing : html`<div class="buttons">${realModelButton(post)}</div>`}`;

/** Shown when the conversation could not be loaded, with a way to try again. */
export const failureScreen = ({ message, advice }: LoadFailure, tryAgain: () => void): TemplateResult =>
  html`<section class="failure" data-testid="load-failed" role="alert">
    <h2>${words('loadFailed')}</h2>
    <p>${message}</p>
    <p>${advice}</p>
    <div class="buttons">${button('try-again', words('tryAgain'), tryAgain, { icon: 'refresh', primary: true })}</div>
  </section>`;
