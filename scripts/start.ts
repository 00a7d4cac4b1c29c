// `npm start`: the extension in a real VS Code in your browser, on a copy of samples/. Flags: --no-open, --port N.
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVsCode } from './vscode/install';
import { layOut } from './vscode/stage';
import { openExternally } from './vscode/openExternally';
import { SetupError, requireBuilt, root, runScript, workDir } from './vscode/paths';
import { firstWindow, quietSettings } from './vscode/scenarios';
import { portProblem } from './vscode/ports';
import { startServer, writeSettings } from './vscode/server';
import { windowAddress } from './vscode/workbench';

/**
 * Always the same one: the browser keeps SecretStorage and the open editors by address, so with another port saved keys
 * would seem to be gone.
 */
const usualPort = 8131;

/** @throws SetupError when `text` is no port, or is one that the user asked for and cannot have. */
async function choosePort(text: string | undefined): Promise<number | undefined> {
  const port = text === undefined ? usualPort : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(`--port is ${text ?? ''}: give a number from 1 to 65535.`);
  }
  const problem = await portProblem(port);
  if (problem === undefined) return port;
  if (text !== undefined) throw new SetupError(`${problem} Choose another one with --port, from 1024 to 65535.`);
  console.log(`${problem} This start gets another one; keys saved earlier belong to port ${port}.`);
  return undefined;
}

/** Resolves when the user ends the session. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      extension: { type: 'string', default: root },
    },
  });
  const extension = path.resolve(values.extension);
  requireBuilt(extension);
  const port = await choosePort(values.port);
  const vscodeDir = await installVsCode(console.log);

  // A copy, to be edited freely. Files that are there already are the user's and stay as they are.
  const folder = path.join(workDir, 'workspace/samples');
  await cp(path.join(root, 'samples'), folder, { recursive: true, force: false });
  const dataDir = path.join(workDir, 'user');
  if (!existsSync(path.join(dataDir, 'data/User/settings.json'))) {
    await writeSettings(dataDir, 'User', quietSettings);
    await layOut(firstWindow, path.join(dataDir, 'extensions'));
  }

  const stopRequested = interrupted();
  const server = await startServer({
    ...{ vscodeDir, dataDir, name: 'start', trust: true },
    ...(port === undefined ? {} : { port }),
  });
  try {
    const address = windowAddress({ server, folder, extension });
    console.log(`VS Code with AI Field Guide is at\n\n  ${address}\n\nCtrl+C ends it. Its files: ${folder}`);
    if (!values['no-open'] && !(await openExternally(address))) console.log('Open that address in a browser.');
    await Promise.race([stopRequested, server.died]);
  } finally {
    await server.stop();
  }
  console.log('\nVS Code has ended.');
  return 0;
}

await runScript(main);
