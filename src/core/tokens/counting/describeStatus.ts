import type { Catalog } from '../../catalog/catalog';
import type { Model } from '../../catalog/catalogTable';
import { escapeMarkdown } from '../../base/markdown';
import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import { budgetLevel, usableInput } from './budget';
import type { BudgetRules } from './budget';
import { countedWords, estimateWords, formatFit, formatInputCost, formatTokens, withUnit } from './describeCount';
import type { CountedText, CountedUnit } from './describeCount';
import type { TokenCount } from './modelCount';

/** The text of the status bar item: `12 / 3,456 tokens` with a selection, else `3,456 tokens`. */
export function statusText({ document, selection }: CountedText, say: Say): string {
  const whole = withUnit(document, say);
  return selection ? `${formatTokens(selection)} / ${whole}` : whole;
}

/** Returns the status in words, for a screen reader. */
export function statusSpoken(
  counted: CountedText,
  unit: CountedUnit,
  model: Model,
  rules: BudgetRules,
  say: Say,
): string {
  const spoken = ({ tokens, estimate }: TokenCount): string => {
    const exact = withUnit({ tokens }, say);
    return estimate ? say('about {0}', exact) : exact;
  };
  const level = budgetLevel(counted.document.tokens, usableInput(model, rules), rules);
  const parts = [
    ...(counted.selection ? [say('{0} selected', spoken(counted.selection))] : []),
    unit === 'cell'
      ? say('{0} in the cell for {1}', spoken(counted.document), model.name)
      : say('{0} in the document for {1}', spoken(counted.document), model.name),
    ...(level === 'nearly-full' ? [say('nearly too long')] : []),
    ...(level === 'too-long' ? [say('too long')] : []),
  ];
  return parts.join(', ');
}

/**
 * Returns the first lines of the tooltip, in Markdown: how many tokens, whether they fit, what they cost, and how
 * certain that is.
 */
export function statusLines(
  counted: CountedText,
  unit: CountedUnit,
  model: Model,
  catalog: Catalog,
  rules: BudgetRules,
  say: Say,
): string[] {
  const { document, selection } = counted;
  const { encoding } = catalog.tokenizerOf(model);
  return [
    `**${escapeMarkdown(model.name)}**: ${howMany(counted, unit, say)}`,
    howFull(document, usableInput(model, rules), say),
    say('Cost as input: {0}', formatInputCost(document, model, catalog.now, say)),
    howSureInShort(document, encoding, say),
    ...(selection?.counted ? [`${say('Selection')}: ${countedWords(selection.counted, say)}`] : []),
  ];
}

function howMany({ document, selection }: CountedText, unit: CountedUnit, say: Say): string {
  const whole = withUnit(document, say);
  if (selection) return say('{0} of {1} selected', formatTokens(selection), whole);
  return unit === 'cell' ? say('{0} in this cell', whole) : say('{0} in this document', whole);
}

function howFull(count: TokenCount, usable: number | undefined, say: Say): string {
  if (usable === undefined) return say('Usable input: unknown');
  return say('Usable input: {0} tokens, {1}', formatCount(usable), fullness(count, usable, say));
}

const fullness = (count: TokenCount, usable: number, say: Say): string =>
  count.tokens > usable ? formatFit(count, usable, say) : say('{0} full', formatFit(count, usable, say));

function howSureInShort({ estimate, counted }: TokenCount, encoding: string, say: Say): string {
  if (counted) return countedWords(counted, say);
  if (!estimate) return say('Exact, counted with {0}', encoding);
  if (estimate.inexact === 'counting') return say('Still counting');
  return estimateWords(estimate, encoding, say);
}
