import type { Catalog } from '../../catalog/catalog';
import type { Model, TextKind, Tokenizer } from '../../catalog/catalogTable';
import { formatHours } from '../../catalog/priceRows';
import { stepsOf } from '../../catalog/priceTable';
import { priceUsage } from '../../catalog/priceUsage';
import { escapeMarkdown } from '../../base/markdown';
import { formatDay, formatMoment } from '../../base/day';
import { formatCount, formatRate, formatShare, formatUsd } from '../../base/numbers';
import type { Say, Saying } from '../../base/say';
import { usableInput } from './budget';
import type { BudgetRules } from './budget';
import { estimateReason } from './modelCount';
import type { CountedBy, TokenCount } from './modelCount';

type Estimate = NonNullable<TokenCount['estimate']>;

/** `1,234`, or `≈1,234` for an estimate. */
export const formatTokens = ({ tokens, estimate }: TokenCount): string =>
  `${estimate ? '≈' : ''}${formatCount(tokens)}`;

/** `1,234 tokens`, or `≈1,234 tokens`. */
export const withUnit = (count: TokenCount, say: Say): string =>
  count.tokens === 1 ? say('{0} token', formatTokens(count)) : say('{0} tokens', formatTokens(count));

/** Returns `+120 since the last commit`; an empty text if the number has not changed. */
export function sinceLastCommit(before: number, now: number, say: Say): string {
  if (before === now) return '';
  return say('{0} since the last commit', `${now > before ? '+' : '−'}${formatCount(Math.abs(now - before))}`);
}

/** The cost of sending a text once as input: `$0.25`, `≈$0.25`, or that it is unknown. */
export function formatInputCost(count: TokenCount, model: Model, at: Date, say: Say): string {
  const cost = priceUsage(model, { inputTokens: count.tokens, outputTokens: 0 }, { at }, say);
  if (!cost.known) return say('unknown');
  const amount = formatUsd(cost.usd);
  const shown = count.estimate && amount.startsWith('$') ? `≈${amount}` : amount;
  return cost.unknown ? say('at least {0}', shown) : shown;
}

/** Tells how much of the usable input a text takes: `25 %`, `too long by 3,104`, or that it is unknown. `usable` in tokens. */
export function formatFit(count: TokenCount, usable: number | undefined, say: Say): string {
  if (usable === undefined) return say('unknown');
  const over = count.tokens - usable;
  return over > 0
    ? say('too long by {0}', formatTokens({ ...count, tokens: over }))
    : formatShare(count.tokens / usable);
}

/** The thing that was counted, as people call it. */
export type CountedUnit = 'document' | 'cell' | 'file';

export interface CountedText {
  readonly document: TokenCount;
  /** Sum over all cursors, where something is selected. */
  readonly selection?: TokenCount | undefined;
}

const unitTitles: Readonly<Record<CountedUnit, Saying>> = {
  document: (say) => say('Document'),
  cell: (say) => say('Cell'),
  file: (say) => say('File'),
};

