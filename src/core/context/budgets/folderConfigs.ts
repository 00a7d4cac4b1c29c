import { configFileName } from '../../code/ids/config/idConfig';
import { parseIdConfig } from '../../code/ids/config/parseIdConfig';
import { createPathPatterns } from '../../files/pathPatterns';
import { isFile } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import { maxLimits } from './tokenLimits';
import type { Limit, LimitOf } from './tokenLimits';

/** What the nearest `ai-field-guide.yml` says of a file. */
interface FolderConfig {
  readonly file: string;
  readonly isIgnored: (path: string) => boolean;
  readonly limitOf: LimitOf;
}

/** The configs of a folder, by the folders that they are in. */
export class FolderConfigs {
  private constructor(private readonly byFolder: ReadonlyMap<string, FolderConfig>) {}

  static async of(tree: ContextTree): Promise<FolderConfigs> {
    const byFolder = new Map<string, FolderConfig>();
    for (const file of await tree.filesCalled(configFileName)) {
      const read = await tree.read(file);
      if (isFile(read)) byFolder.set(split(file).folder, { file, ...configOf(read) });
    }
    return new FolderConfigs(byFolder);
  }

  get hasBudgets(): boolean {
    return this.byFolder.size > 0;
  }

  isIgnored(path: string): boolean {
    return this.nearest(path)?.isIgnored(path) ?? false;
  }

  /** The budget of a file, with the config that says it. */
  budgetOf(path: string): (Limit & { readonly from: string }) | undefined {
    const config = this.nearest(path);
    const limit = config?.limitOf(path);
    return config && limit && { ...limit, from: config.file };
  }

  /** That of the nearest folder, asked with the path as it is seen from there. */
  private nearest(path: string) {
    for (const folder of foldersTo(split(path).folder).toReversed()) {
      const config = this.byFolder.get(folder);
      if (!config) continue;
      const below = (full: string): string => (folder === '' ? full : full.slice(joined(folder, 'x').length - 1));
      return {
        file: config.file,
        isIgnored: (full: string) => config.isIgnored(below(full)),
        limitOf: (full: string) => config.limitOf(below(full)),
      };
    }
    return undefined;
  }
}

const configOf = ofFile((file): Omit<FolderConfig, 'file'> => {
  const { config } = parseIdConfig(lossyText(file));
  const limits = Object.entries(config.budgets ?? {})
    .slice(0, maxLimits)
    .map(([pattern, tokens]) => ({
      ...{ pattern, tokens },
      fits: createPathPatterns([pattern], false),
    }));
  return {
    isIgnored: createPathPatterns(config.ignore.paths, false),
    limitOf: (path) => limits.findLast(({ fits }) => fits(path)),
  };
});
