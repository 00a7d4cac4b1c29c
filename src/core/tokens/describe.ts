import type { Catalog } from '../catalog/catalog';
import { inputCost } from '../catalog/cost';
import type { Model } from '../catalog/table';
import { escapeMarkdown } from '../markdown';
import { formatCount, formatShare, formatUsd } from '../numbers';
import type { TokenCount } from './count';

/** `1,234`, or `≈1,234` for an estimate. */
export const formatTokens = ({ tokens, estimate }: TokenCount): string =>
  `${estimate ? '≈' : ''}${formatCount(tokens)}`;

export interface CountedText {
  readonly document: TokenCount;
  /** Sum over all cursors, where something is selected. */
  readonly selection?: TokenCount | undefined;
}

/** The text of the status bar item: `12 / 3,456 tokens` with a selection, else `3,456 tokens`. */
export function statusText({ document, selection }: CountedText): string {
  const whole = `${formatTokens(document)} tokens`;
  return selection ? `${formatTokens(selection)} / ${whole}` : whole;
}

/** The same in words, for a screen reader. */
export function statusSpoken(counted: CountedText, model: Model): string {
  const say = (count: TokenCount) => `${count.estimate ? 'about ' : ''}${formatCount(count.tokens)} tokens`;
  const selected = counted.selection ? `${say(counted.selection)} selected, ` : '';
  return `${selected}${say(counted.document)} in the document for ${model.name}`;
}

/** A Markdown table of what a count means for a model: share of its window, cost as input. */
export function countTable(counted: CountedText, model: Model, catalog: Catalog): string {
  const columns = [
    ...(counted.selection ? [{ title: 'Selection', count: counted.selection }] : []),
    { title: 'Document', count: counted.document },
  ];
  const row = (title: string, cell: (count: TokenCount) => string) =>
    `| ${title} | ${columns.map(({ count }) => cell(count)).join(' | ')} |`;
  const { contextWindow, price } = model;
  const lines = [
    `| | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    row('Tokens', formatTokens),
    row('Share of the context window', ({ tokens }) =>
      contextWindow === undefined ? 'unknown' : formatShare(tokens / contextWindow),
    ),
    row('Cost as input', (count) => {
      const usd = inputCost(price, count.tokens);
      return usd === undefined ? 'unknown' : `${count.estimate ? '≈' : ''}${formatUsd(usd)}`;
    }),
  ];
  return [lines.join('\n'), ...countNotes(counted.document, model, catalog)].join('\n\n');
}

/** How sure a count is, and what its window and price rest on: a paragraph each. */
export function countNotes(count: TokenCount, model: Model, catalog: Catalog): string[] {
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
      : `Context window: ${formatCount(model.contextWindow)} tokens.`,
    priceNote(model),
    'Text tokens only: message framing, tools and images come on top.',
  ];
}

function priceNote({ name, price, sources }: Model): string {
  if (!price) return `The price of ${escapeMarkdown(name)} is unknown.`;
  const url = sources.find(({ id }) => id === price.source)?.url;
  const checked = url === undefined ? price.checked : `[${price.checked}](${url})`;
  return `Price: $${price.input} per million input tokens, checked ${checked}.`;
}
