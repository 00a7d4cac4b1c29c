import type { Catalog } from '../catalog/catalog';
import { inputCost } from '../catalog/cost';
import type { Model } from '../catalog/table';
import { escapeMarkdown } from '../markdown';
import { formatCount, formatShare, formatUsd } from '../numbers';
import { usableInput } from './budget';
import type { BudgetLevel, BudgetRules } from './budget';
import type { TokenCount } from './count';

/** `1,234`, or `≈1,234` for an estimate. */
export const formatTokens = ({ tokens, estimate }: TokenCount): string =>
  `${estimate ? '≈' : ''}${formatCount(tokens)}`;

const unit = ({ tokens }: TokenCount): string => (tokens === 1 ? 'token' : 'tokens');

export interface CountedText {
  readonly document: TokenCount;
  /** Sum over all cursors, where something is selected. */
  readonly selection?: TokenCount | undefined;
}

/** The text of the status bar item: `12 / 3,456 tokens` with a selection, else `3,456 tokens`. */
export function statusText({ document, selection }: CountedText): string {
  const whole = `${formatTokens(document)} ${unit(document)}`;
  return selection ? `${formatTokens(selection)} / ${whole}` : whole;
}

/** The same in words, for a screen reader. */
export function statusSpoken(counted: CountedText, model: Model, level: BudgetLevel): string {
  const say = (count: TokenCount) => `${count.estimate ? 'about ' : ''}${formatCount(count.tokens)} ${unit(count)}`;
  const selected = counted.selection ? `${say(counted.selection)} selected, ` : '';
  const warning = { fits: '', 'nearly-full': ', nearly too long', 'too-long': ', too long' }[level];
  return `${selected}${say(counted.document)} in the document for ${model.name}${warning}`;
}

/** A Markdown table of what a count means for a model: share of its window, cost as input. */
export function countTable(counted: CountedText, model: Model, catalog: Catalog, rules: BudgetRules): string {
  const columns = [
    ...(counted.selection ? [{ title: 'Selection', count: counted.selection }] : []),
    { title: 'Document', count: counted.document },
  ];
  const row = (title: string, cell: (count: TokenCount) => string) =>
    `| ${title} | ${columns.map(({ count }) => cell(count)).join(' | ')} |`;
  const { price } = model;
  const usable = usableInput(model, rules);
  const lines = [
    `| | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    row('Tokens', formatTokens),
    row('Share of the usable input', ({ tokens }) => (usable === undefined ? 'unknown' : formatShare(tokens / usable))),
    row('Cost as input', (count) => {
      const usd = inputCost(price, count.tokens);
      return usd === undefined ? 'unknown' : `${count.estimate ? '≈' : ''}${formatUsd(usd)}`;
    }),
  ];
  return [lines.join('\n'), ...countNotes(counted.document, model, catalog, usable)].join('\n\n');
}

/** How sure a count is, and what its window and price rest on: a paragraph each. `usable` in tokens. */
export function countNotes(count: TokenCount, model: Model, catalog: Catalog, usable?: number): string[] {
  const { encoding, source } = catalog.tokenizerOf(model);
  const { estimate } = count;
  const band = estimate?.bandPercent === undefined ? '' : ` ±${estimate.bandPercent} %`;
  const how = estimate
    ? `Estimate${band}, counted with ${encoding}. ${escapeMarkdown(estimate.reason)}`
    : `Exact, with the encoding ${encoding}.`;
  return [
    `${how} [Source](${source.url})`,
    model.contextWindow === undefined
      ? `The context window of ${escapeMarkdown(model.name)} is unknown.`
      : usable === undefined
        ? `Context window: ${formatCount(model.contextWindow)} tokens.`
        : `Context window: ${formatCount(model.contextWindow)} tokens, of which ${formatCount(usable)} are usable as input; the rest is kept for the answer.`,
    priceNote(model),
    'Text tokens only: message framing, tools and images come on top.',
  ];
}

function priceNote({ name, price, sources }: Model): string {
  if (!price) return `The price of ${escapeMarkdown(name)} is unknown.`;
  const url = sources.find(({ id }) => id === price.source)?.url;
  const checked = url === undefined ? price.checked : `[${price.checked}](${url})`;
  const long = price.longContext;
  const above = long ? `, $${long.input} where the input is above ${formatCount(long.above)} tokens` : '';
  return `Price: $${price.input} per million input tokens${above}, checked ${checked}.`;
}

export interface FamilyRow {
  readonly model: Model;
  readonly count: TokenCount;
}

/** A Markdown table of what the document is for other models. `linkTo` makes the address that chooses one. */
export function familyTable(
  rows: readonly FamilyRow[],
  rules: BudgetRules,
  linkTo: (modelId: string) => string,
): string {
  const lines = rows.map(({ model, count }) => {
    const usable = usableInput(model, rules);
    const usd = inputCost(model.price, count.tokens);
    const cost = usd === undefined ? 'unknown' : `${count.estimate ? '≈' : ''}${formatUsd(usd)}`;
    const cells = [
      `[${escapeMarkdown(model.name)}](${linkTo(model.id)})`,
      formatTokens(count),
      usable === undefined ? 'unknown' : formatShare(count.tokens / usable),
      cost,
      model.price?.checked ?? '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['| Document for | Tokens | Usable input | Cost as input | Price of |', '|---|--:|--:|--:|---|'];
  return [...head, ...lines].join('\n');
}
