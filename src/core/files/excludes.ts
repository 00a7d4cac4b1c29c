import { isRecord } from '../base/json';
import { StepBudget } from './globProgram';
import type { Symbols } from './globProgram';
import { parseVsCodeGlob } from './vsCodeGlob';

/** Tells whether `files.exclude` hides an entry. */
export interface Excludes {
  /** Globs that are on and too long, or too deep in braces, to be read: they hide nothing. */
  readonly unread: readonly string[];
  /**
   * @param path relative to the workspace folder, with slashes.
   * @param siblings names in the same folder, including the entry's own.
   * @param budget once it is spent, the answer is not to be trusted.
   */
  excludes(path: string, siblings: ReadonlySet<string>, budget?: StepBudget): boolean;
}

interface Rule {
  readonly matches: (path: Symbols, budget: StepBudget) => boolean;
  /** The rule hides an entry only beside a file of this name; `$(basename)` is the entry's name without its extension. */
  readonly when?: string;
}

/** @param setting the value of `files.exclude`: a glob → true, false or `{ "when": "$(basename).ts" }`. */
export function createExcludes(setting: unknown): Excludes {
  const unread: string[] = [];
  const rules = Object.entries(isRecord(setting) ? setting : {}).flatMap(([glob, value]) =>
    toRule(glob, value, unread),
  );
  return {
    unread,
    excludes: (path, siblings, budget = new StepBudget()) => {
      const units = Uint16Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));
      return rules.some(({ matches, when }) => {
        if (budget.isSpent || !matches(units, budget)) return false;
        return when === undefined || siblings.has(when.replaceAll('$(basename)', () => stem(path)));
      });
    },
  };
}

function toRule(glob: string, value: unknown, unread: string[]): Rule[] {
  const when = isRecord(value) && typeof value.when === 'string' ? value.when : undefined;
  const pattern = glob.trim().replace(/\/$/, '');
  if (pattern === '' || (value !== true && when === undefined)) return [];
  const program = parseVsCodeGlob(pattern);
  if (!program) {
    unread.push(glob);
    return [];
  }
  const matches: Rule['matches'] = (path, budget) => program.matches(path, 0, budget);
  return [when === undefined ? { matches } : { matches, when }];
}

/** Returns the name without its extension: `src/app.test.js` → `app.test`. */
function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
