// A hash of what the weights were fitted to: it tells whether they are those of the clues and cases that are there.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The hash of all clues and all cases for fitting. Held-back cases change nothing. */
export function recordOf(root: string): string {
  const folder = path.join(root, 'data/senses');
  const names = [
    ...readdirSync(folder).filter((name) => name.endsWith('.yml')),
    ...readdirSync(path.join(folder, 'cases'))
      .filter((name) => name.startsWith('fit-') && name.endsWith('.yml'))
      .map((name) => `cases/${name}`),
  ].sort();
  const hash = createHash('sha256');
  for (const name of names)
    hash.update(`${name}\n${readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')}`);
  return hash.digest('hex').slice(0, 16);
}
