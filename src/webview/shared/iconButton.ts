import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * Draws a button with an icon instead of words. A disabled one says so and does nothing, but keeps its place in the order of
 * the Tab key: it must not lose the focus when it is pressed until nothing is left to do.
 * `pressed`: the state of a button that switches something.
 */
export const iconButton = (
  id: string,
  icon: string,
  label: string,
  press: (event: Event) => void,
  disabled = false,
  pressed?: boolean,
): TemplateResult =>
  html`<button
    type="button"
    class="icon-button"
    data-testid=${id}
    title=${label}
    aria-label=${label}
    aria-disabled=${disabled ? 'true' : 'false'}
    aria-pressed=${pressed ?? nothing}
    @click=${disabled ? nothing : press}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
