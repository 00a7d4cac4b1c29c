import * as v from 'valibot';
import { Disposable, workspace } from 'vscode';
import type { BudgetRules } from '../../core/tokens/counting/budget';
import { settingId, settingsTable } from './settingsTable';
import type { Setting, SettingName } from './settingsTable';

type ValueOf<Name extends SettingName> = (typeof settingsTable)[Name] extends Setting<infer Value> ? Value : never;

const table: { readonly [Name in SettingName]: Setting<ValueOf<Name>> } = settingsTable;

/**
 * Reads a setting, or its fallback where settings.json has a value that the schema does not allow. Read it on use, as
 * settings change while the editor runs.
 */
export function readSetting<Name extends SettingName>(name: Name): ValueOf<Name> {
  const result = parsed(name);
  return result.success ? result.output : table[name].fallback;
}

/** Whether a setting has an allowed value; for settings that must not fall back silently. */
export const isReadable = (name: SettingName): boolean => parsed(name).success;

const parsed = <Name extends SettingName>(name: Name) =>
  v.safeParse(table[name].schema, workspace.getConfiguration().get(settingId(name)));

/** Calls `run` after a change of one of these settings. */
export const onSettings = (names: readonly SettingName[], run: () => unknown): Disposable =>
  workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(settingId(name)))) run();
  });

type Switch = { [Name in SettingName]: ValueOf<Name> extends boolean ? Name : never }[SettingName];

/** Starts something while a setting is on, and disposes of it when the setting goes off. */
export function whileOn(name: Switch, start: () => { dispose(): unknown }): Disposable {
  let running: ReturnType<typeof start> | undefined;
  const follow = (): void => {
    if (readSetting(name) === (running !== undefined)) return;
    running?.dispose();
    running = running ? undefined : start();
  };
  follow();
  return Disposable.from(onSettings([name], follow), new Disposable(() => running?.dispose()));
}

/** The tokens to leave free for the answer, and the share above which the counter warns. */
export const budgetRules = (): BudgetRules => ({
  reservedOutput: readSetting('tokens.reservedOutput'),
  warningPercent: readSetting('tokens.warningPercent'),
});

export const fileByteLimit = (): number => 1024 ** 2 * readSetting('tokens.maxFileSize');
/** Reads whether Enter sends. Code that makes requests reads only settings that change them, and this one does not. */
export const enterSends = (): boolean => readSetting('playground.enterSends');
export const stallTimeoutMs = (): number => 1000 * readSetting('playground.stallTimeout');
