import path from 'node:path';
import { sayInEnglish } from '../../core/base/say';
import { ConfigSearch } from '../../core/code/ids/config/configSearch';
import { faultText } from '../../core/code/ids/config/configFaults';
import { configFileName, defaultIdConfig, maxConfigBytes } from '../../core/code/ids/config/idConfig';
import type { IdConfig } from '../../core/code/ids/config/idConfig';
import { parseIdConfig } from '../../core/code/ids/config/parseIdConfig';
import { createPathPatterns } from '../../core/files/pathPatterns';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import { slashed } from '../shared/places';
import { unlessSlow, readUtf8 } from '../shared/readText';
import { workspaceOf } from '../shared/workspace';

/** The config that an `ai-field-guide.yml` sets for the files below it. */
export interface FoundConfig {
  readonly config: IdConfig;
  /** Whether the patterns of the config match a file, given by its path from the walk. */
  ignoresFile(file: string): boolean;
}

const noConfig: FoundConfig = { config: defaultIdConfig, ignoresFile: () => false };

/**
 * Finds the configs that hold for the files of a path, by their full paths.
 * @param onFault gets what cannot be read or understood; the defaults hold instead.
 */
export async function configsOf(
  start: string,
  onFault: (fault: InputError) => void,
): Promise<(full: string) => Promise<FoundConfig>> {
  const root = await workspaceOf(start);
  const search = new ConfigSearch(host.disk, root, (folder) => configIn(folder, onFault));
  return async (full) => (await search.nearest(path.dirname(full))) ?? noConfig;
}

async function configIn(folder: string, onFault: (fault: InputError) => void): Promise<FoundConfig | undefined> {
  const file = path.join(folder, configFileName);
  if (!(await host.disk.exists(file))) return undefined;
  const text = await readUtf8(file, maxConfigBytes).catch(onFault);
  const parsed =
    text === undefined
      ? undefined
      : await unlessSlow(file, () => host.withinLimit(() => parseIdConfig(text))).catch(onFault);
  if (!parsed) return noConfig;
  const { config, problems } = parsed;
  for (const { line, column, fault } of problems) {
    onFault(new InputError(`${file}:${line + 1}:${column + 1}: ${faultText(fault, sayInEnglish)}`));
  }
  const isIgnored = createPathPatterns(config.ignore.paths, host.disk.ignoresCase);
  const below = (each: string): string => slashed(path.relative(folder, path.resolve(each)));
  return { config, ignoresFile: (each) => isIgnored(below(each)) };
}
