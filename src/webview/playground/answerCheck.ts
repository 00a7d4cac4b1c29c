import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AnswerTo } from '../../core/base/rpc/ask';
import type { pageAnswers } from '../../core/playground/playgroundProtocol';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { ColumnStore } from './columnStore';
import type { HostConnection } from './connection';

type Checked = AnswerTo<typeof pageAnswers, 'checkAnswer'>;

/** Results of the host's checks, by the ids of the answers; `undefined` while the host is asked. One host has one page. */
const known = new WeakMap<HostConnection, Map<string, Checked | undefined>>();

function checkOf(answerId: string, store: ColumnStore): Checked | undefined {
  const { host } = store;
  const checks = known.get(host) ?? new Map<string, Checked | undefined>();
  known.set(host, checks);
  if (!checks.has(answerId)) {
    checks.set(answerId, undefined);
    host.ask('checkAnswer', { answerId }).then(
      (checked) => {
        checks.set(answerId, checked);
        store.tellBelow(answerId);
      },
      // The host is asked again when the answer is drawn again.
      () => checks.delete(answerId),
    );
  }
  return checks.get(answerId);
}

const icons = { yes: 'pass', no: 'warning', unknown: 'question' } as const;

/** Draws whether an answer fits the schema that it was asked with, and where not. The result comes a moment later. */
export function answerCheck(
  { answerId, status, hasSchema }: TurnHead,
  store: ColumnStore,
): TemplateResult | typeof nothing {
  if (answerId === null || status !== 'done' || hasSchema !== true) return nothing;
  const checked = checkOf(answerId, store);
  if (!checked) return nothing;
  const { fits, text, places } = checked;
  const line = html`<span class="codicon codicon-${icons[fits]}" aria-hidden="true"></span> ${text}`;
  return html`<div class="answer-check" data-testid="answer-check" data-fits=${fits}>
    ${
      places.length === 0
        ? html`<p>${line}</p>`
        : html`<details class="aside" ?open=${fits === 'no'}>
            <summary>${line}</summary>
            <ul>
              ${places.map((place) => html`<li>${place}</li>`)}
            </ul>
          </details>`
    }
  </div>`;
}
