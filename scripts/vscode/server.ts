/// <reference lib="es2024.promise" />
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SetupError, workDir } from './paths';
import { freePort, portProblem } from './ports';

const guard = fileURLToPath(new URL('guard.ts', import.meta.url));
const mintKey = new URL('mintKey.ts', import.meta.url).href;
const readyLine = 'Extension host agent listening';
/** A few seconds are usual; a busy machine needs many times that. */
const startTimeoutMs = 120_000;
const tailLength = 4000;

/** Values as in a settings.json, by setting id. */
export type Settings = Record<string, unknown>;

interface ServerOptions {
  /** The folder that installVsCode returns. */
  vscodeDir: string;
  /** User data, logs and extensions of this server: a fresh folder for a test, a lasting one for `npm start`. */
  dataDir: string;
  /** Names the log file .vscode-test/logs/NAME-server.log. */
  name: string;
  /** Leave out for any free port. */
  port?: number;
  /** False: the folder opens in Restricted Mode until someone trusts it. */
  trust: boolean;
  /** Where VSIX files were installed, see installVsix. */
  extensionsDir?: string;
  /** Added to the environment of the server, and so of the extension host. */
  env?: Record<string, string>;
}

export interface Server {
  /** `127.0.0.1:PORT`, which is also the authority of vscode-remote URIs. */
  authority: string;
  /** Opens the door once, then a cookie does. Kept in the data folder, so that an address stays good between starts. */
  token: string;
  /** Rejects when the server ends before stop(). Never resolves. */
  died: Promise<never>;
  /** Ends the server and everything it started. */
  stop: () => Promise<void>;
}

/** Writes settings where the server reads them. A machine-scoped setting takes effect from both files, machine first. */
export async function writeSettings(dataDir: string, kind: 'User' | 'Machine', settings: Settings): Promise<void> {
  const file = path.join(dataDir, 'data', kind, 'settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, null, 2));
}

/** Without what a VS Code around us set: its variables would make the server take part in that other editor. */
function cleanEnv(extra: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

/** @throws SetupError with the output of the installation. */
export async function installVsix(vscodeDir: string, vsix: string, extensionsDir: string): Promise<void> {
  const args = ['out/server-main.js', '--install-extension', vsix, '--extensions-dir', extensionsDir];
  const done = promisify(execFile)(
    process.execPath,
    [...args, '--accept-server-license-terms', '--server-data-dir', extensionsDir],
    { cwd: vscodeDir, env: cleanEnv({}) },
  );
  await done.catch((error: unknown) => {
    throw new SetupError(`VS Code did not install ${vsix}:\n${error instanceof Error ? error.message : String(error)}`);
  });
}

function serverArgs(options: ServerOptions, port: number): string[] {
  return [
    '--import',
    mintKey,
    'out/server-main.js',
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--server-data-dir', options.dataDir],
    ...(options.extensionsDir === undefined ? [] : ['--extensions-dir', options.extensionsDir]),
    // A built VS Code accepts extensionDevelopmentPath from the address only with this flag, and ignores it in silence without.
    '--enable-smoke-test-driver',
    ...['--connection-token-file', path.join(options.dataDir, 'token')],
    '--accept-server-license-terms',
    '--disable-telemetry',
    ...(options.trust ? ['--disable-workspace-trust'] : []),
  ];
}

/** Any web page can send requests to 127.0.0.1, and the server runs programs: only who knows the token gets in. */
async function connectionToken(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'token');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const token = randomBytes(16).toString('hex');
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, token, { mode: 0o600 });
  return token;
}

async function launch(options: ServerOptions, port: number): Promise<Server> {
  const token = await connectionToken(options.dataDir);
  const logFile = path.join(workDir, 'logs', `${options.name}-server.log`);
  await mkdir(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, [guard, process.execPath, ...serverArgs(options, port)], {
    cwd: options.vscodeDir,
    env: cleanEnv(options.env ?? {}),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl+C reaches the parent alone, and the whole group can be ended at once.
    detached: process.platform !== 'win32',
  });

  let tail = '';
  let stopping = false;
  const ready = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<undefined>();
  const died = Promise.withResolvers<never>();
  died.promise.catch(() => undefined);
  const fail = (what: string): void =>
    died.reject(new SetupError(`The VS Code server ${what}. The end of its log (${logFile}):\n${tail}`));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log.write(text);
      tail = (tail + text).slice(-tailLength);
      if (tail.includes(readyLine)) ready.resolve(undefined);
    });
  }
  child.once('error', (error) => fail(`could not be started: ${error.message}`));
  child.once('close', () => {
    log.end();
    ended.resolve(undefined);
    if (!stopping) fail('ended by itself');
  });

  const stop = async (): Promise<void> => {
    stopping = true;
    child.stdin.end();
    await ended.promise;
  };
  const timer = setTimeout(() => fail(`was not ready within ${startTimeoutMs / 1000} s`), startTimeoutMs);
  try {
    await Promise.race([ready.promise, died.promise]);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { authority: `127.0.0.1:${port}`, token, died: died.promise, stop };
}

/** Starts a server and resolves when it takes connections. @throws SetupError with the end of the server's log. */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      return await launch(options, port);
    } catch (error) {
      // Between choosing a free port and using it, another program can take it.
      if (options.port !== undefined || attempt === 3 || (await portProblem(port)) === undefined) throw error;
    }
  }
}
