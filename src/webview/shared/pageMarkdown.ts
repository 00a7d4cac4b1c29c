import { walkTokens } from 'marked';
import type { Token, Tokens } from 'marked';
import type { Anchors } from '../../core/base/anchors';
import type { LinkTarget } from '../../core/pages/address';
import { lexBlocks, renderBlocks } from './answerMarkdown';
import type { LinkOptions } from './page/elements';

// Pages go through the same two fences as answers. What answers do not have is added to what came out of them: ids of
// headings, links between pages and to files.

interface PageMarkdownOptions extends LinkOptions {
  /** Shared by all texts of one page, so that no id is there twice. */
  readonly anchors: Anchors;
}

/** An address that the fences let through. The number after it names its target. */
const standIn = 'https://link.invalid/';

/** A character that no data has. A paragraph of it keeps the place of an element. */
const place = '\uE000';

/**
 * Draws texts in Markdown and the elements between them in one go, as a lexer and the second
 * fence cost about as much for a line as for a page.
 */
export function renderPageMarkdown(
  parts: readonly (string | HTMLElement)[],
  options: PageMarkdownOptions,
): DocumentFragment {
  const texts = parts.map((part) => (typeof part === 'string' ? part.replaceAll(place, '\uFFFD') : place));
  const tokens = lexBlocks(texts.join('\n\n'), {});
  const targets = takeLinks(tokens, options.targetOf);
  const fragment = renderBlocks(tokens);
  for (const table of fragment.querySelectorAll('table')) nameRows(table);
  for (const link of fragment.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    const target = href.startsWith(standIn) ? targets[Number(href.slice(standIn.length))] : undefined;
    if (target === undefined) continue;
    describe(link, target);
    options.onLink(link, target);
  }
  const places = [...fragment.querySelectorAll('p')].filter(({ textContent }) => textContent === place);
  const elements = parts.filter((part) => typeof part !== 'string');
  places.forEach((each, index) => each.replaceWith(...elements.slice(index, index + 1)));
  raiseHeadings(fragment, options.anchors);
  return fragment;
}

/** Puts stand-ins in the place of the addresses that lead somewhere, and returns what they stand for. */
function takeLinks(tokens: Token[], targetOf: PageMarkdownOptions['targetOf']): LinkTarget[] {
  const targets: LinkTarget[] = [];
  void walkTokens(tokens, (token) => {
    if (token.type !== 'link') return;
    const link = token as Tokens.Link;
    const target = targetOf(link.href);
    if (target !== undefined) link.href = standIn + String(targets.push(target) - 1);
  });
  return targets;
}

/** Tells the browser what to show of a link; the page itself handles a click. */
function describe(link: HTMLAnchorElement, target: LinkTarget): void {
  link.removeAttribute('title');
  switch (target.kind) {
    case 'page':
      link.setAttribute('href', `#${target.place.anchor ?? ''}`);
      return;
    case 'web':
      link.setAttribute('href', target.url);
      link.title = target.url;
      return;
    case 'file':
      link.setAttribute('href', '#');
      link.title = decoded(target.uri);
  }
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//, ''));
  } catch {
    return uri;
  }
}

/**
 * Raises headings by three levels. Those of answers begin at level 4, below
 * headings of the page, but here the text is the page.
 */
function raiseHeadings(fragment: DocumentFragment, anchors: Anchors): void {
  for (const low of fragment.querySelectorAll('h4, h5, h6')) {
    const heading = document.createElement(`h${Number(low.tagName.slice(1)) - 3}`);
    heading.append(...low.childNodes);
    heading.id = anchors.of(heading.textContent);
    heading.tabIndex = -1;
    low.replaceWith(heading);
  }
}

/** Makes the first column name the rows of a table whose corner is empty. */
function nameRows(table: HTMLTableElement): void {
  const corner = table.querySelector('tr th:first-child');
  if (corner === null || corner.textContent.trim() !== '') return;
  corner.replaceWith(document.createElement('td'));
  for (const cell of table.querySelectorAll('tbody td:first-child')) {
    const header = document.createElement('th');
    header.scope = 'row';
    header.append(...cell.childNodes);
    cell.replaceWith(header);
  }
}
