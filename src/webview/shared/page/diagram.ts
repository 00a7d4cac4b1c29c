import type { Block } from '../../../core/pages/page';
import { sanitizeSvg } from '../sanitizeSvg';

type Diagram = Extract<Block, { readonly type: 'diagram' }>;

/** A picture with a name and a description. */
export function drawDiagram({ name, title, svg }: Diagram): HTMLElement {
  const figure = document.createElement('figure');
  figure.className = 'diagram';
  const scroller = document.createElement('div');
  scroller.className = 'scroller';
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', title);
  scroller.append(sanitizeSvg(svg));
  figure.append(scroller);
  const picture = figure.querySelector('svg');
  picture?.setAttribute('role', 'img');
  // No heading has such an id: those of headings have no colon.
  const say = (element: string, attribute: string): void => {
    const words = picture?.querySelector(element);
    if (!words) return;
    words.id = `diagram:${name}:${element}`;
    picture?.setAttribute(attribute, words.id);
  };
  say('title', 'aria-labelledby');
  say('desc', 'aria-describedby');
  return figure;
}
