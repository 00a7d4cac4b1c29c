import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths';
import { quietSettings, restrictedSettings } from './scenarios';
import type { Scenario } from './scenarios';
import { installVsix, writeSettings } from './server';
import type { Settings } from './server';

/** The extension under test, and its editor. */
export interface Subject {
  vscodeDir: string;
  /** The extension's folder. */
  extension: string;
  /** The packaged extension, for the scenario that installs it. */
  vsix: string;
}

/** Everything that the editor of one scenario reads and writes. Absolute paths. */
export interface Stage {
  folder: string;
  /** A file that names several folders, where more than the one is open. */
  workspace?: string;
  dataDir: string;
  extensionsDir: string;
  /** The extension in development. */
  extension: string;
}

/**
 * Settings that switch off background work of no use to the tests. That work looks into all processes every few seconds,
 * asks git about the folder of each file that is opened, and asks the network.
 */
const quietServer: Settings = {
  'remote.autoForwardPorts': false,
  // The server of this VS Code looks for ports in processes all the same, unless it reads them from terminals.
  'remote.autoForwardPortsSource': 'output',
  'git.autoRepositoryDetection': 'subFolders',
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
  'js/ts.tsserver.useSyntaxServer': 'never',
};

/** VS Code runs tests only beside an extension in development, which an installed one is not. */
async function emptyExtension(dir: string): Promise<string> {
  await mkdir(dir);
  const manifest = {
    name: 'suite-host',
    publisher: 'ai-field-guide-tests',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  await writeFile(path.join(dir, 'package.json'), JSON.stringify(manifest));
  return dir;
}

/** Folders beside the first one, and the file that opens all of them. */
async function writeWorkspace(folder: string, others: readonly string[]): Promise<string> {
  const dir = path.dirname(folder);
  for (const name of others) await mkdir(path.join(dir, name));
  const file = path.join(dir, 'roots.code-workspace');
  const folders = [path.basename(folder), ...others].map((name) => ({ path: name }));
  await writeFile(file, JSON.stringify({ folders }));
  return file;
}

/**
 * Puts an extension of the repository among the installed ones. VS Code takes what lies there on its first start; an address
 * can name one extension in development, and that is ours.
 */
export const layOut = (folder: string, extensionsDir: string): Promise<void> =>
  cp(path.join(root, folder), path.join(extensionsDir, path.basename(folder)), { recursive: true });

/** Lays the stage of `scenario` out below `dir`. @throws SetupError when the VSIX does not install. */
export async function prepareStage(scenario: Scenario, subject: Subject, dir: string): Promise<Stage> {
  const stage: Stage = {
    folder: path.join(dir, path.basename(scenario.folder)),
    dataDir: path.join(dir, 'server'),
    extensionsDir: path.join(dir, 'extensions'),
    extension: subject.extension,
  };
  await cp(path.join(root, scenario.folder), stage.folder, { recursive: true });
  if (scenario.moreRoots) stage.workspace = await writeWorkspace(stage.folder, scenario.moreRoots);
  for (const folder of scenario.companions ?? []) await layOut(folder, stage.extensionsDir);
  await writeSettings(stage.dataDir, 'User', {
    ...quietSettings,
    // A list or menu that fades away takes keys and clicks of the next step, and answers none; a step of the walkthrough is
    // focused 250 ms after it was chosen.
    'workbench.reduceMotion': 'on',
    // As on a desktop. In a browser what was typed a second ago is saved by itself, and `save` of a test does nothing
    // and says no while that runs.
    'files.autoSave': 'off',
    ...quietServer,
    ...(scenario.trust ? {} : restrictedSettings),
  });
  await writeSettings(stage.dataDir, 'Machine', {});
  if (scenario.extension === 'vsix') {
    await installVsix(subject.vscodeDir, subject.vsix, stage.extensionsDir);
    stage.extension = await emptyExtension(path.join(dir, 'suite-host'));
  }
  return stage;
}
