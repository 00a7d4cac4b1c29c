import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PresetView } from '../core/playground/protocol';
import type { Post } from './lightElement';

/** What stands there before a provider is set up. */
export const firstScreen = (presets: readonly PresetView[], post: Post): TemplateResult =>
  html`<section class="first" data-testid="first-screen" aria-labelledby="first-heading">
    <h2 id="first-heading">Choose where your prompts go</h2>
    <p>
      A provider is a service, or a program on this machine, that runs models. Nothing is sent anywhere before you press
      Send, and nothing is contacted by choosing a provider here.
    </p>
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
export const emptyConversation = (): TemplateResult =>
  html`<p class="hint empty">
    Write a message below. The answer streams in here, with its tokens, its speed and what it cost, where that is known.
  </p>`;
