import { safeUrl } from '../../../src/webview/shared/answerMarkdown';

// HTML in one form, so that what is drawn of Markdown can be compared with what a specification expects.

const blocks = 'p|h[1-6]|ul|ol|li|blockquote|pre|hr|br|table|thead|tbody|tr|th|td';
const besideBlocks = new RegExp(` ?(<(?:/?)(?:${blocks})(?: [^>]*)?>) ?`, 'g');
const attributes = ['align', 'class', 'href', 'start', 'title'];

/** `%C3%A4` and `ä` in an address are the same. */
const decoded = (text: string): string =>
  text.replace(/(?:%[\dA-F]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
const escaped = (text: string): string =>
  decoded(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function written(node: Node, inPre: boolean): string {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = escaped(node.textContent ?? '');
    return inPre ? text : text.replace(/[ \t\n]+/g, ' ');
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const element = node as Element;
  const name = element.localName;
  const given = attributes.flatMap((each) => {
    const value = element.getAttribute(each);
    return value === null ? [] : [` ${each}="${escaped(value)}"`];
  });
  const inside = [...element.childNodes].map((child) => written(child, inPre || name === 'pre')).join('');
  return ['hr', 'br'].includes(name) ? `<${name}>` : `<${name}${given.join('')}>${inside}</${name}>`;
}

/** Space that is not seen, the order of attributes and how an address is written make no difference. */
function formOf(root: Element): string {
  for (const code of root.querySelectorAll('pre > code')) code.textContent = code.textContent.replace(/\n$/, '');
  return [...root.childNodes]
    .map((child) => written(child, false))
    .join('')
    .replace(besideBlocks, '$1')
    .trim();
}

/** Returns the form of drawn Markdown, without the frames around code and tables. */
export function drawnForm(root: HTMLElement): string {
  for (const frame of root.querySelectorAll('.code, .table')) frame.replaceWith(frame.querySelector('pre, table')!);
  return formOf(root);
}

/** Expected HTML as answers show it: with our levels of headings, no pictures, and links to the web alone. */
export function expectedForm(html: string): string {
  const root = document.createElement('div');
  root.innerHTML = html;
  for (const image of root.querySelectorAll('img')) {
    const words = [image.getAttribute('alt') ?? '', image.getAttribute('src') ?? ''].filter((each) => each !== '');
    image.replaceWith(`[image: ${words.join(', ')}]`);
  }
  for (const link of root.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    const url = safeUrl(href);
    const inside = [...link.childNodes];
    if (url === undefined) link.replaceWith(...inside, ...(link.textContent === href ? [] : [` (${href})`]));
    else {
      link.setAttribute('href', url);
      link.setAttribute('title', url);
    }
  }
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const ours = document.createElement(`h${Math.min(Number(heading.localName.slice(1)) + 3, 6)}`);
    ours.append(...heading.childNodes);
    heading.replaceWith(ours);
  }
  for (const box of root.querySelectorAll('input')) box.replaceWith(box.hasAttribute('checked') ? '☑' : '☐');
  for (const code of root.querySelectorAll('pre > code')) {
    const language = /^language-[\w+#.-]{1,40}/.exec(code.className)?.[0];
    code.removeAttribute('class');
    if (language !== undefined) code.className = language;
  }
  return formOf(root);
}
