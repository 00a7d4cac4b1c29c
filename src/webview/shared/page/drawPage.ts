import { html, nothing, render } from 'lit';
import { Anchors } from '../../../core/base/anchors';
import type { PageBlock, Page } from '../../../core/pages/page';
import type { FromPages, MissingPage } from '../../../core/pages/pagesProtocol';
import { copiedCode } from '../answerMarkdown';
import { renderPageMarkdown } from '../pageMarkdown';
import { words } from '../strings';
import { drawChoices, drawCountOffer, drawFacts, drawModelActions, drawPrices, drawTries } from './blocks';
import { drawDiagram } from './diagram';
import { actionButton, elementOf, link } from './elements';
import type { LinkOptions } from './elements';
import { SortableTable } from './sortableTable';

/** The page as its parts see it. */
interface DrawOptions extends LinkOptions {
  readonly post: (message: FromPages) => void;
  /** Announces a text to screen readers. */
  readonly announce: (text: string) => void;
}

/** Headings of the second level from which on a page has a table of contents. */
const manyHeadings = 3;

export function drawPage(page: Page, options: DrawOptions): DocumentFragment {
  const parts = page.blocks.map((block) => partOf(block, options));
  const content = renderPageMarkdown(parts, { ...options, anchors: new Anchors() });
  for (const button of content.querySelectorAll<HTMLElement>('button.copy-code')) {
    button.addEventListener('click', () => options.post({ type: 'copyText', text: copiedCode(button) }));
  }
  for (const marker of content.querySelectorAll<HTMLElement>('.fold')) foldSection(marker);
  const title = content.querySelector('h1');
  if (page.made !== undefined) title?.after(madeLine(page.made, options.post));
  const headings = [...content.querySelectorAll('h2')];
  // A table whose rows lead to the headings is the contents already.
  const hasTable = page.blocks.some(({ type }) => type === 'table');
  if (headings.length >= manyHeadings && !hasTable) headings[0]?.before(contents(headings, options));
  return content;
}

function partOf(block: PageBlock, options: DrawOptions): string | HTMLElement {
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
    case 'fold':
      return elementOf(html`<div class="fold">${block.label}</div>`);
  }
}

/** Folds the section behind the marker: its heading stays, with the marker's words beside it. */
function foldSection(marker: HTMLElement): void {
  const section = document.createElement('details');
  const summary = document.createElement('summary');
  section.append(summary);
  const [label, heading] = [marker.textContent, marker.nextElementSibling];
  marker.replaceWith(section);
  if (heading !== null) summary.append(heading);
  const status = document.createElement('span');
  status.textContent = label;
  summary.append(' ', status);
  for (let next = section.nextElementSibling; next && !next.matches('h2, .fold'); next = section.nextElementSibling) {
    section.append(next);
  }
}

function madeLine(made: number, post: DrawOptions['post']): HTMLElement {
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(made);
  return elementOf(
    html`<p class="made">${words('pagesMade', when)} ${makeAgainButton(words('pagesMakeAgain'), post)}</p>`,
  );
}

const makeAgainButton = (label: string, post: DrawOptions['post']) =>
  actionButton('make-again', label, () => post({ type: 'makeAgain' }));

const contents = (headings: readonly HTMLHeadingElement[], options: LinkOptions): HTMLElement =>
  elementOf(
    html`<nav class="contents" aria-label=${words('pagesContents')}>
      <ul>
        ${headings.map(({ id, textContent }) => html`<li>${link(`#${id}`, textContent, options)}</li>`)}
      </ul>
    </nav>`,
  );

/** Draws what stands in the place of a page that is not there (any more). */
export function drawMissing(
  { title, message, again, instead = [] }: MissingPage,
  { onLink, post }: Pick<DrawOptions, 'onLink' | 'post'>,
): DocumentFragment {
  const content = document.createDocumentFragment();
  render(
    html`<h1 tabindex="-1">${title}</h1>
      <p>${message}</p>
      ${again === undefined ? nothing : makeAgainButton(again, post)}
      ${
        instead.length === 0
          ? nothing
          : html`<ul>
              ${instead.map(
                // The address makes it a link for keys and readers; `onLink` says where it leads.
                ({ place, title: label }) =>
                  html`<li>${link('#', label, { onLink, targetOf: () => ({ kind: 'page', place }) })}</li>`,
              )}
            </ul>`
      }`,
    content,
  );
  return content;
}
