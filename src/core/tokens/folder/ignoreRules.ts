import ignore from 'ignore';
import type { Ignore } from 'ignore';

/**
 * The rules of all .gitignore files from a base folder down to one folder. Paths are relative to the base, with slashes.
 * A folder below has these rules and its own: `with`.
 */
export interface IgnoreRules {
  /**
   * Whether git would ignore the entry. Correct for entries of this folder; the walk never enters an ignored one.
   * @param isFolder rules that end with a slash match folders only.
   */
  ignores(path: string, isFolder: boolean): boolean;
  /** These rules and, after them, those of the .gitignore in `folder` (relative to the base, '' for the base). */
  with(folder: string, gitignore: string): IgnoreRules;
}

/** @param ignoreCase git's core.ignorecase: true by default where file names have no case, on macOS and Windows. */
export function createIgnoreRules(ignoreCase: boolean): IgnoreRules {
  return wrap(ignore({ ignoreCase }), ignoreCase);
}

function wrap(rules: Ignore, ignoreCase: boolean): IgnoreRules {
  return {
    ignores: (path, isFolder) => rules.ignores(isFolder ? `${path}/` : path),
    with: (folder, gitignore) => wrap(ignore({ ignoreCase }).add(rules).add(rebase(folder, gitignore)), ignoreCase),
  };
}

/**
 * Writes the patterns of a nested .gitignore as its base would write them. One list for all levels, rather than a list
 * a level, because a deeper file may take a folder back in that an upper one excludes (`build/*`, then `!keep/`).
 * What the patterns mean: https://git-scm.com/docs/gitignore
 */
function rebase(folder: string, gitignore: string): string[] {
  const lines = gitignore.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (folder === '') return lines;
  const prefix = `/${folder.replace(/[\\*?[\]]/g, '\\$&')}`;
  return lines
    .filter((line) => !line.startsWith('#') && /[^ ]/.test(line))
    .map((line) => {
      const negative = line.startsWith('!');
      const pattern = negative ? line.slice(1) : line;
      const trimmed = pattern.replace(/(?<!\\) +$/, '');
      // A slash at the start or in the middle anchors a pattern to its folder.
      const anchored = /\/(?!$)/.test(trimmed);
      if (trimmed === '' || trimmed === '/') return '';
      return `${negative ? '!' : ''}${prefix}/${anchored ? '' : '**/'}${pattern.replace(/^\//, '')}`;
    });
}
