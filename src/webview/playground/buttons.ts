import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

interface ButtonOptions {
  readonly icon?: string;
  readonly title?: string;
  readonly disabled?: boolean;
  /** Whether this is the main button of the page. */
  readonly primary?: boolean;
}

export const button = (
  id: string,
  label: string | TemplateResult,
  press: (event: Event) => void,
  { icon, title, disabled = false, primary = false }: ButtonOptions = {},
): TemplateResult =>
  html`<vscode-button
    ?secondary=${!primary}
    icon=${icon ?? nothing}
    data-testid=${id}
    title=${title ?? nothing}
    ?disabled=${disabled}
    @click=${press}
    >${label}</vscode-button
  >`;
