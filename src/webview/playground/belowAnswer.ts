import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReferenceCard } from '../../core/playground/reference/referenceSchema';
import type { Post } from '../shared/lightElement';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';

const origins: Readonly<Record<ReferenceCard['kind'], StringId>> = {
  term: 'referenceTerm',
  family: 'referenceCatalog',
  model: 'referenceCatalog',
};

/** Shows what glossary and catalog say, apart from the model's words. */
export const referenceCards = (cards: readonly ReferenceCard[], post: Post): TemplateResult | typeof nothing =>
  cards.length === 0 ? nothing : html`<div class="references">${cards.map((card) => referenceCard(card, post))}</div>`;

const referenceCard = (card: ReferenceCard, post: Post): TemplateResult =>
  html`<section
    class="reference"
    role="group"
    data-testid="reference"
    aria-label=${`${words(origins[card.kind])}: ${card.title}`}
  >
    ${card.isRepeated ? repeated(card, post) : whole(card, post)}
  </section>`;

/** Draws a short card, as the answer has its text word for word. */
const repeated = (card: ReferenceCard, post: Post): TemplateResult =>
  html`<p class="reference-origin">${bookIcon} ${words('referenceRepeated', card.title)} ${more(card, post)}</p>`;

const whole = (card: ReferenceCard, post: Post): TemplateResult =>
  html`<p class="reference-origin">${bookIcon} ${words(origins[card.kind])}</p>
    <h4>${card.title}</h4>
    ${card.meant === undefined ? nothing : html`<p data-testid="reference-meant">${words('referenceMeant', card.meant)}</p>`}
    ${card.text === '' ? nothing : html`<p>${card.text}</p>`}
    ${
      card.facts.length === 0
        ? nothing
        : html`<dl>
            ${card.facts.map(
              ({ label, value, source, checked = '' }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>
                    ${value}
                    ${source === undefined ? nothing : html`<span class="reference-source muted">${words('referenceSource', source, checked)}</span>`}
                  </dd>
                </div>`,
            )}
          </dl>`
    }
    <p class="reference-source muted">
      ${card.checked === '' ? card.source : words('referenceSource', card.source, card.checked)} · ${more(card, post)}
    </p>`;

const more = ({ address, title }: ReferenceCard, post: Post): TemplateResult =>
  html`<button
    type="button"
    class="link"
    data-testid="reference-more"
    @click=${() => post({ type: 'openReference', address })}
  >
    ${words('referenceMore', title)}
  </button>`;

const bookIcon = html`<span class="codicon codicon-book" aria-hidden="true"></span>`;
