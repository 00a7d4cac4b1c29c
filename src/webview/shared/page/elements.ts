import { html, nothing, render } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { TemplateResult } from 'lit';
import type { LinkTarget } from '../../../core/pages/address';
import { words } from '../strings';

/** How links are drawn. */
export interface LinkOptions {
  /** Returns where an address leads. For `undefined`, the fences of Markdown show all but web addresses as plain text. */
  readonly targetOf: (href: string) => LinkTarget | undefined;
  /** Called with each link that leads somewhere. */
  readonly onLink: (link: HTMLAnchorElement, target: LinkTarget) => void;
}

/** Returns the one element of a template, for a place that is not drawn again. */
export function elementOf(template: TemplateResult): HTMLElement {
  const drawn = document.createDocumentFragment();
  render(template, drawn);
  return drawn.firstElementChild as HTMLElement;
}

export const link = (
  href: string,
  content: unknown,
  { targetOf, onLink }: LinkOptions,
  title?: string,
): TemplateResult => {
  const target = targetOf(href);
  const known = ref((element) => element && target && onLink(element as HTMLAnchorElement, target));
  return html`<a href=${href} title=${title ?? nothing} ${known}>${content}</a>`;
};

/** Draws a button. `modelName`: tells twenty buttons with the same words apart. */
export const actionButton = (id: string, label: string, press: () => void, modelName?: string): TemplateResult =>
  html`<button
    type="button"
    class="button"
    data-testid=${id}
    aria-label=${modelName === undefined ? nothing : words('pagesActionFor', label, modelName)}
    @click=${press}
  >
    ${label}
  </button>`;