/** Returns a Markdown table of a count for a model: its share of the usable input, and its cost as input. */
export function countTable(
  counted: CountedText,
  unit: CountedUnit,
  model: Model,
  catalog: Catalog,
  rules: BudgetRules,
  say: Say,
): string {
  const columns = [
    ...(counted.selection ? [{ title: say('Selection'), count: counted.selection }] : []),
    { title: unitTitles[unit](say), count: counted.document },
  ];
  const row = (title: string, cell: (count: TokenCount) => string) =>
    `| ${title} | ${columns.map(({ count }) => cell(count)).join(' | ')} |`;
  const usable = usableInput(model, rules);
  const lines = [
    `| | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    row(say('Tokens'), formatTokens),
    row(say('Of the usable input'), (count) => formatFit(count, usable, say)),
    row(say('Cost as input'), (count) => formatInputCost(count, model, catalog.now, say)),
  ];
  const ofSelection = counted.selection?.counted;
  return [
    lines.join('\n'),
    ...(ofSelection ? [`${say('Selection')}: ${countedNote(ofSelection, say)}`] : []),
    ...countNotes(counted.document, model, catalog, usable, say),
  ].join('\n\n');
}

/** Returns one paragraph each on how certain a count is and where its window and price come from. `usable` in tokens. */
export function countNotes(
  count: TokenCount,
  model: Model,
  catalog: Catalog,
  usable: number | undefined,
  say: Say,
): string[] {
  const tokenizer = catalog.tokenizerOf(model);
  const { encoding } = tokenizer;
  const source = count.estimate?.source ?? tokenizer.source;
  return [
    count.counted
      ? howSure(encoding, count, say)
      : `${howSure(encoding, count, say)} [${say('Source')}](${source.url})`,
    windowNote(model, usable, say),
    priceNote(model, say),
    frameNote(tokenizer, say),
  ];
}

const frameNote = ({ frame }: Tokenizer, say: Say): string =>
  frame
    ? `${say(
        'Text tokens only. A request with one message and without thinking adds {0}. Other messages, thinking, tools and images add more.',
        frame.tokens,
      )} [${say('Source')}](${frame.source.url})`
    : say('Text tokens only: message framing, tools and images are extra.');

function howSure(encoding: string, { tokens, estimate, counted }: TokenCount, say: Say): string {
  if (counted) return countedNote(counted, say);
  if (!estimate && tokens === 0) return say('Exact: an empty text has no tokens.');
  if (!estimate) return say('Exact, with the encoding {0}.', encoding);
  const reason = escapeMarkdown(estimateReason(estimate, say));
  return `${estimateWords(estimate, encoding, say)}. ${reason}`;
}

/** `Counted by Anthropic on 27 November 14:03`, in Markdown. */
export const countedWords = ({ by, at }: CountedBy, say: Say): string =>
  say('Counted by {0} on {1}', escapeMarkdown(by), formatMoment(at));

const countedNote = (counted: CountedBy, say: Say): string =>
  counted.withFrame
    ? say('{0}, including the few tokens that frame a message.', countedWords(counted, say))
    : `${countedWords(counted, say)}.`;

/** `Estimate ±17 % for code, counted with claude_legacy`, as far as it is known. */
export function estimateWords({ bandPercent, textKind }: Estimate, encoding: string, say: Say): string {
  if (bandPercent === undefined) return say('Estimate, counted with {0}', encoding);
  return textKind === undefined
    ? say('Estimate ±{0} %, counted with {1}', bandPercent, encoding)
    : say('Estimate ±{0} % for {1}, counted with {2}', bandPercent, kindNames[textKind](say), encoding);
}

const kindNames: Readonly<Record<TextKind, Saying>> = {
  prose: (say) => say('prose'),
  accented: (say) => say('prose with many accented letters'),
  code: (say) => say('code'),
  json: (say) => say('JSON'),
  cjk: (say) => say('Chinese, Japanese or Korean'),
  emoji: (say) => say('emoji'),
  other: (say) => say('scripts other than Latin'),
  mixed: (say) => say('a mix of scripts'),
};

function windowNote({ name, contextWindow }: Model, usable: number | undefined, say: Say): string {
  if (contextWindow === undefined || usable === undefined) {
    return say('The context window of {0} is unknown, so the usable input is unknown, too.', escapeMarkdown(name));
  }
  return say(
    "Usable input: {0} tokens. This is the maker's context window of {1} tokens minus the {2} reserved for the answer.",
    formatCount(usable),
    formatCount(contextWindow),
    formatCount(contextWindow - usable),
  );
}

function priceNote({ name, price, sources }: Model, say: Say): string {
  if (!price) return say('The price of {0} is unknown.', escapeMarkdown(name));
  const url = sources.find(({ id }) => id === price.source)?.url;
  const day = formatDay(price.checked);
  const checked = url === undefined ? day : `[${day}](${url})`;
  const [first, ...steps] = stepsOf(price);
  const rate = formatRate(price.input);
  const usual = first
    ? say(
        'Price: {0} per million input tokens, {1} where the input is above {2} tokens, as of {3}.',
        rate,
        formatRate(first.input),
        formatCount(first.above),
        checked,
      )
    : say('Price: {0} per million input tokens, as of {1}.', rate, checked);
  return [
    usual,
    ...steps.map((step) => say('{0} above {1} tokens.', formatRate(step.input), formatCount(step.above))),
    ...(price.hours ?? []).map((hours) => say('{0} from {1}.', formatRate(hours.input), formatHours(hours))),
  ].join(' ');
}

interface FamilyRow {
  readonly model: Model;
  readonly count: TokenCount;
}

/** Returns a Markdown table of the counts of the text for other models. */
export function familyTable(rows: readonly FamilyRow[], at: Date, rules: BudgetRules, say: Say): string {
  const lines = rows.map(({ model, count }) => {
    const cells = [
      escapeMarkdown(model.name),
      formatTokens(count),
      formatFit(count, usableInput(model, rules), say),
      formatInputCost(count, model, at, say),
      model.price ? formatDay(model.price.checked) : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const titles = [say('Model'), say('Tokens'), say('Of the usable input'), say('Cost as input'), say('Price as of')];
  return [`| ${titles.join(' | ')} |`, '|---|--:|--:|--:|---|', ...lines].join('\n');
}
