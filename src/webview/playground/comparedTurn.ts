import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import { comparedFacts, costTooltip, spreadWords } from './answerStats';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import type { TurnContext } from './turnContext';

// Draws what stands below an answer beside others: in other columns, or to the same message in this one.

type Part = TemplateResult | typeof nothing;

/** Draws the same facts in the same order below each answer, so that a look to the side compares them. */
export const comparedStats = (head: TurnHead, store: ColumnStore): TemplateResult =>
  html`<dl
    class="facts"
    data-testid="stats"
    aria-label=${words('aboutAnswer')}
    title=${costTooltip(head.cost) ?? nothing}
  >
    ${comparedFacts(head, store.countOf(head)).map(
      ([label, value]) =>
        html`<div>
          <dt>${words(label)}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

export const spreadLine = ({ siblings: { spread } }: TurnHead): Part =>
  spread === undefined ? nothing : html`<p class="muted spread" data-testid="spread">${spreadWords(spread)}</p>`;

export const bestMark = ({ isBest }: TurnHead): Part =>
  isBest
    ? html`<p class="best" data-testid="best">
        <span class="codicon codicon-star-full" aria-hidden="true"></span> ${words('isBest')}
      </p>`
    : nothing;

/** Draws the buttons that mark the answer, ask several times more, and lead all columns on from it. */
export function comparedActions(head: TurnHead, { store, busy, readOnly, isCompared, lastId }: TurnContext): Part {
  const { answerId, isBest, siblings } = head;
  if (answerId === null) return nothing;
  const { host, page, columnId: column } = store;
  const several = (): void => host.post({ type: 'retryTimes', column, answerId });
  const mark = (): void => host.post({ type: 'markBest', answerId, isBest: !isBest });
  const star = isBest ? 'star-full' : 'star-empty';
  const hasText = head.characters.answer > 0;
  const canBeBest = hasText && (isCompared || siblings.of > 1);
  return html`${head.providerId === '' || head.made === 'by-hand' ? nothing : iconButton('retry-times', 'layers', words('retryTimes'), several, busy || readOnly)}
  ${canBeBest ? iconButton('mark-best', star, words('markBest'), mark, readOnly, isBest) : nothing}
  ${
    isCompared && hasText && head.promptId === lastId
      ? button('go-on', words('goOn'), () => page.goOnFrom(store), {
          icon: 'arrow-right',
          title: words('goOnHint'),
          disabled: page.isStreaming || readOnly,
        })
      : nothing
  }`;
}
