import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

interface ButtonOptions {
  readonly icon?: string;
  readonly title?: string;
  readonly disabled?: boolean;
  /** The one that the page is for. */
  readonly primary?: boolean;
}

export const button = (
  id: string,
  label: string | TemplateResult,
  press: () => void,
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

/** A sign instead of words, which are its name. */
export const iconButton = (
  id: string,
  icon: string,
  name: string,
  press: () => void,
  disabled = false,
): TemplateResult =>
  html`<vscode-button
    secondary
    icon-only
    icon=${icon}
    data-testid=${id}
    aria-label=${name}
    title=${name}
    ?disabled=${disabled}
    @click=${press}
  ></vscode-button>`;
