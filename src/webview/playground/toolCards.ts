import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isRecord, parseJson } from '../../core/base/json';
import { indentedJson } from '../../core/playground/session/toolTurns';
import type { ToolCallView, ToolResultView } from '../../core/playground/session/toolTurns';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/toolStrings';
import type { TurnContext } from './turnContext';
import './toolResults';

// Calls of tools in an answer and their results in the message below it, as cards.

type Part = TemplateResult | typeof nothing;

/** Draws the tools that an answer calls. Below the last answer, they have a place for their results. */
export function callCards({ status, promptId }: TurnHead, { calls = [] }: TurnBody, context: TurnContext): Part {
  if (calls.length === 0) return nothing;
  const isComing = status === 'streaming';
  const waits = promptId === context.waitingId;
  return html`<div class="tools" role="group" aria-label=${words('toolCalls')} data-part="calls">
      ${calls.map((call, i) => callCard(call, isComing && i === calls.length - 1))}
    </div>
    ${waits ? html`<ai-tool-results .store=${context.store} .calls=${calls}></ai-tool-results>` : nothing}`;
}

function callCard({ name, input }: ToolCallView, isComing: boolean): TemplateResult {
  const isBad = !isComing && input.trim() !== '' && !isRecord(parseJson(input));
  return html`<section class="tool" data-testid="tool-call">
    <p class="tool-name">
      <span class="codicon codicon-tools" aria-hidden="true"></span> <code>${name}</code>
      ${isComing ? html`<span class="pulse"></span>` : nothing}
    </p>
    <ai-plain-text class="pre" .text=${input.trim() === '' && !isComing ? '{}' : indentedJson(input)}></ai-plain-text>
    ${isBad ? html`<p class="problem hint" data-testid="tool-input-bad">${words('toolInputBad')}</p>` : nothing}
  </section>`;
}

/** Draws the results that were sent. */
export const resultCards = ({ results = [] }: TurnBody): Part =>
  results.length === 0
    ? nothing
    : html`<div class="tools" data-part="results">${results.map((result) => resultCard(result))}</div>`;

const resultCard = ({ name, text, isError }: ToolResultView): TemplateResult =>
  html`<section class="tool" data-testid="tool-result-sent">
    <p class="tool-name">
      <span class="codicon codicon-${isError ? 'error' : 'output'}" aria-hidden="true"></span> <code>${name}</code>
      ${isError ? html`<span class="muted hint">${words('toolFailed')}</span>` : nothing}
    </p>
    <ai-plain-text class="pre" .text=${indentedJson(text)}></ai-plain-text>
  </section>`;
