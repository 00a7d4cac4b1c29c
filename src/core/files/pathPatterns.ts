import { IgnoreRules, readGitignore } from './ignoreRules';

/**
 * Whether a file is one of those that patterns name, which mean what they mean in a .gitignore: `tests/` is a folder at any
 * depth and all in it, `/a.py` one file, `!` takes back. Paths are relative to the folder of the patterns, with slashes.
 */
export function createPathPatterns(patterns: readonly string[], ignoreCase: boolean): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  // A line break ends a pattern there, and is a part of none.
  const text = patterns.map((pattern) => pattern.replace(/[\r\n]/g, '')).join('\n');
  const rules = new IgnoreRules(ignoreCase).with('', [...readGitignore(new TextEncoder().encode(text), ignoreCase)]);
  return (path) => {
    // As for git: what is in an ignored folder is ignored.
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (rules.ignores(path.slice(0, at), true)) return true;
    }
    return rules.ignores(path, false);
  };
}
