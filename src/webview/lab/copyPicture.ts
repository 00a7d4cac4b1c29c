import { visibleControls } from '../../core/lab/tokenNames';

// A picture leaves the page as an SVG that needs no style sheet, or as a PNG. The page may load no images (its CSP), so
// the PNG is painted shape by shape. Pictures of stations consist of rect, circle, line, path and text, without
// transforms, so nothing else is painted here. A part may be an svg element of its own at an x and y.

/** Style properties that are copied along with a shape. */
const styled = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Pixels of the PNG for each CSS pixel: sharp on a projector. */
const scale = 2;

const shapes = 'rect, circle, line, path, text';

/** Returns the picture as a text that any program can show, in the colours of the current theme. */
export function svgOf(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = picture.querySelectorAll<SVGElement>(shapes);
  for (const [index, shape] of copy.querySelectorAll<SVGElement>(shapes).entries()) {
    const style = getComputedStyle(originals[index]!);
    for (const name of styled) {
      const value = style.getPropertyValue(name);
      if (value !== '') shape.setAttribute(name, value);
    }
    shape.removeAttribute('class');
  }
  copy.prepend(backgroundOf(picture));
  for (const name of ['aria-labelledby', 'aria-describedby', 'role']) copy.removeAttribute(name);
  // outerHTML would write `&nbsp;`, which is not XML. The reader's text may also hold characters that XML cannot write.
  const written = new XMLSerializer().serializeToString(copy);
  // lit marks its places with comments. No text can hold such a mark: its `<` is escaped.
  return visibleControls(written.replaceAll(/<!--.*?-->/gs, ''));
}

function backgroundOf(picture: SVGSVGElement): SVGRectElement {
  const background = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', pageColour(picture));
  return background;
}

const pageColour = (element: Element): string =>
  getComputedStyle(element.ownerDocument.body).backgroundColor || 'white';

/** Puts the picture into the clipboard. @throws the browser's error if the page may not do that. */
export async function copyPng(picture: SVGSVGElement): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(picture) })]);
}

export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas.');
  context.scale(scale, scale);
  context.fillStyle = pageColour(picture);
  context.fillRect(0, 0, width, height);
  for (const shape of picture.querySelectorAll<SVGElement>(shapes)) {
    const part = shape.ownerSVGElement;
    context.save();
    if (part && part !== picture) context.translate(numberOf(part, 'x'), numberOf(part, 'y'));
    paint(shape, context);
    context.restore();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

type Context = OffscreenCanvasRenderingContext2D;

function paint(shape: SVGElement, context: Context): void {
  const style = getComputedStyle(shape);
  const of = (name: string): number => Number(style.getPropertyValue(name)) || 0;
  const { fill, stroke } = style;
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = parseFloat(style.strokeWidth) || 1;
  context.setLineDash(
    style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/).map((part) => parseFloat(part)),
  );
  const withOpacity = (opacity: number, draw: () => void): void => {
    context.globalAlpha = opacity * of('opacity');
    draw();
  };
  if (shape instanceof SVGTextElement) {
    withOpacity(of('fill-opacity'), () => paintText(shape, style, context));
    return;
  }
  const path = pathOf(shape);
  if (fill !== 'none') withOpacity(of('fill-opacity'), () => context.fill(path));
  if (stroke !== 'none') withOpacity(of('stroke-opacity'), () => context.stroke(path));
}

const alignedAs: Readonly<Record<string, CanvasTextAlign>> = { middle: 'center', end: 'right' };

function paintText(text: SVGTextElement, style: CSSStyleDeclaration, context: Context): void {
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = alignedAs[style.textAnchor] ?? 'left';
  const words = visibleControls(text.textContent.trim());
  const [x, y] = [numberOf(text, 'x'), numberOf(text, 'y')];
  if (style.stroke !== 'none') context.strokeText(words, x, y);
  context.fillText(words, x, y);
}

const numberOf = (shape: Element, name: string): number => Number(shape.getAttribute(name) ?? 0);

function pathOf(shape: SVGElement): Path2D {
  const of = (name: string): number => numberOf(shape, name);
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '');
  const path = new Path2D();
  if (shape instanceof SVGRectElement) path.roundRect(of('x'), of('y'), of('width'), of('height'), of('rx'));
  if (shape instanceof SVGCircleElement) path.arc(of('cx'), of('cy'), of('r'), 0, 2 * Math.PI);
  if (shape instanceof SVGLineElement) {
    path.moveTo(of('x1'), of('y1'));
    path.lineTo(of('x2'), of('y2'));
  }
  return path;
}
