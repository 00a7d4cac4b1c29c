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

type Verdict = ReferenceCard['verdict'];

const icons: Readonly<Record<Verdict, string>> = {
  same: 'check',
  differs: 'warning',
  unclear: 'eye',
  unsaid: 'info',
  declined: 'info',
  uncompared: 'info',
};

/** A window is only ever found to differ, and what is a number is never understood. */
const pointWords: Readonly<
  Record<ReferenceCard['points'][number]['about'], Readonly<Partial<Record<Verdict, StringId>>>>
> = {
  words: { same: 'sameWords', differs: 'differsWords', unclear: 'unclearWords' },
  maker: {
    same: 'sameMaker',
    differs: 'differsMaker',
    unclear: 'unclearMaker',
    unsaid: 'unsaidMaker',
    declined: 'declinedMaker',
  },
  family: { same: 'sameFamily', differs: 'differsFamily', unclear: 'unclearFamily' },
  openness: {
    same: 'sameOpenness',
    differs: 'differsOpenness',
    unclear: 'unclearOpenness',
    unsaid: 'unsaidOpenness',
    declined: 'declinedOpenness',
  },
  window: { differs: 'differsWindow' },
  numbers: { unclear: 'unclearNumbers' },
  difference: { declined: 'declinedDifference' },
};

/** Where no point is named. */
function wholeWords({ verdict, kind }: ReferenceCard): StringId {
  if (verdict === 'declined') return kind === 'term' ? 'declinedTerm' : 'declinedCatalog';
  return verdict === 'uncompared' ? 'referenceUncompared' : 'referenceUnsaid';
}

/** What glossary and catalog say, apart from the model's words; where the two differ, that too. */
export const referenceCards = (cards: readonly ReferenceCard[], post: Post): TemplateResult | typeof nothing =>
  cards.length === 0
    ? nothing
    : html`<div class="references">
        ${cards.map((card) => referenceCard(card, post))}
        ${cards.some(({ verdict }) => verdict === 'differs') ? lesson(post) : nothing}
      </div>`;

function referenceCard(card: ReferenceCard, post: Post): TemplateResult {
  const origin = words(origins[card.kind]);
  return html`<section
    class="reference"
    role="group"
    data-testid="reference"
    data-verdict=${card.verdict}
    aria-label=${`${origin}: ${card.title}`}
  >
    <p class="reference-origin"><span class="codicon codicon-book" aria-hidden="true"></span> ${origin}</p>
    <h4>${card.title}</h4>
    ${card.meant === undefined ? nothing : html`<p data-testid="reference-meant">${words('referenceMeant', card.meant)}</p>`}
    ${verdict(card)} ${card.text === '' ? nothing : html`<p>${card.text}</p>`}
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
      ${card.checked === '' ? card.source : words('referenceSource', card.source, card.checked)} ·
      <button
        type="button"
        class="link"
        data-testid="reference-more"
        @click=${() => post({ type: 'openReference', address: card.address })}
      >
        ${words('referenceMore', card.title)}
      </button>
    </p>
  </section>`;
}

function verdict(card: ReferenceCard): TemplateResult {
  const { verdict: how, points } = card;
  const texts = points.map(({ about, reference, said }) => {
    // It has all words of the entry, and others besides.
    if (how === 'unclear' && about === 'words' && reference === '') return words('unclearWordsMore');
    // It names the right maker, in a sentence that is not understood.
    if (how === 'unclear' && about === 'maker' && reference === said) return words('unclearMakerSame', said);
    return words(pointWords[about][how] ?? 'unclearNumbers', reference, said);
  });
  if (texts.length === 0) texts.push(words(wholeWords(card)));
  return html`<div class="verdict ${how}" data-testid="verdict">
    <span class="codicon codicon-${icons[how]}" aria-hidden="true"></span>
    <div>${texts.map((text) => html`<p>${text}</p>`)}</div>
  </div>`;
}

/** Why a model says with the same ease what is wrong. */
const lesson = (post: Post): TemplateResult =>
  html`<p class="lesson muted" data-testid="lesson">
    ${words('hallucinationLesson')}
    <button type="button" class="link" @click=${() => post({ type: 'openReference', address: 'terms/hallucination' })}>
      ${words('hallucinationLink')}
    </button>
  </p>`;
