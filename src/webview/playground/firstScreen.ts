import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PresetView } from '../../core/playground/pageProtocol';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { LoadFailure } from './pageStore';

/** What stands there before a provider is set up. */
export const firstScreen = (presets: readonly PresetView[], post: Post): TemplateResult =>
  html`<section class="first" data-testid="first-screen" aria-labelledby="first-heading">
    <h2 id="first-heading">${words('firstHeading')}</h2>
    <p>${words('firstText')}</p>
    <ul class="presets">
      ${presets.map(
        ({ id, name, note }) =>
          html`<li>
            <button
              type="button"
              class="preset"
              data-testid=${`preset-${id}`}
              @click=${() => post({ type: 'addProvider', preset: id })}
            >
              <strong>${name}</strong> <span class="muted">${note}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;

/** What stands there before the first message. */
export const emptyConversation = (): TemplateResult => html`<p class="hint empty">${words('emptyConversation')}</p>`;

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
