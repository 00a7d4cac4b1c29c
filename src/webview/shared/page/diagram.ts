import { html } from 'lit';
import type { Block } from '../../../core/pages/page';
import { sanitizeSvg } from '../sanitizeSvg';
import { elementOf } from './elements';

type Diagram = Extract<Block, { readonly type: 'diagram' }>;

/** A picture with a name and a description. */
export function drawDiagram({ name, title, svg }: Diagram): HTMLElement {
  const figure = elementOf(
    html`<figure class="diagram">
      <div class="scroller" role="group" aria-label=${title}>${sanitizeSvg(svg)}</div>
    </figure>`,
  );
  const picture = figure.querySelector('svg');
  picture?.setAttribute('role', 'img');
  // No heading has such an id: those of headings have no colon.
  for (const [part, attribute] of [
    ['title', 'aria-labelledby'],
    ['desc', 'aria-describedby'],
  ] as const) {
    const named = picture?.querySelector(part);
    if (!named) continue;
    named.id = `diagram:${name}:${part}`;
    picture?.setAttribute(attribute, named.id);
  }
  return figure;
}
