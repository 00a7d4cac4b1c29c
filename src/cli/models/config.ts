import path from 'node:path';
import { sayInEnglish } from '../../core/base/say';
import { faultText } from '../../core/code/ids/config/configFaults';
import { configFileName, defaultIdConfig, maxConfigBytes } from '../../core/code/ids/config/idConfig';
import type { IdConfig } from '../../core/code/ids/config/idConfig';
import { parseIdConfig } from '../../core/code/ids/config/parseIdConfig';
import { createPathPatterns } from '../../core/files/pathPatterns';
import { host } from '../../host/node/host';
import { InputError } from '../shared/commandLine';
import { unlessSlow, readUtf8 } from '../shared/readText';
import { foldersUpFrom } from '../shared/workspace';

/** A config as `ai-field-guide.yml` has it for the files below it. */
export interface FoundConfig {
  readonly config: IdConfig;
  /** Whether its patterns name a file, whose path is as the walk gives it. */
  ignoresFile(file: string): boolean;
}

/**
 * The config that holds for a file or folder: that of the nearest folder, from its own up to the top of its git repository, or
 * to where the command runs. Outside of both it is that of its own folder.
 * @param onFault gets what cannot be read or understood; the defaults hold instead.
 */
export async function findConfig(start: string, onFault: (fault: InputError) => void): Promise<FoundConfig> {
  for (const folder of await foldersUpFrom(start)) {
    const file = path.join(folder, configFileName);
    if (!(await host.disk.exists(file))) continue;
    const text = await readUtf8(file, maxConfigBytes).catch(onFault);
    const parsed =
      text === undefined
        ? undefined
        : await unlessSlow(file, () => host.withinLimit(() => parseIdConfig(text))).catch(onFault);
    if (!parsed) continue;
    const { config, problems } = parsed;
    for (const { line, column, fault } of problems) {
      onFault(new InputError(`${file}:${line + 1}:${column + 1}: ${faultText(fault, sayInEnglish)}`));
    }
    const isIgnored = createPathPatterns(config.ignore.paths, host.disk.ignoresCase);
    const below = (each: string): string => path.relative(folder, path.resolve(each)).split(path.sep).join('/');
    return { config, ignoresFile: (each) => isIgnored(below(each)) };
  }
  return { config: defaultIdConfig, ignoresFile: () => false };
}
