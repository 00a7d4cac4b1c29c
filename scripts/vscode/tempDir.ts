import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { interruption } from './interruption';
import type { Interrupted } from './interruption';

/** Gives `use` a fresh folder that is gone afterwards, also when the process is interrupted. */
export async function withTempDir<T>(use: (dir: string) => Promise<T>): Promise<T> {
  // The real path: on macOS the temporary folder is behind a link, and VS Code reports files without it.
  const dir = await realpath(await mkdtemp(path.join(os.tmpdir(), 'ai-field-guide-')));
  const onExit = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  // A signal alone ends a process without its exit event.
  const { signal, end } = interruption('The run');
  signal.addEventListener('abort', () => process.exit((signal.reason as Interrupted).exitCode));
  process.once('exit', onExit);
  try {
    return await use(dir);
  } finally {
    end();
    process.off('exit', onExit);
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}
