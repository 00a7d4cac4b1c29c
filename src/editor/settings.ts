import * as v from 'valibot';
import { workspace } from 'vscode';
import type { BudgetRules } from '../core/tokens/budget';
import { settingIds } from './contributions';

const percent = v.pipe(v.number(), v.minValue(1), v.maxValue(1_000));
const stringList = v.array(v.string());

/** Reads one setting and falls back when settings.json holds something else than the schema says. */
function read<T>(id: string, schema: v.GenericSchema<unknown, T>, fallback: T): T {
  const result = v.safeParse(schema, workspace.getConfiguration().get(id));
  return result.success ? result.output : fallback;
}

// Read on use: settings change while the editor runs.
export const settings = {
  model: () => read(settingIds.model, v.string(), ''),
  tokensEnabled: () => read(settingIds.tokensEnabled, v.boolean(), true),
  /** What is kept free for the answer, and from where on the counter warns. */
  budget: (): BudgetRules => ({
    reservedOutput: read(settingIds.reservedOutput, v.pipe(v.number(), v.minValue(0)), 8_192),
    warningPercent: read(settingIds.warningPercent, percent, 80),
    errorPercent: read(settingIds.errorPercent, percent, 100),
  }),
  /** Bytes. At most 256 MB: the worker holds the text of a file in one string, and V8 allows 512 million code units. */
  maxFileBytes: () => 1024 ** 2 * read(settingIds.maxFileSize, v.pipe(v.number(), v.minValue(1), v.maxValue(256)), 20),
  explorerBadges: () => read(settingIds.explorerBadges, v.boolean(), false),
  hoverEnabled: () => read(settingIds.hoverEnabled, v.boolean(), true),
  /** Language ids; `*` stands for all. */
  hoverLanguages: () => read(settingIds.hoverLanguages, stringList, ['*']),
  /** Milliseconds. */
  stallTimeoutMs: () => 1000 * read(settingIds.stallTimeout, v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 60),
};
