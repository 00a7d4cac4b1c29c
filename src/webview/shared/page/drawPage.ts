import { Anchors } from '../../../core/base/anchors';
import type { Block, Page } from '../../../core/pages/page';
import type { MissingPage } from '../../../core/pages/pagesProtocol';
import { priceHeader } from '../../../core/pages/page';
import { renderPageMarkdown } from '../pageMarkdown';
import { words } from '../strings';
import type { DrawOptions } from './drawOptions';
import { drawDiagram } from './diagram';
import { drawFacts, headerCell } from './factTable';
import { drawCountOffer, drawModelActions } from './modelActions';
import { drawTries } from './drawTries';
import { SortableTable } from './sortableTable';

/** Headings of the second level from which on a page has a table of contents. */
const manyHeadings = 3;

export function drawPage(page: Page, options: DrawOptions): DocumentFragment {
  const parts = page.blocks.map((block) => partOf(block, options));
  const content = renderPageMarkdown(parts, { ...options, anchors: new Anchors() });
  addCopying(content, options.post);
  const title = content.querySelector('h1');
  if (page.made !== undefined) title?.after(madeLine(page.made, options.post));
  const headings = [...content.querySelectorAll('h2')];
  // A table whose rows lead to the headings is the contents already.
  const hasTable = page.blocks.some(({ type }) => type === 'table');
  if (headings.length >= manyHeadings && !hasTable) headings[0]?.before(contents(headings, options));
  return content;
}

function partOf(block: Block, options: DrawOptions): string | HTMLElement {
  switch (block.type) {
    case 'markdown':
      return block.markdown;
    case 'table':
      return new SortableTable(block, options).element;
    case 'modelActions':
      return drawModelActions(block, options.post);
    case 'choices':
      return drawChoices(block, options);
    case 'facts':
      return drawFacts(block, options);
    case 'prices':
      return drawPrices(block);
    case 'diagram':
      return drawDiagram(block);
    case 'tries':
      return drawTries(block, options.post);
    case 'countOffer':
      return drawCountOffer(block, options.post);
  }
}

function addCopying(content: DocumentFragment, post: DrawOptions['post']): void {
  for (const button of content.querySelectorAll<HTMLButtonElement>('button.copy-code')) {
    const code = button.closest('.code')?.querySelector('code')?.textContent ?? '';
    button.addEventListener('click', () => {
      post({ type: 'copyText', text: code.replace(/\n$/, '') });
      button.textContent = words('copied');
      setTimeout(() => (button.textContent = words('copy')), 2_000);
    });
  }
}

function madeLine(made: number, post: DrawOptions['post']): HTMLElement {
  const line = document.createElement('p');
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(made);
  line.className = 'made';
  line.append(words('pagesMade', when), ' ', againButton(words('pagesMakeAgain'), post));
  return line;
}

function againButton(label: string, post: DrawOptions['post']): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.dataset['testid'] = 'make-again';
  button.textContent = label;
  button.addEventListener('click', () => post({ type: 'makeAgain' }));
  return button;
}

function contents(headings: readonly HTMLHeadingElement[], { onLink, targetOf }: DrawOptions): HTMLElement {
  const nav = document.createElement('nav');
  nav.className = 'contents';
  nav.setAttribute('aria-label', words('pagesContents'));
  const list = document.createElement('ul');
  for (const { id, textContent } of headings) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${id}`;
    link.textContent = textContent;
    const target = targetOf(`#${id}`);
    if (target) onLink(link, target);
    item.append(link);
    list.append(item);
  }
  nav.append(list);
  return nav;
}

/** In the place of a page that is not there (any more). */
export function drawMissing(
  { title, message, again, instead = [] }: MissingPage,
  { onLink, post }: Pick<DrawOptions, 'onLink' | 'post'>,
): DocumentFragment {
  const content = document.createDocumentFragment();
  const heading = document.createElement('h1');
  heading.tabIndex = -1;
  heading.textContent = title;
  const text = document.createElement('p');
  text.textContent = message;
  content.append(heading, text);
  if (again !== undefined) content.append(againButton(again, post));
  const list = document.createElement('ul');
  for (const { place, title: label } of instead) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    // What makes it a link for keys and readers; where it leads says `onLink`.
    link.href = '#';
    link.textContent = label;
    onLink(link, { kind: 'page', place });
    item.append(link);
    list.append(item);
  }
  if (instead.length > 0) content.append(list);
  return content;
}

type Prices = Extract<Block, { readonly type: 'prices' }>;

export function drawPrices({ caption, columns, rows }: Prices): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'facts prices';
  table.setAttribute('aria-label', caption);
  const header = table.createTHead().insertRow();
  for (const label of [priceHeader, ...columns]) header.append(headerCell('col', label));
  const body = table.createTBody();
  for (const { when, cells } of rows) {
    const row = body.insertRow();
    row.append(headerCell('row', when));
    for (const text of cells) row.insertCell().textContent = text;
  }
  return table;
}

type Choices = Extract<Block, { readonly type: 'choices' }>;

/** A list of links, each as large as its words, so that it is easily hit. */
function drawChoices(
  { choices }: Choices,
  { targetOf, onLink }: Pick<DrawOptions, 'targetOf' | 'onLink'>,
): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'choices';
  for (const { label, detail, href } of choices) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = href;
    const target = targetOf(href);
    if (target) onLink(link, target);
    const name = document.createElement('span');
    name.className = 'choice';
    name.textContent = label;
    link.append(name);
    if (detail !== undefined) {
      const text = document.createElement('span');
      text.className = 'choice-detail';
      text.textContent = detail;
      link.append(' ', text);
    }
    item.append(link);
    list.append(item);
  }
  return list;
}
