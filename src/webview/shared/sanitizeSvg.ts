import DOMPurify from 'dompurify';

// Shapes, lines and words, drawn by classes of pages.css. No styles, links, pictures or references: the page's policy
// forbids most of them, and a diagram needs none.
const purifyConfig = {
  ALLOWED_TAGS: ['svg', 'title', 'desc', 'g', 'rect', 'path', 'text'],
  ALLOWED_ATTR: [
    ...['viewbox', 'class', 'x', 'y', 'width', 'height', 'rx', 'd'],
    // How it looks where it stands alone; here the classes do.
    ...['fill', 'stroke', 'font-family', 'font-size', 'text-anchor'],
  ],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

/** Without the hooks that the fence of the texts has. */
const purifier = DOMPurify(window);

/** Only what a diagram is made of. */
export const sanitizeSvg = (svg: string): DocumentFragment => purifier.sanitize(svg, purifyConfig);
