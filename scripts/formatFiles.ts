import { execFileSync } from 'node:child_process';
import { root } from './vscode/paths';

/** Formats files in place, but for those that `.oxfmtrc.jsonc` leaves as they are written. @throws when one does not parse. */
export function formatFiles(files: readonly string[]): void {
  const args = ['node_modules/oxfmt/bin/oxfmt', '--no-error-on-unmatched-pattern', ...files];
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
