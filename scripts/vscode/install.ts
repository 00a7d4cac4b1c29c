import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce, npm } from './npm';
import type { Progress } from './npm';
import { SetupError, root } from './paths';

/**
 * Packages that the server asks for and no test needs: agents, their sandbox, tunnels, dev containers, and modules that only work
 * once compiled. They are loaded on first use only, and leaving them out saves 210 MB.
 */
const unused = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  'kerberos',
  'ssh2',
];

const fileLogger = path.join(root, 'scripts/vscode/fileLogger.cjs');

interface Manifest {
  dependencies: Record<string, string>;
  overrides?: Record<string, unknown>;
}

async function dropUnused(manifestFile: string): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  manifest.dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).filter(([name]) => !unused.includes(name)),
  );
  // They only tune packages of the list above; npm stops at an override whose package is gone.
  delete manifest.overrides;
  await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
}

async function finish(dir: string, signal: AbortSignal): Promise<void> {
  const server = path.join(dir, 'node_modules/code-server/lib/vscode');
  await dropUnused(path.join(server, 'package.json'));
  // `npm ci` refuses: the shrinkwrap that is published with the server misses one package (tslib).
  await npm(server, ['install'], "VS Code's own packages", signal);
  await npm(path.join(server, 'extensions'), ['ci'], "The packages of VS Code's built-in extensions", signal);
  await cp(fileLogger, path.join(server, 'node_modules/@vscode/spdlog/index.js'));
  // Copilot starts with every window, asks for a sign-in and fills the side bar and the log. Nothing here uses it.
  await rm(path.join(server, 'extensions/copilot'), { recursive: true, force: true });
}

/**
 * Installs VS Code 1.139.1 (the server and workbench inside npm's code-server) into .vscode-test, unless it is there.
 * Returns the folder of the server. @throws SetupError
 */
export async function installVsCode(progress: Progress): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) < 22) {
    throw new SetupError(
      `The test editor needs Node 22 or newer and this is ${process.version}. Start it through npm (npm start, npm run test:editor): npm scripts use the Node of this project.`,
    );
  }
  const dir = await installOnce({
    name: 'vscode',
    manifestDir: path.join(root, 'scripts/vscode-server'),
    layout: unused.join() + (await readFile(fileLogger, 'utf8')),
    announce: () => progress('Installing VS Code from npm into .vscode-test: once, about 370 MB ...'),
    finish,
  });
  return path.join(dir, 'node_modules/code-server/lib/vscode');
}
