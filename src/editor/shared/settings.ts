import * as v from 'valibot';
import { workspace } from 'vscode';
import type { BudgetRules } from '../../core/tokens/counting/budget';
import { settingId, settingsTable } from './settingsTable';
import type { Setting, SettingName } from './settingsTable';

type ValueOf<Name extends SettingName> = (typeof settingsTable)[Name] extends Setting<infer Value> ? Value : never;

const table: { readonly [Name in SettingName]: Setting<ValueOf<Name>> } = settingsTable;

/** Falls back when settings.json holds something else than the schema says. Read on use: settings change while the editor runs. */
export function readSetting<Name extends SettingName>(name: Name): ValueOf<Name> {
  const { schema, fallback } = table[name];
  const result = v.safeParse(schema, workspace.getConfiguration().get(settingId(name)));
  return result.success ? result.output : fallback;
}

/** What is kept free for the answer, and above what the counter warns. */
export const budgetRules = (): BudgetRules => ({
  reservedOutput: readSetting('tokens.reservedOutput'),
  warningPercent: readSetting('tokens.warningPercent'),
});

export const fileByteLimit = (): number => 1024 ** 2 * readSetting('tokens.maxFileSize');
export const stallTimeoutMs = (): number => 1000 * readSetting('playground.stallTimeout');
