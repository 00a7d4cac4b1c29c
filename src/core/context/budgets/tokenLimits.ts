import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { StepBudget } from '../../files/globProgram';
import { parseVsCodeGlob } from '../../files/vsCodeGlob';
import { split } from '../tree/treePaths';

// The limits of a .token-limits.json, as these tools read them on 30 November 2026: spboyer/sensei, microsoft/waza and
// microsoft/GitHub-Copilot-for-Azure. They are for Markdown, in tokens of cl100k_base.

/** A limit in tokens, and the pattern that sets it. */
export interface Limit {
  readonly pattern: string;
  readonly tokens: number;
}

/** Returns the limit of a file, whose path is relative to the folder of the limits; `undefined` where it has none. */
export type LimitOf = (path: string) => Limit | undefined;

const tokens = v.record(v.string(), v.number());
const schema = v.object({ defaults: tokens, overrides: v.optional(tokens, {}) });

/** Maximum number of patterns of one file. A file with more was written to be slow. */
export const maxLimits = 1_000;

/** Reads limits; `undefined`: there are none, or more than are read. */
export function readTokenLimits(text: string): LimitOf | undefined {
  const parsed = v.safeParse(schema, parseJson(text));
  if (!parsed.success) return undefined;
  const overrides = limitsOf(parsed.output.overrides);
  if (overrides.length + Object.keys(parsed.output.defaults).length > maxLimits) return undefined;
  const defaults = limitsOf(parsed.output.defaults)
    .sort((a, b) => specificity(b.pattern) - specificity(a.pattern))
    .map((limit) => ({ limit, fits: fitsOf(limit.pattern) }));
  return (path) => {
    if (!isCounted(path)) return undefined;
    const own = overrides.find(({ pattern }) => path === pattern || path.endsWith(`/${pattern}`));
    if (own) return own;
    const asked = { path, codes: codesOf(path), budget: new StepBudget() };
    return defaults.find(({ fits }) => fits(asked))?.limit;
  };
}

const limitsOf = (value: Readonly<Record<string, number>>): Limit[] =>
  Object.entries(value).map(([pattern, most]) => ({ pattern, tokens: most }));

/** Folders that are left out. */
const leftOut = new Set(['node_modules', '.git', 'dist', 'coverage']);

const isCounted = (path: string): boolean =>
  /\.mdx?$/i.test(path) && !path.split('/').some((part) => leftOut.has(part));

/** Ranks a pattern, of which the most specific counts: a name before a pattern, more folders before fewer. */
function specificity(pattern: string): number {
  const many = pattern.split('**').length - 1;
  const single = pattern.replaceAll('**', '').split('*').length - 1;
  const folders = pattern.split('/').length - 1;
  return (pattern.includes('*') ? 0 : 10_000) + folders * 100 + single * 10 - many * 50 + pattern.length;
}

interface AskedPath {
  readonly path: string;
  readonly codes: Uint16Array;
  /** Steps for all patterns together, as each alone could use up such a budget. */
  readonly budget: StepBudget;
}

/** Returns a test of whether a path fits a pattern, at any depth. */
function fitsOf(pattern: string): (asked: AskedPath) => boolean {
  if (!/[/*]/.test(pattern)) return ({ path }) => split(path).name === pattern;
  const program = parseVsCodeGlob(pattern.startsWith('**/') ? pattern : `**/${pattern}`);
  return ({ codes, budget }) => !budget.isSpent && (program?.matches(codes, 0, budget) ?? false);
}

const codesOf = (path: string): Uint16Array =>
  Uint16Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));
