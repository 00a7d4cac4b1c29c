import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount, formatUsd } from '../../core/base/numbers';
import { words } from '../shared/toolStrings';
import type { ColumnStore } from './columnStore';

// Notes about calls of tools, between the settings and the message.

type Note = TemplateResult | typeof nothing;

/** Says that results of tools are sent by themselves, or were. */
export function loopLine({ loop, stop, page }: ColumnStore): Note {
  if (loop === undefined) return nothing;
  const { rounds, allowed, usd, isAtLeast } = loop.state;
  const cost = isAtLeast ? words('factAtLeast', formatUsd(usd)) : formatUsd(usd);
  if (loop.end !== undefined) {
    const came = isAtLeast && usd === 0 ? words('toolCostUnknown') : cost;
    return rounds === 0
      ? nothing
      : html`<p class="along" data-testid="tool-loop-end">${words('toolRounds', formatCount(rounds), came)}</p>`;
  }
  // The button goes away with what it stops.
  const stopLoop = (): void => {
    stop();
    page.focusMessage();
  };
  return html`<p class="along" data-testid="tool-loop">
    <span
      >${words('toolRound', formatCount(rounds), formatCount(allowed))}${usd > 0 ? ` · ${words('toolCostSoFar', cost)}` : ''}</span
    >
    ·
    <button type="button" class="link" data-testid="stop-tools" @click=${stopLoop}>${words('stopTools')}</button>
  </p>`;
}

/** Says that calls wait for results, and that a message may be sent in their place. */
export function callsLine({ loop, last, canWrite }: ColumnStore): Note {
  const waits = canWrite && (!loop || loop.end !== undefined) && last?.status === 'done' && last.characters.calls;
  return waits ? html`<p class="along muted" data-testid="tools-left-out">${words('toolsLeftOut')}</p>` : nothing;
}
