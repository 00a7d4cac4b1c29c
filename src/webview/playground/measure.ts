import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount, formatShare, formatUsd, formatWindow } from '../../core/base/numbers';
import type { Measured } from '../../core/playground/playgroundProtocol';
import type { Totals } from '../../core/playground/totals';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';

/** Milliseconds without a change before the next measurement, as a user who types needs no number at each key. */
const restMs = 300;

/** Asks the host how large the next request is and what the answers have used, whenever that may have changed. */
export class Measure {
  /** The last measurement. */
  now: Measured | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();

  constructor(
    private readonly store: ColumnStore,
    private readonly onMeasured: () => void,
  ) {}

  /** Measures a little later, as something may have changed. */
  readonly later = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), restMs);
  };

  stop(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }

  private async ask(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    // The host measures what it knows of the draft.
    this.store.page.flush();
    const measured = await this.store.measure(signal).catch(() => undefined);
    if (signal.aborted) return;
    this.now = measured;
    this.onMeasured();
  }
}

/** Shortens an amount for a line that has no room: `<$0.0001`. */
const short = (amount: string): string => amount.replace('less than ', '<');

const inputCost = (usd: number): string => {
  if (usd === 0) return words('costsNothing');
  const amount = short(formatUsd(usd));
  return words('requestCost', amount.startsWith('<') ? amount : `≈${amount}`);
};

/** Draws the size of the next request: `≈1,234 / 128K tokens (1 %) · ≈$0.0031 input`. */
export function sizeLine(measured: Measured | undefined): TemplateResult | typeof nothing {
  const { tokens, window, inputUsd, saidBy, uncounted = 0 } = measured?.size ?? {};
  if (tokens === undefined) return nothing;
  const isTooLong = window !== undefined && tokens > window;
  const count =
    window === undefined
      ? words('requestTokens', formatCount(tokens))
      : words('requestTokensOf', formatCount(tokens), formatWindow(window), short(formatShare(tokens / window)));
  const besides = uncounted === 0 ? [] : [words(uncounted === 1 ? 'requestFile' : 'requestFiles', uncounted)];
  // `saidBy` is the source of the window and the price.
  const line = [count, ...(inputUsd === undefined ? [] : [inputCost(inputUsd)])].join(' · ');
  const said = [saidBy === undefined ? line : words('requestSaid', line, saidBy), ...besides].join(' · ');
  const what = words(isTooLong ? 'requestTooLong' : 'requestHint');
  const hint = saidBy === undefined ? what : `${what} ${words('requestHintSaid')}`;
  return html`<p class="request-size ${isTooLong ? 'too-long' : ''}" data-testid="request-size" title=${hint}>
    ${isTooLong ? html`<span class="codicon codicon-warning" aria-hidden="true"></span>` : nothing} ${said}
    ${isTooLong ? html`<span class="unseen">${hint}</span>` : nothing}
  </p>`;
}

/**
 * Draws the cost of the session so far and of the day, with the tokens in the tooltip. Nothing before the first answer.
 * `number`: of the column, if there are several.
 */
export function totalsLine(measured: Measured | undefined, number?: number): TemplateResult | typeof nothing {
  if (measured === undefined) return nothing;
  const { column, session, day } = measured;
  const lines: string[] = [];
  const amounts: string[] = [];
  if (session.answers > 0) {
    amounts.push(amount(session));
    const ofColumn = inWords(column);
    lines.push(number === undefined ? words('totalsColumn', ofColumn) : words('totalsOfColumn', number, ofColumn));
    if (session.answers !== column.answers) lines.push(words('totalsSession', inWords(session)));
  }
  if (day.answers > 0) {
    lines.push(words('totalsDay', inWords(day)));
    const inDay = amount(day);
    if (inDay !== amounts[0]) amounts.push(words('totalsToday', inDay));
  }
  if (amounts.length === 0) return nothing;
  return html`<span class="totals" data-testid="totals" title=${lines.join('\n')}>${amounts.join(' · ')}</span>`;
}

function amount({ usd, unknown, answers, inputTokens, outputTokens }: Totals): string {
  if (usd > 0) return unknown === 0 ? formatUsd(usd) : words('totalsAtLeast', formatUsd(usd));
  const tokens = inputTokens + outputTokens;
  return tokens > 0 ? words('totalsTokens', formatCount(tokens)) : answersInWords(answers);
}

const answersInWords = (answers: number): string =>
  answers === 1 ? words('totalsAnswer') : words('totalsAnswers', formatCount(answers));

function inWords(totals: Totals): string {
  const { answers, inputTokens, outputTokens, usd, unknown } = totals;
  const parts = [
    answersInWords(answers),
    `${words('tokensIn', formatCount(inputTokens))}, ${words('tokensOut', formatCount(outputTokens))}`,
  ];
  if (usd > 0) parts.push(totals.isSaid ? words('totalsSaid', formatUsd(usd)) : formatUsd(usd));
  if (unknown > 0) parts.push(words('totalsUnknown', answersInWords(unknown)));
  return parts.join(' · ');
}
