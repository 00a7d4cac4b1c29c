import * as v from 'valibot';
import { usualLocalServers } from '../../core/chat/discovery/localServers';
import { automatic } from '../../core/catalog/defaultModel';
import { settingIds } from './contributions';

/** A setting: what it may hold, and what counts where it holds something else. */
export interface Setting<Value> {
  readonly id: string;
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly fallback: Value;
  /**
   * What it changes. `requests`: where something is sent, or with what; no workspace may say that, so package.json gives it the
   * scope `machine` or `application`.
   */
  readonly changes: 'screen' | 'requests';
}

const setting = <Value>(
  changes: Setting<Value>['changes'],
  id: string,
  schema: v.GenericSchema<unknown, Value>,
  fallback: NoInfer<Value>,
): Setting<Value> => ({ id, schema, fallback, changes });

const between = (lowest: number, highest: number) => v.pipe(v.number(), v.minValue(lowest), v.maxValue(highest));

const deprecations = ['hint', 'information', 'warning'] as const;
export type ShownDeprecation = (typeof deprecations)[number];

/** The settings as the code reads them. test/unit/editor/shared/settings.test.ts holds package.json to the same. */
export const settingsTable = {
  model: setting('screen', settingIds.model, v.string(), automatic),
  tokensEnabled: setting('screen', settingIds.tokensEnabled, v.boolean(), true),
  reservedOutput: setting('screen', settingIds.reservedOutput, v.pipe(v.number(), v.integer(), v.minValue(0)), 8_192),
  warningPercent: setting('screen', settingIds.warningPercent, between(1, 1_000), 100),
  /** MB. The worker holds the text of a file in one string, and V8 allows 512 million code units. */
  maxFileSize: setting('screen', settingIds.maxFileSize, between(1, 256), 20),
  explorerBadges: setting('screen', settingIds.explorerBadges, v.boolean(), false),
  modelIdsEnabled: setting('screen', settingIds.modelIdsEnabled, v.boolean(), true),
  /** Days before a model's end. */
  modelIdsDays: setting('screen', settingIds.modelIdsDays, v.pipe(between(0, 3_650), v.integer()), 60),
  hoverEnabled: setting('screen', settingIds.hoverEnabled, v.boolean(), true),
  /** Language ids; `*` stands for all. */
  hoverLanguages: setting('screen', settingIds.hoverLanguages, v.array(v.string()), ['*']),
  /** Ids of terms. */
  knownTerms: setting('screen', settingIds.knownTerms, v.array(v.string()), []),
  languageFeatures: setting('screen', settingIds.languageFeatures, v.boolean(), true),
  underline: setting('screen', settingIds.underline, v.boolean(), false),
  /** How loudly words are told that the team does not say any more. */
  deprecatedTerms: setting('screen', settingIds.deprecatedTerms, v.picklist(['off', ...deprecations]), 'hint'),
  /** Whether the workspace's terms are offered in code, too. */
  completeInCode: setting('screen', settingIds.completeInCode, v.boolean(), false),
  /** Each entry is checked by itself, so that a bad one does not take the others away: `readProviders`. */
  providers: setting('requests', settingIds.providers, v.unknown(), []),
  /** Base URLs; what is not on this machine is left out. */
  localServers: setting('requests', settingIds.localServers, v.array(v.string()), [...usualLocalServers]),
  /** Seconds. Node's fetch gives up after 300, whatever we say. */
  stallTimeout: setting('requests', settingIds.stallTimeout, between(1, 300), 60),
  /** UTF-16 code units. */
  maxAnswerCharacters: setting(
    'requests',
    settingIds.maxAnswerCharacters,
    v.pipe(between(1, 20_000_000), v.integer()),
    2_000_000,
  ),
} as const satisfies Record<keyof typeof settingIds, Setting<never> | Setting<unknown>>;
