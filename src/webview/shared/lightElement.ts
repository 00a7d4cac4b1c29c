import { LitElement } from 'lit';
import type { FromPage } from '../../core/playground/playgroundProtocol';

export type Post = (message: FromPage) => void;

/**
 * A Lit element that renders into the page itself. One stylesheet (media/playground.css) then styles everything, and
 * `for`, `list` and `aria-describedby` reach across our elements, which they cannot do over shadow roots.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
