import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A button that looks like a link. */
export const linkButton = (id: string, text: string, press: () => void): TemplateResult =>
  html`<button type="button" class="link" data-testid=${id} @click=${press}>${text}</button>`;
