import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * A button with a sign instead of words. One that is disabled says so, does nothing, and keeps its place in the row of the keyboard: pressed to its end, it must
 * not lose the focus.
 * `pressed`: of one that switches something.
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
