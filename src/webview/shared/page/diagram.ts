import DOMPurify from 'dompurify';
import { html } from 'lit';
import type { PageBlock } from '../../../core/pages/page';
import { elementOf } from './elements';

type Diagram = Extract<PageBlock, { readonly type: 'diagram' }>;

// Shapes, lines and words, drawn by classes of pages.css. No styles, links, pictures or references: the page's policy
// forbids most of them, and a diagram needs none.
const purifyConfig = {
  ALLOWED_TAGS: ['svg', 'title', 'desc', 'g', 'rect', 'path', 'text'],
  ALLOWED_ATTR: [
    ...['viewbox', 'class', 'x', 'y', 'width', 'height', 'rx', 'd'],
    // These give a diagram its look where it stands alone; here the classes do.
    ...['fill', 'stroke', 'font-family', 'font-size', 'text-anchor'],
  ],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

/** A purifier without the hooks of the fence for texts. */
const purifier = DOMPurify(window);

/** Keeps only what a diagram is made of. */
export const sanitizeSvg = (svg: string): DocumentFragment => purifier.sanitize(svg, purifyConfig);

/** Draws a picture with a name and a description. */
export function drawDiagram({ name, title, svg }: Diagram): HTMLElement {
  const figure = elementOf(
    html`<figure class="diagram">
      <div class="scroller" role="group" aria-label=${title}>${sanitizeSvg(svg)}</div>
    </figure>`,
  );
  const picture = figure.querySelector('svg');
  picture?.setAttribute('role', 'img');
  // No heading has such an id, as ids of headings have no colon.
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
