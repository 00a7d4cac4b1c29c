import { IgnoreRules, readGitignore } from './ignoreRules';

/**
 * Creates a function that says whether patterns name a file. They mean the same as in a .gitignore: `tests/` is a folder at
 * any depth and all that is in it, `/a.py` is one file, and `!` takes back. Paths are relative to the folder of the patterns,
 * with slashes.
 */
export function createPathPatterns(patterns: readonly string[], ignoreCase: boolean): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  // A line break ends a pattern in a .gitignore, so it cannot be part of one.
  const text = patterns.map((pattern) => pattern.replace(/[\r\n]/g, '')).join('\n');
  const rules = new IgnoreRules(ignoreCase).with('', [...readGitignore(new TextEncoder().encode(text), ignoreCase)]);
  return (path) => {
    // As in git, everything in an ignored folder is ignored.
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (rules.ignores(path.slice(0, at), true)) return true;
    }
    return rules.ignores(path, false);
  };
}
