import type { FoundId } from '../findIds';
import type { NamedModel } from '../../../catalog/names/modelNames';

/** Name of the config, which lies in the folder of the files that it is for, or in one above: see `ConfigSearch`. */
export const configFileName = 'ai-field-guide.yml';

/** UTF-16 code units that are read: enough for more than a thousand ids, and read within a few milliseconds. */
export const maxConfigLength = 32_000;
/** Bytes of a file that is read from a disk, at most. */
export const maxConfigBytes = 256 * 1024;

/** Kinds of problems. `unknown`: an id stands where a model is named, and no table knows it. */
export const severityKeys = ['retired', 'retiring', 'deprecated', 'unknown'] as const;
type SeverityKey = (typeof severityKeys)[number];

/** The keys of the file, by the path of the object that holds them. */
export const configKeys: Readonly<Record<string, readonly string[]>> = {
  '': ['ignore', 'warnWithinDays', 'severity', 'budgets'],
  ignore: ['ids', 'paths'],
  severity: severityKeys,
};

/** Severities with which a problem is shown; `off`: it is not shown. */
export const configuredSeverities = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type ConfiguredSeverity = (typeof configuredSeverities)[number];
export type ShownSeverity = Exclude<ConfiguredSeverity, 'off'>;

/**
 * Decisions of a team about the ids and calls in its files. Anything that the file leaves out is up to the reader of
 * the config.
 */
export interface IdConfig {
  readonly ignore: {
    /** Ids as they are written, with or without the prefix of a router. */
    readonly ids: readonly string[];
    /** Patterns as in a .gitignore, from the folder of the file. */
    readonly paths: readonly string[];
  };
  /** Days before a model's end from which its id is `retiring`. */
  readonly warnWithinDays?: number | undefined;
  readonly severity: Readonly<Partial<Record<SeverityKey, ConfiguredSeverity | undefined>>>;
  /** Tokens that files may have, by patterns as in a .gitignore. Of several that fit the last counts. */
  readonly budgets?: Readonly<Record<string, number>> | undefined;
}

export const defaultIdConfig: IdConfig = { ignore: { ids: [], paths: [] }, severity: {} };

/** Whether the file silences an id, which may stand behind a router's prefix. */
export function ignoresId(ids: readonly string[], { written, named }: Pick<FoundId, 'written' | 'named'>): boolean {
  if (ids.length === 0) return false;
  const forms = [written, ownId(written, named)].map((each) => each.toLowerCase());
  return ids.some((id) => forms.includes(id.toLowerCase()));
}

/** Returns the model's own id, without the prefix of a router or host. For an API or address that ends: its id in the table. */
export const ownId = (written: string, named: NamedModel | undefined): string =>
  named?.record?.endpoint?.id ?? (named ? written.slice(named.spelling.start, named.spelling.end) : written);
