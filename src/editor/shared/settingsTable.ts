import * as v from 'valibot';
import { usualLocalServers } from '../../core/chat/discovery/localServers';
import { automatic } from '../../core/catalog/defaultModel';
import { publicName } from './contributions';

/** A setting: its allowed values, and the value that counts where it has another. */
export interface Setting<Value> {
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly fallback: Value;
  /**
   * The effect. `requests` are settings for where something is sent, or with what content. A workspace must not change
   * those, so package.json gives them the scope `machine` or `application`.
   */
  readonly changes: 'screen' | 'requests';
}

const setting = <Value>(
  changes: Setting<Value>['changes'],
  schema: v.GenericSchema<unknown, Value>,
  fallback: NoInfer<Value>,
): Setting<Value> => ({ schema, fallback, changes });

const between = (lowest: number, highest: number) => v.pipe(v.number(), v.minValue(lowest), v.maxValue(highest));

const deprecations = ['hint', 'information', 'warning'] as const;
export type ShownDeprecation = (typeof deprecations)[number];

/** The settings as the code reads them. test/unit/editor/shared/settings.test.ts compares package.json with them. */
export const settingsTable = {
  'tokens.model': setting('screen', v.string(), automatic),
  'tokens.statusBar': setting('screen', v.boolean(), true),
  'tokens.reservedOutput': setting('screen', v.pipe(v.number(), v.integer(), v.minValue(0)), 8_192),
  'tokens.warningPercent': setting('screen', between(1, 1_000), 100),
  /** MB. The worker keeps the text of a file in one string, and V8 allows 512 million code units. */
  'tokens.maxFileSize': setting('screen', between(1, 256), 20),
  'tokens.explorerBadges': setting('screen', v.boolean(), false),
  /** Whether our tools are offered to agents of VS Code. */
  'context.agentTools': setting('screen', v.boolean(), false),
  'context.checkFiles': setting('screen', v.boolean(), true),
  /** Whether lenses are shown above files that agents read. */
  'context.codeLens': setting('screen', v.boolean(), true),
  /** Whether the view of files that agents read is shown. */
  'context.view': setting('screen', v.boolean(), true),
  'models.checkIds': setting('screen', v.boolean(), true),
  /** Days before a model's end. */
  'models.warnWithinDays': setting('screen', v.pipe(between(0, 3_650), v.integer()), 60),
  'glossary.hover': setting('screen', v.boolean(), true),
  /** Language ids; `*` stands for all. */
  'glossary.languages': setting('screen', v.array(v.string()), ['*']),
  /** Ids of terms. */
  'glossary.knownTerms': setting('screen', v.array(v.string()), []),
  'glossary.languageFeatures': setting('screen', v.boolean(), true),
  'glossary.underline': setting('screen', v.boolean(), false),
  /** The severity of words that the team no longer uses. */
  'glossary.deprecatedTerms': setting('screen', v.picklist(['off', ...deprecations]), 'hint'),
  /** Whether the workspace's terms are offered in code, too. */
  'glossary.completeInCode': setting('screen', v.boolean(), false),
  /** Whether lenses are shown above prompts in code. */
  'prompts.codeLens': setting('screen', v.boolean(), true),
  /** Each entry is checked by itself, so that a bad one does not remove the others: `readProviders`. */
  'providers.list': setting('requests', v.unknown(), []),
  /** Base URLs. Addresses that are not on this machine are left out. */
  'providers.localServers': setting('requests', v.array(v.string()), [...usualLocalServers]),
  'playground.enterSends': setting('screen', v.boolean(), true),
  /** Seconds. Node's fetch gives up after 300 in any case. */
  'playground.stallTimeout': setting('requests', between(1, 300), 60),
  /** US dollars; 0 is no limit. */
  'playground.maxRequestCost': setting('requests', between(0, 100_000), 0),
  'playground.maxSessionCost': setting('requests', between(0, 100_000), 0),
  /** Requests of one run of tools after which the user is asked again. */
  'playground.toolRounds': setting('requests', v.pipe(between(1, 1_000), v.integer()), 10),
  /** UTF-16 code units. */
  'playground.maxAnswerCharacters': setting('requests', v.pipe(between(1, 20_000_000), v.integer()), 2_000_000),
  /** Whether providers are asked why their prompt cache missed. They keep a fingerprint of each request for that. */
  'playground.cacheDiagnostics': setting('requests', v.boolean(), false),
  /** Each entry is checked by itself: `readPresets`. */
  'playground.presets': setting('requests', v.array(v.unknown()), []),
} as const satisfies Record<string, Setting<never> | Setting<unknown>>;

export type SettingName = keyof typeof settingsTable;
export const settingId: (name: SettingName) => string = publicName;
