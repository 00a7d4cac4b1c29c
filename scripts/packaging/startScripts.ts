// The scripts that load when the extension starts: every window pays for it, whether it uses anything or not.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The script in dist/ that VS Code loads. It is `main` of the manifest. */
export const START_SCRIPT = 'extension.cjs';

/** Bytes, minified. Modules that are not needed at start are loaded at their first use, by import(). */
const maxAtStart = 300_000;

/** The page of the playground, in dist/. The parts that it needs later are in files of their own. */
export const PAGE_SCRIPT = 'webview/playground.js';
/** Bytes that it loads at first, minified. */
const maxOfPage = 330_000;

/** Files that `file` imports or requires when it loads (not those of a dynamic import()), itself included. */
export function loadedAtStart(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const statements = /(?:(?:^|[;\n}])(?:import|export)\b[^;'"()]*|\brequire\()["'](\.[^"']+)["']/g;
  for (const [, from = ''] of text.matchAll(statements)) {
    loadedAtStart(path.resolve(path.dirname(file), from), seen);
  }
  return seen;
}

/** Together, in bytes. */
export const sizeOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(file).size, 0);

/** @throws Error when the extension that is built in `dist` loads more than `most` bytes at start. */
export function checkStart(dist: string, most = maxAtStart): void {
  const size = sizeOf(loadedAtStart(path.join(dist, START_SCRIPT)));
  if (size > most) {
    throw new Error(
      `The scripts that load at start have ${size} bytes, and ${most} at most. Load what nothing needs at start with import(), where it is first used.`,
    );
  }
}

/** @throws Error when the page of the playground that is built in `dist` loads more than `most` bytes at first. */
export function checkPage(dist: string, most = maxOfPage): void {
  const size = sizeOf(loadedAtStart(path.join(dist, PAGE_SCRIPT)));
  if (size > most) {
    throw new Error(
      `The page of the playground loads ${size} bytes at first, and ${most} at most. Load what it needs later from a file of its own.`,
    );
  }
}
