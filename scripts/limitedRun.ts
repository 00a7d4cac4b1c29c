import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const isWindows = process.platform === 'win32';

/** Ends each command that runs now, with all that it started. */
const running = new Set<() => void>();

function interrupted(): void {
  for (const endTree of running) endTree();
  process.exit(130);
}

/**
 * Runs a command and returns its exit code, or `undefined` when `limit` came first: then all that it started is ended, as it is
 * when this process is interrupted. `output` is an open file for what it prints; this process's own where it is missing.
 */
export async function limitedRun(
  command: string,
  args: readonly string[],
  limit: AbortSignal,
  env: NodeJS.ProcessEnv = {},
  output: number | 'inherit' = 'inherit',
): Promise<number | undefined> {
  const child = spawn(command, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, ...env },
    // npm is a script file on Windows, which only a shell starts.
    shell: isWindows && command === 'npm',
    // Elsewhere a process group of its own, which is ended at once.
    detached: !isWindows,
  });
  const endTree = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, 'SIGKILL');
  };
  limit.addEventListener('abort', endTree);
  if (running.size === 0) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupted);
  running.add(endTree);
  const [code] = (await once(child, 'exit')) as [number | null];
  running.delete(endTree);
  if (running.size === 0) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
  limit.removeEventListener('abort', endTree);
  return limit.aborted ? undefined : (code ?? 1);
}
