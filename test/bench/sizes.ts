import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files that `file` imports when it loads (not those of a dynamic import()), itself included. */
function loadedAtStart(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, from = ''] of text.matchAll(/(?:^|[;\n}])(?:import|export)\b[^;'"()]*["'](\.[^"']+)["']/g)) {
    loadedAtStart(path.resolve(path.dirname(file), from), seen);
  }
  return seen;
}

const kilobytes = (files: Iterable<string>): string => {
  const bytes = [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  return `${(bytes / 1000).toFixed(1)} kB`;
};

/** Prints the sizes of the production build in `stage` and of the package at the top of the repository. */
export function printSizes(root: string, stage: string): void {
  const start = loadedAtStart(path.join(stage, 'dist/extension.js'));
  console.log(`  loads at start: ${kilobytes(start)} in ${start.size} files`);
  console.log(`  the playground page: ${kilobytes([path.join(stage, 'dist/webview/playground.js')])}`);
  console.log(`  the page of terms, families and reports: ${kilobytes([path.join(stage, 'dist/webview/pages.js')])}`);
  console.log(`  everything in dist/: ${kilobytes(globSync(path.join(stage, 'dist/**/*.*')))}`);
  for (const file of globSync(path.join(root, '*.vsix'))) console.log(`  ${path.basename(file)}: ${kilobytes([file])}`);
}
