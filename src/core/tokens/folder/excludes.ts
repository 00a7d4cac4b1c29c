import picomatch from 'picomatch';
import { isRecord } from '../../chat/isRecord';

/** VS Code's globs: no extglobs, no leading `!`, files that start with a dot are like others. */
const globOptions = { dot: true, nonegate: true, noextglob: true };

/** Whether `files.exclude` hides an entry. */
export interface Excludes {
  /**
   * @param path relative to the workspace folder, with slashes.
   * @param siblings names in the same folder, the entry's own among them.
   */
  excludes(path: string, siblings: ReadonlySet<string>): boolean;
}

interface Rule {
  readonly matches: (path: string) => boolean;
  /** Hides only beside a file of this name; `$(basename)` stands for the entry's name without its extension. */
  readonly when?: string;
}

/** @param setting the value of `files.exclude`: a glob → true, false or `{ "when": "$(basename).ts" }`. */
export function createExcludes(setting: unknown): Excludes {
  const rules = Object.entries(isRecord(setting) ? setting : {}).flatMap(([glob, value]) => toRule(glob, value));
  return {
    excludes: (path, siblings) =>
      rules.some(({ matches, when }) => {
        if (!matches(path)) return false;
        return when === undefined || siblings.has(when.replaceAll('$(basename)', stem(path)));
      }),
  };
}

function toRule(glob: string, value: unknown): Rule[] {
  const pattern = glob.trim().replace(/\/$/, '').replaceAll('[!', '[^');
  if (pattern === '') return [];
  const matches = picomatch(pattern, globOptions);
  if (value === true) return [{ matches }];
  return isRecord(value) && typeof value.when === 'string' ? [{ matches, when: value.when }] : [];
}

/** `src/app.test.js` → `app.test`. */
function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
