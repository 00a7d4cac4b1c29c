import type { Settings } from './server';

/** One start of the editor: what is in it, and which tests run there. */
export interface Scenario {
  name: string;
  /** The folder that opens, below the repository. The tests get a copy. */
  folder: string;
  /** Names of further folders beside it, empty at first: then the workspace has several roots. */
  moreRoots?: readonly string[];
  /** False: Restricted Mode. */
  trust: boolean;
  /** Where the extension comes from: its folder, or the packaged VSIX, installed. */
  extension: 'folder' | 'vsix';
  /** Folders of further extensions that play a part, below the repository. They are there as if they were installed. */
  companions?: readonly string[];
  /** Test files below test/editor. Between two phases the window is reloaded. */
  phases: readonly string[];
  /** In so many editors, each with a share of the files. For what has one phase, and takes long. */
  shares?: number;
  /** Runs the tests whose title ends with `@deep`, and no others. Everywhere else they are left out. */
  deep?: boolean;
  /** A folder of test files: the extension host is killed before a reload that leads to one of them, so nothing is saved. */
  killed?: string;
}

/** The extension that lays out the first window of `npm start`. */
export const firstWindow = 'scripts/vscode/firstWindow';
/** The extension that provides models to VS Code, once a test wants some. */
const lentModels = 'test/fakes/lentModels';

const usual = { folder: 'samples', trust: true, extension: 'folder' } as const;

/** Two phases: the tests before the window is reloaded, and those after it. */
const aroundReload = (dir: string): string[] => [`${dir}/**/*.before.test.ts`, `${dir}/**/*.after.test.ts`];

/** An answer streams when the extension host is killed. */
const aroundCrash = aroundReload('crash');

/** Run by `npm test`. The longest begins first. */
export const scenarios: readonly Scenario[] = [
  { ...usual, name: 'main', companions: [lentModels], phases: ['main/**/*.test.ts'], shares: 2 },
  // One start for both: VS Code takes longer to start than either.
  { ...usual, name: 'reload', phases: [...aroundCrash, ...aroundReload('reload')], killed: 'crash' },
  { ...usual, name: 'restricted', trust: false, phases: ['restricted/**/*.test.ts'] },
  { ...usual, name: 'vsix', extension: 'vsix', phases: ['vsix/**/*.test.ts'] },
];

/** Run before a release: `npm run pictures`, and the rest as a part of `npm run test:deep`. */
export const laterScenarios: readonly Scenario[] = [
  {
    ...usual,
    name: 'roots',
    moreRoots: ['harbour', 'town'],
    phases: ['roots/**/*.test.ts'],
  },
  // VS Code ticks a step off when something happens for the first time in a window: here nothing has happened yet.
  {
    ...usual,
    name: 'walkthrough',
    phases: ['walkthrough/**/*.test.ts'],
  },
  {
    ...usual,
    name: 'start',
    companions: [firstWindow],
    phases: ['start/**/*.test.ts'],
  },
  // All has happened before the walkthrough is shown.
  {
    ...usual,
    name: 'walkthroughLater',
    phases: aroundReload('walkthroughLater'),
  },
  { ...usual, name: 'reloadPages', phases: aroundReload('reloadPages') },
  { ...usual, name: 'pictures', phases: ['pictures/**/*.test.ts'] },
  { ...usual, name: 'deep', phases: ['deep/**/*.test.ts'] },
  { ...usual, name: 'deepMain', companions: [lentModels], phases: ['main/**/*.test.ts'], shares: 3, deep: true },
  { ...usual, name: 'crashes', phases: [aroundCrash, aroundCrash, aroundCrash].flat(), killed: 'crash' },
];

/** For `npm run bench`: no test, so not in the table. */
export const benchScenario: Scenario = {
  ...usual,
  name: 'bench',
  phases: ['bench/**/*.bench.ts'],
};

/** User settings of every editor that the scripts start: no first-run pages, nothing that asks the network. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
};

/** Restricted Mode would begin with a dialog, which a window under test refuses to show. */
export const restrictedSettings: Settings = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'always',
};
