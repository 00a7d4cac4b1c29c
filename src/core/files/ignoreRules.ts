import { maxPatternLength, parseGitPattern, toLowerByte } from './gitPattern';
import type { GitPattern } from './gitPattern';
import { StepBudget, slash } from './globProgram';

/**
 * The rules of all .gitignore files from a base folder down to one folder. Paths are relative to the base, with slashes.
 * A folder below has these rules and its own (`with`). For the meaning of the patterns see
 * https://git-scm.com/docs/gitignore.
 */
export class IgnoreRules {
  /**
   * @param ignoreCase git's core.ignorecase: true by default where case does not matter in file names, on macOS and Windows.
   * @param lists lists of patterns, those of the innermost folder first.
   */
  constructor(
    private readonly ignoreCase: boolean,
    private readonly lists: readonly RuleList[] = [],
  ) {}

  /** The number of patterns. */
  get size(): number {
    return this.lists.reduce((sum, { patterns }) => sum + patterns.length, 0);
  }

  /**
   * Whether git would ignore the entry. Correct for entries of this folder; the walk never enters an ignored one.
   * @param isFolder rules that end with a slash match folders only.
   * @param budget once it is spent, the answer is not to be trusted.
   */
  ignores(path: string, isFolder: boolean, budget = new StepBudget()): boolean {
    const encoded = encoder.encode(path);
    const bytes = this.ignoreCase ? encoded.map(toLowerByte) : encoded;
    const name = bytes.lastIndexOf(slash) + 1;
    for (const { skipped, patterns } of this.lists) {
      for (const { negative, foldersOnly, matchesName, program } of patterns) {
        if (budget.isSpent) return false;
        if (foldersOnly && !isFolder) continue;
        if (program.matches(bytes, matchesName ? name : skipped, budget)) return !negative;
      }
    }
    return false;
  }

  /** Returns these rules with, before them, those of the .gitignore in `folder` (relative to the base, '' for the base). */
  with(folder: string, patterns: readonly GitPattern[]): IgnoreRules {
    if (patterns.length === 0) return this;
    const skipped = folder === '' ? 0 : encoder.encode(folder).length + 1;
    return new IgnoreRules(this.ignoreCase, [{ skipped, patterns: patterns.toReversed() }, ...this.lists]);
  }
}

interface RuleList {
  /** Bytes of a path before the part that is matched with the patterns. */
  readonly skipped: number;
  /** Patterns, the last one first. The first that matches decides. */
  readonly patterns: readonly GitPattern[];
}

const encoder = new TextEncoder();

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** Reads the patterns of a .gitignore file in their order, one by one, as a long file takes a while. */
export function* readGitignore(gitignore: Uint8Array, ignoreCase: boolean): Generator<GitPattern> {
  const hasMark = gitignore[0] === 0xef && gitignore[1] === 0xbb && gitignore[2] === 0xbf;
  for (let at = hasMark ? 3 : 0; at < gitignore.length;) {
    const found = gitignore.indexOf(lineFeed, at);
    const end = found < 0 ? gitignore.length : found;
    const isWindows = end > at && gitignore[end - 1] === carriageReturn;
    const pattern = parseGitPattern(gitignore.subarray(at, isWindows ? end - 1 : end), ignoreCase);
    if (pattern) yield pattern;
    at = end + 1;
  }
}

/** Whether a line is too long to be a pattern that is read. */
export function hasLongLine(gitignore: Uint8Array): boolean {
  for (let at = 0; gitignore.length - at > maxPatternLength;) {
    const found = gitignore.indexOf(lineFeed, at);
    if (found < 0 || found - at > maxPatternLength) return true;
    at = found + 1;
  }
  return false;
}
