import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { interruption } from './interruption';
import { SetupError, workDir } from './paths';

/** Seconds without a word look like a hang, so every step says what it is about to do. */
export type Progress = (line: string) => void;

/**
 * Runs npm in `cwd`, without install scripts: those of code-server build native modules that want system headers and that
 * nothing here needs. Ends with npm when `signal` says so. @throws SetupError with the end of npm's own output, or the
 * reason of `signal`.
 */
export async function npm(cwd: string, args: readonly string[], what: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // Inside an npm script this is npm's own JavaScript file, which avoids the shell that Windows needs for npm.cmd.
  const npmFile = process.env.npm_execpath;
  const [command, lead] = npmFile === undefined ? ['npm', []] : [process.execPath, [npmFile]];
  const child = spawn(command, [...lead, ...args, ...flags], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: npmFile === undefined && process.platform === 'win32',
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    // Until npm has closed it still writes, so an abort is not yet the end.
    child.once('error', (error) => {
      if (!signal.aborted) reject(error);
    });
    child.once('close', resolve);
  });
  signal.throwIfAborted();
  if (code === 0) return;
  const tail = output.trim().split('\n').slice(-12).join('\n');
  throw new SetupError(
    `${what} could not be installed: \`npm ${args.join(' ')}\` ended with code ${code ?? 'none'} in ${cwd}.\n${tail}\n` +
      'Check the connection to the npm registry and the free disk space (1 GB is enough), then run the same command again.',
  );
}

interface Installation {
  /** The folder's name below .vscode-test. */
  name: string;
  /** Where its package.json and package-lock.json are. */
  manifestDir: string;
  /** Anything else that makes an installed folder out of date when it changes. */
  layout: string;
  /** Said before the first download. */
  announce: () => void;
  /** Completes the folder before it counts as installed. */
  finish: (dir: string, signal: AbortSignal) => Promise<void>;
}

/** Removes what was left by an install that was killed, and so could not do it itself. */
async function removeLeftovers(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const [, owner, id] = /^(.+)\.partial-(\d+)$/.exec(entry) ?? [];
    if (owner === name && !isRunning(Number(id))) await rm(path.join(folder, entry), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/**
 * Installs a manifest and its lockfile below `folder`, once for each version of the two. Returns the installed folder, which
 * holds node_modules. Ctrl+C leaves nothing behind. @throws SetupError
 */
export async function installOnce(installation: Installation, folder = workDir): Promise<string> {
  const { name, manifestDir } = installation;
  const files = ['package.json', 'package-lock.json'];
  const hash = createHash('sha256').update(installation.layout);
  for (const file of files) hash.update(await readFile(path.join(manifestDir, file)));
  const stamp = hash.digest('hex');
  const target = path.join(folder, name);
  const stampFile = path.join(target, 'installed.txt');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return target;

  installation.announce();
  await removeLeftovers(folder, name);
  // A folder beside it, renamed at the end: an install that was cut off is never taken for a complete one.
  const partial = `${target}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const { signal, end } = interruption(`The installation of ${name}`);
  try {
    for (const file of files) await cp(path.join(manifestDir, file), path.join(partial, file));
    await npm(partial, ['ci'], name, signal);
    await installation.finish(partial, signal);
    signal.throwIfAborted();
    await writeFile(path.join(partial, 'installed.txt'), stamp);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  } finally {
    end();
    await rm(partial, { recursive: true, force: true });
  }
  return target;
}
