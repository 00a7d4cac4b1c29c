import { globSync } from 'node:fs';
import path from 'node:path';
import { PAGE_SCRIPT, loadedAtStart, sizeOf } from '../../scripts/packaging/startScripts';
import { requireBuilt } from '../../scripts/vscode/paths';

export const kilobytes = (files: Iterable<string>): string => `${(sizeOf(files) / 1000).toFixed(1)} kB`;

/** Prints the sizes of the production build in `stage` and of the package at the top of the repository. */
export function printSizes(root: string, stage: string): void {
  const start = loadedAtStart(requireBuilt(stage));
  console.log(`  loads at start: ${kilobytes(start)} in ${start.size} files`);
  const page = loadedAtStart(path.join(stage, 'dist', PAGE_SCRIPT));
  console.log(`  the playground page: ${kilobytes(page)} in ${page.size} files`);
  console.log(`  with the first block of code: ${kilobytes([path.join(stage, 'dist/webview/highlighter.js')])} more`);
  console.log(`  the page of terms, families and reports: ${kilobytes([path.join(stage, 'dist/webview/pages.js')])}`);
  console.log(`  everything in dist/: ${kilobytes(globSync(path.join(stage, 'dist/**/*.*')))}`);
  for (const file of globSync(path.join(root, '*.vsix'))) console.log(`  ${path.basename(file)}: ${kilobytes([file])}`);
}
