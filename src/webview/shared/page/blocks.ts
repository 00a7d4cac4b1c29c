import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PageBlock } from '../../../core/pages/page';
import { factHeaders, priceHeader } from '../../../core/pages/page';
import type { FromPages } from '../../../core/pages/pagesProtocol';
import { words } from '../strings';
import { actionButton, elementOf, link } from './elements';
import type { LinkOptions } from './elements';

type BlockOf<Type extends PageBlock['type']> = Extract<PageBlock, { readonly type: Type }>;
type Try = BlockOf<'tries'>['tries'][number];
type Post = (message: FromPages) => void;

/** Draws a table whose first column names the rows. */
const tableOf = (
  className: string,
  headers: readonly string[],
  rows: readonly (readonly unknown[])[],
  name?: string,
): HTMLElement =>
  elementOf(
    html`<table class=${className} aria-label=${name ?? nothing}>
      <thead>
        <tr>
          ${headers.map((label) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );

/** Draws facts without Markdown, in which those of thirty models would take most of the time that their page takes. */
export function drawFacts({ facts }: BlockOf<'facts'>, options: LinkOptions): HTMLElement {
  const rows = facts.map(({ label, value, href }) => [
    label,
    href === undefined ? value : webLink(value, href, options),
  ]);
  return tableOf('facts', factHeaders, rows);
}

/** Draws a link to the web. Any other link is text. */
function webLink(text: string, href: string, options: LinkOptions): TemplateResult | string {
  const target = options.targetOf(href);
  return target?.kind === 'web' ? link(target.url, text, { ...options, targetOf: () => target }, target.url) : text;
}

export function drawPrices({ caption, columns, rows }: BlockOf<'prices'>): HTMLElement {
  const lines = rows.map(({ when, cells }) => [when, ...cells]);
  return tableOf('facts prices', [priceHeader, ...columns], lines, caption);
}

const choice = (label: string, detail: string | undefined): TemplateResult =>
  html`<span class="choice">${label}</span>${
      detail === undefined ? nothing : html` <span class="choice-detail">${detail}</span>`
    }`;

/** A list of links, each as large as its words, so that it is easily hit. */
export const drawChoices = ({ choices }: BlockOf<'choices'>, options: LinkOptions): HTMLElement =>
  elementOf(
    html`<ul class="choices">
      ${choices.map(({ label, detail, href }) => html`<li>${link(href, choice(label, detail), options)}</li>`)}
    </ul>`,
  );

/** A list of buttons, each with what it opens and the text that is there then. */
export const drawTries = ({ tries }: BlockOf<'tries'>, post: Post): HTMLElement =>
  elementOf(
    html`<ul class="choices tries">
      ${tries.map(
        (each) =>
          html`<li>
            <button type="button" data-testid=${`try-${each.kind}`} @click=${() => post(messageOf(each))}>
              ${choice(each.label, detailOf(each))}
            </button>
          </li>`,
      )}
    </ul>`,
  );

function detailOf(each: Try): string {
  if (each.kind === 'playground') return words('pagesTryPlayground', each.prompt);
  return each.text === '' ? words('pagesTryLab') : words('pagesTryLabWith', each.text);
}

const messageOf = (each: Try): FromPages =>
  each.kind === 'lab'
    ? { type: 'openLab', station: each.station, text: each.text }
    : { type: 'openPrompt', prompt: each.prompt };

/** The actions for a model, below its heading. */
export function drawModelActions({ modelId, name }: BlockOf<'modelActions'>, post: Post): HTMLElement {
  const use = (): void => post({ type: 'useInCounter', modelId });
  const open = (): void => post({ type: 'openInPlayground', modelId });
  const row = elementOf(
    html`<p class="actions">
      ${actionButton('use-in-counter', words('pagesUseInCounter'), use, name)}
      ${actionButton('open-in-playground', words('pagesOpenInPlayground'), open, name)}
    </p>`,
  );
  Object.assign(row.querySelector('button')!.dataset, { modelId, name });
  return row;
}

/** Draws where a text can be counted exactly. Before anything is sent, the user is asked. */
export const drawCountOffer = ({ label, where }: BlockOf<'countOffer'>, post: Post): HTMLElement =>
  elementOf(
    html`<p class="actions">${actionButton('count-exactly', label, () => post({ type: 'countExactly' }))} ${where}</p>`,
  );

/** Shows which of the models is the one that the token counter counts for. */
export function markCounterModel(page: ParentNode, modelId: string): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-model-id]')) {
    const isUsed = button.dataset['modelId'] === modelId;
    button.classList.toggle('used', isUsed);
    button.textContent = words(isUsed ? 'pagesInCounter' : 'pagesUseInCounter');
    button.setAttribute('aria-label', words('pagesActionFor', button.textContent, button.dataset['name'] ?? ''));
  }
}
