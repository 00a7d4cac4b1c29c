import { globSync, readFileSync, readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { settingId, settingsTable } from '../../../src/editor/shared/settingsTable';
import type { SettingName } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { ui } from './ui';

/** The folder that the window has open: a copy of samples/, made for this run. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The window has no folder open.');
  return folder.uri;
}

/** Everything that this editor reads and writes: settings, logs, storage and the folder. Gone after the run. */
export const runFolder = (): string => path.dirname(workspaceFolder().fsPath);

/** Files of this run of the editor (settings, logs, storage, the folder) that hold `text`. */
export const filesWith = (text: string): string[] =>
  readdirSync(runFolder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

const changed = new Set<string>();
/** Settings that `leaveClean` leaves as a suite wants them. */
const keptSettings = new Map<string, unknown>();

const userValue = (id: string): unknown => vscode.workspace.getConfiguration().inspect(id)?.globalValue;

/** Sets a user setting until `leaveClean`. */
export async function setSetting(id: string, value: unknown): Promise<void> {
  changed.add(id);
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}

/**
 * Sets a user setting for all tests of a suite that ask for it: writing one costs more than many tests do. A test that
 * changes it has it again in the next. To be called before each test.
 */
export async function keepSetting(id: string, value: unknown): Promise<void> {
  keptSettings.set(id, value);
  if (!isDeepStrictEqual(userValue(id), value)) await setSetting(id, value);
}

/** Restores the settings that the suite has kept. */
export async function forgetSettings(): Promise<void> {
  keptSettings.clear();
  await restoreSettings();
}

/** Ours are changed by what a test presses, too. */
async function restoreSettings(): Promise<void> {
  for (const id of new Set([...changed, ...(Object.keys(settingsTable) as SettingName[]).map(settingId)])) {
    const value = userValue(id);
    if (value === undefined || (keptSettings.has(id) && isDeepStrictEqual(value, keptSettings.get(id)))) continue;
    await vscode.workspace.getConfiguration().update(id, undefined, vscode.ConfigurationTarget.Global);
  }
  changed.clear();
}

export async function clearNotifications(): Promise<void> {
  await vscode.commands.executeCommand('notifications.clearAll');
}

const allTabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);

export async function closeEditors(): Promise<void> {
  // Again and again: what a test has asked for last may open only now.
  await poll(
    'no tab',
    async () => {
      if (allTabs().length > 0) await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      return allTabs().map(({ label }) => label);
    },
    (tabs) => tabs.length === 0,
  );
}

/** The webview whose tab `leaveClean` leaves open. */
let kept: string | undefined;

/**
 * Keeps the tab of a webview from one test of the suite to the next: VS Code takes longer to make a webview than most
 * tests take. For suites whose tests begin with a page that they themselves bring into a known state.
 */
export function keepTab(viewType: string): void {
  before(() => {
    kept = viewType;
  });
  after(async () => {
    kept = undefined;
    await closeEditors();
  });
}

/** VS Code puts something of its own before the view type of a webview's tab. */
const isKept = ({ input }: vscode.Tab): boolean =>
  kept !== undefined && input instanceof vscode.TabInputWebview && input.viewType.endsWith(kept);

async function closeOtherEditors(): Promise<void> {
  const others = (): vscode.Tab[] => allTabs().filter((tab) => !isKept(tab));
  await poll(
    'no other tab',
    async () => {
      if (others().length > 0) await vscode.window.tabGroups.close(others());
      return others().map(({ label }) => label);
    },
    (tabs) => tabs.length === 0,
  );
}

/** Undoes what a test would have undone in the steps that it did not come to. */
async function undoSteps(): Promise<void> {
  if (ui.available) {
    // A menu and the tooltip above it; in a page, the word that is explained and an answer that streams.
    await ui.key('Escape');
    await ui.key('Escape');
  }
  await executeCommand('glossary.clearCard'); // A pinned one too.
  await executeCommand('tokens.toggleColors', false);
  await executeCommand('models.filter', 'all');
  await executeCommand('glossary.search', '');
  await vscode.commands.executeCommand('workbench.view.explorer');
}

/**
 * To be run after each test: no question, no editor, no panel, no message, no setting of it stays. After a failure no tab is
 * kept either, and no state of a view.
 */
export async function leaveClean(failed = false): Promise<void> {
  if (failed) await undoSteps();
  // At once: each of them waits for VS Code more than it works.
  await Promise.all([
    vscode.commands.executeCommand('workbench.action.closeQuickOpen'),
    kept === undefined || failed ? closeEditors() : closeOtherEditors(),
    vscode.commands.executeCommand('workbench.action.closePanel'),
    restoreSettings(),
  ]);
  await clearNotifications();
}

const storage = 'server/data/User/globalStorage/ai-field-guide.ai-field-guide/sessions';

const storedSessions = (): string[] =>
  globSync(`${storage}/*/*/session.jsonl`, { cwd: runFolder() }).map((file) => path.join(runFolder(), file));

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** The file of the session that was changed last. */
export async function findStoredSession(): Promise<string | undefined> {
  const times = await Promise.all(storedSessions().map(async (file) => ({ file, at: await changedAt(file) })));
  return times.sort((one, other) => other.at - one.at)[0]?.file;
}

/** Reads the session that was changed last. Empty when there is none. */
export async function readStoredSession(): Promise<string> {
  const file = await findStoredSession();
  return file === undefined ? '' : textOf(file);
}

/** The draft that holds `text`, as JSON, of those that the sessions have now: one that is left may be stored last. Empty when there is none. */
export async function storedDraftWith(text: string): Promise<string> {
  const sessions = await Promise.all(storedSessions().map(textOf));
  const drafts = sessions.map((session) =>
    session.split('\n').findLast((line) => line.includes('"type":"draftChanged"')),
  );
  return drafts.find((draft) => draft?.includes(text)) ?? '';
}

/** A file can be replaced while it is looked at. */
const changedAt = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
