import { inputCost } from '../../catalog/cost';
import type { Model, Tokenizer } from '../../catalog/table';
import { formatCount, formatShare, formatUsd } from '../../numbers';
import { modelCount } from '../count';
import type { TokenCount } from '../count';
import { formatTokens } from '../describe';
import type { EncodedCount } from '../encodedCount';
import type { SkippedGroup } from './skipped';
import { totalOf } from './tree';
import type { CountNode, Totals } from './tree';

/** What counting folders gave, for the model that was chosen then. */
export interface FolderResult {
  /** What was counted, in words: the name of a folder or workspace, or how many items. */
  readonly title: string;
  readonly roots: readonly CountNode[];
  readonly skipped: readonly SkippedGroup[];
  /** Bytes above which a file was skipped. */
  readonly maxFileBytes: number;
  readonly model: Model;
  readonly tokenizer: Tokenizer;
}

/** The figures of one file, folder or total as people read them; `≈` marks estimates. */
export interface Figures {
  readonly count: TokenCount;
  /** `≈1,234` */
  readonly tokens: string;
  /** Of everything that was counted. */
  readonly share: string;
  /** Of the model's context window; `unknown` without one. */
  readonly context: string;
  /** Of sending it once as input; `unknown` without a price. */
  readonly cost: string;
}

export function figuresOf(counted: EncodedCount, total: Totals, { model, tokenizer }: FolderResult): Figures {
  const count = modelCount(tokenizer, counted);
  const usd = inputCost(model.price, count.tokens);
  return {
    count,
    tokens: formatTokens(count),
    share: formatShare(total.tokens === 0 ? 0 : counted.tokens / total.tokens),
    context: model.contextWindow === undefined ? 'unknown' : formatShare(count.tokens / model.contextWindow),
    cost: usd === undefined ? 'unknown' : `${count.estimate ? '≈' : ''}${formatUsd(usd)}`,
  };
}

/** `1 file`, `1,234 files`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Bytes with the unit that fits: `512 bytes`, `1.5 KB`, `20 MB` (KB of 1,024 bytes, as VS Code shows them). */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return plural(bytes, 'byte');
  const megabytes = bytes / 1024 ** 2;
  return megabytes < 1 ? `${rounded(bytes / 1024)} KB` : `${rounded(megabytes)} MB`;
}

const rounded = (value: number): string => formatFraction.format(value);
const formatFraction = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** One or two sentences above the tree. */
export function summaryOf(result: FolderResult): string {
  const total = totalOf(result.roots);
  const { tokens, context, cost } = figuresOf(total, total, result);
  const left = result.skipped.reduce((sum, { count }) => sum + count, 0);
  const facts = [
    `${plural(total.files, 'file')}, ${tokens} tokens for ${result.model.name}`,
    context === 'unknown' ? undefined : `${context} of the context window`,
    cost === 'unknown' ? undefined : `${cost} as input`,
  ];
  const skipped = left === 0 ? '' : ` ${plural(left, 'entry', 'entries')} left out: see the report.`;
  return `${facts.filter((fact) => fact !== undefined).join(', ')}.${skipped}`;
}
