import * as v from 'valibot';
import { workspace } from 'vscode';
import type { BudgetRules } from '../../core/tokens/counting/budget';
import { settingsTable } from './settingsTable';
import type { Setting } from './settingsTable';

/** Falls back when settings.json holds something else than the schema says. */
function read<Value>({ id, schema, fallback }: Setting<Value>): Value {
  const result = v.safeParse(schema, workspace.getConfiguration().get(id));
  return result.success ? result.output : fallback;
}

// Read on use: settings change while the editor runs.
export const settings = {
  model: () => read(settingsTable.model),
  tokensEnabled: () => read(settingsTable.tokensEnabled),
  /** What is kept free for the answer, and above what the counter warns. */
  budget: (): BudgetRules => ({
    reservedOutput: read(settingsTable.reservedOutput),
    warningPercent: read(settingsTable.warningPercent),
  }),
  maxFileBytes: () => 1024 ** 2 * read(settingsTable.maxFileSize),
  explorerBadges: () => read(settingsTable.explorerBadges),
  modelIdsEnabled: () => read(settingsTable.modelIdsEnabled),
  /** Up to how many days before a model's end its id is a warning. */
  modelIdsDays: () => read(settingsTable.modelIdsDays),
  hoverEnabled: () => read(settingsTable.hoverEnabled),
  hoverLanguages: () => read(settingsTable.hoverLanguages),
  knownTerms: () => read(settingsTable.knownTerms),
  languageFeatures: () => read(settingsTable.languageFeatures),
  underline: () => read(settingsTable.underline),
  deprecatedTerms: () => read(settingsTable.deprecatedTerms),
  completeInCode: () => read(settingsTable.completeInCode),
  /** As they stand there: for `readProviders`. */
  providers: () => read(settingsTable.providers),
  /** Addresses at which model servers are looked for, when the user asks for that. */
  localServers: () => read(settingsTable.localServers),
  stallTimeoutMs: () => 1000 * read(settingsTable.stallTimeout),
  maxAnswerCharacters: () => read(settingsTable.maxAnswerCharacters),
};
