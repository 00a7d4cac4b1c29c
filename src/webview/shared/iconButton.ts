import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Says that it is disabled and keeps its place in the row of the keyboard: pressed to its end, it must not lose the focus. */
export const iconButton = (
  id: string,
  icon: string,
  label: string,
  press: () => void,
  disabled = false,
): TemplateResult =>
  html`<button
    type="button"
    class="icon-button"
    data-testid=${id}
    title=${label}
    aria-label=${label}
    aria-disabled=${disabled ? 'true' : 'false'}
    @click=${press}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
