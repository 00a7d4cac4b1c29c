import type { Model, Tokenizer } from '../../catalog/catalogTable';
import { formatCount, formatShare } from '../../base/numbers';
import type { Say } from '../../base/say';
import { modelCount } from '../counting/modelCount';
import type { TokenCount } from '../counting/modelCount';
import { formatFit, formatInputCost, formatTokens } from '../counting/describeCount';
import type { EncodedCount } from '../counting/modelCount';
import type { SkippedGroup } from '../../files/skipped';
import { totalOf } from './folderTree';
import type { CountNode, FolderTotals } from './folderTree';

/** Rules that hide nothing, because they are longer than any user writes them. */
export interface UnreadRules {
  /** Ignore files that are larger than 1 MB. */
  readonly tooLarge: readonly string[];
  /** Other ignore files, with lines over 4,096 bytes. */
  readonly longLines: readonly string[];
  /** Globs of `files.exclude`: over 2,000 characters, or braces more than 20 deep. */
  readonly globs: readonly string[];
}

/** The result of counting folders, for the model that was chosen then. */
export interface FolderResult {
  /** Names what was counted: a folder, a workspace, or how many items. */
  readonly title: string;
  readonly roots: readonly CountNode[];
  readonly skipped: readonly SkippedGroup[];
  readonly unreadRules: UnreadRules;
  /** Bytes above which a file was skipped. */
  readonly maxFileBytes: number;
  readonly model: Model;
  /** The time of the count, as a price may depend on the hour. */
  readonly at: Date;
  readonly tokenizer: Tokenizer;
  /** The usable input of the model: tokens; `undefined` where its context window is unknown. */
  readonly usable: number | undefined;
}

/** The figures of one file, folder or total as people read them; `≈` marks estimates. */
interface Figures {
  readonly count: TokenCount;
  /** `≈1,234` */
  readonly tokens: string;
  /** Its share of everything that was counted. */
  readonly share: string;
  /** Its share of the usable input: `25 %`, `too long by 3,104`, `unknown`. */
  readonly fit: string;
  /** The cost of sending it once as input; `unknown` without a price. */
  readonly cost: string;
}

export function figuresOf(counted: EncodedCount, total: FolderTotals, result: FolderResult, say: Say): Figures {
  const { model, at, tokenizer, usable } = result;
  const count = modelCount(tokenizer, counted);
  return {
    count,
    tokens: formatTokens(count),
    share: formatShare(total.tokens === 0 ? 0 : counted.tokens / total.tokens),
    fit: formatFit(count, usable, say),
    cost: formatInputCost(count, model, at, say),
  };
}

/** Returns the one or two sentences above the tree. */
export function summaryOf(result: FolderResult, say: Say): string {
  const { model, usable } = result;
  const total = totalOf(result.roots);
  const { count, tokens, fit, cost } = figuresOf(total, total, result, say);
  const left = result.skipped.reduce((sum, { count: entries }) => sum + entries, 0);
  const files = total.files === 1 ? say('1 file') : say('{0} files', formatCount(total.files));
  const facts = [
    say('{0}, {1} tokens for {2}', files, tokens, model.name),
    ...(usable === undefined ? [] : [count.tokens > usable ? fit : say('{0} of the usable input', fit)]),
    ...(model.price === undefined ? [] : [say('{0} as input', cost)]),
  ];
  const sentence = `${facts.join(', ')}.`;
  if (left === 0) return sentence;
  const skipped =
    left === 1
      ? say('1 entry left out. Open Report lists it.')
      : say('{0} entries left out. Open Report lists them.', formatCount(left));
  return `${sentence} ${skipped}`;
}

/**
 * Describes the chosen files, their tokens, and their share of the budget, if there is one. The text that the files are
 * packed into has some more tokens.
 */
export function chosenSummary(
  result: FolderResult,
  chosen: FolderTotals,
  budget: number | undefined,
  say: Say,
): string {
  const count = modelCount(result.tokenizer, chosen);
  const files = chosen.files === 1 ? say('1 file') : say('{0} files', formatCount(chosen.files));
  if (budget === undefined) return say('Chosen: {0}, {1} tokens.', files, formatTokens(count));
  const fit =
    count.tokens > budget ? formatFit(count, budget, say) : say('{0} of the budget', formatFit(count, budget, say));
  return say('Chosen: {0}, {1} tokens, {2}.', files, formatTokens(count), fit);
}

/**
 * Returns a count in the two characters that VS Code allows a badge: `42`, `¼k` to `¾k`, `1k` to `9k`, `k+` for tens of
 * thousands, `¼M` to `¾M`, `1M` to `9M`, `∞` for more.
 */
export function badgeText(tokens: number): string {
  if (tokens < 100) return String(tokens);
  if (tokens < 9_500) return scaled(tokens / 1e3, 'k');
  if (tokens < 125_000) return 'k+';
  return tokens < 9.5e6 ? scaled(tokens / 1e6, 'M') : '∞';
}

const quarters = ['¼', '¼', '½', '¾'];

function scaled(value: number, unit: string): string {
  const quarter = quarters[Math.round(value * 4)];
  return quarter === undefined ? `${Math.max(1, Math.round(value))}${unit}` : `${quarter}${unit}`;
}
