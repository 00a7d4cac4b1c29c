import { isRecord } from '../base/json';
import { StepBudget } from './globProgram';
import type { GlobProgram } from './globProgram';
import { parseVsCodeGlob } from './vsCodeGlob';

interface Rule {
  readonly program: GlobProgram;
  /** Hides only beside a file of this name; `$(basename)` stands for the entry's name without its extension. */
  readonly when: string | undefined;
}

/** What `files.exclude` hides. */
export class Excludes {
  /** Globs that are on and too long, or too deep in braces, to be read: they hide nothing. */
  readonly unread: string[] = [];
  private readonly rules: Rule[] = [];

  /** @param setting the value of `files.exclude`: a glob → true, false or `{ "when": "$(basename).ts" }`. */
  constructor(setting: unknown) {
    for (const [glob, value] of Object.entries(isRecord(setting) ? setting : {})) {
      const when = isRecord(value) && typeof value.when === 'string' ? value.when : undefined;
      const pattern = glob.trim().replace(/\/$/, '');
      if (pattern === '' || (value !== true && when === undefined)) continue;
      const program = parseVsCodeGlob(pattern);
      if (program) this.rules.push({ program, when });
      else this.unread.push(glob);
    }
  }

  /**
   * Whether an entry is hidden.
   * @param path relative to the workspace folder, with slashes.
   * @param siblings names in the same folder, the entry's own among them.
   * @param budget once it is spent, the answer is not to be trusted.
   */
  excludes(path: string, siblings: ReadonlySet<string>, budget = new StepBudget()): boolean {
    const units = Uint16Array.from({ length: path.length }, (_, at) => path.charCodeAt(at));
    return this.rules.some(({ program, when }) => {
      if (budget.isSpent || !program.matches(units, 0, budget)) return false;
      return when === undefined || siblings.has(when.replaceAll('$(basename)', () => stem(path)));
    });
  }
}

/** `src/app.test.js` → `app.test`. */
function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
