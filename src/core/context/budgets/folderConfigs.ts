import { configFileName, defaultIdConfig } from '../../code/ids/config/idConfig';
import type { IdConfig } from '../../code/ids/config/idConfig';
import { parseIdConfig } from '../../code/ids/config/parseIdConfig';
import { createPathPatterns } from '../../files/pathPatterns';
import { isCrowded, isNested } from '../agents/plainYaml';
import { isFile } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';
import { foldersTo, joined, split } from '../tree/treePaths';
import type { ContextTree } from '../tree/contextTree';
import { maxLimits } from './tokenLimits';
import type { Limit, LimitOf } from './tokenLimits';

/** Rules of an `ai-field-guide.yml` for the files that have it as their nearest one. */
interface FolderConfig {
  readonly file: string;
  /** Whether it is not read, as it is too long or was made to be slow. */
  readonly isUnread: boolean;
  readonly isIgnored: (path: string) => boolean;
  readonly limitOf: LimitOf;
}

/** The configs of a folder, by the folders that they are in. */
export class FolderConfigs {
  private constructor(private readonly byFolder: ReadonlyMap<string, FolderConfig>) {}

  static async of(tree: ContextTree): Promise<FolderConfigs> {
    const byFolder = new Map<string, FolderConfig>();
    for (const file of await tree.filesCalled(configFileName)) {
      await tree.breathe();
      const read = await tree.read(file);
      if (isFile(read)) byFolder.set(split(file).folder, { file, ...configOf(read) });
    }
    return new FolderConfigs(byFolder);
  }

  /** Configs that are not read. */
  get unread(): readonly string[] {
    return [...this.byFolder.values()].flatMap(({ file, isUnread }) => (isUnread ? [file] : []));
  }

  get hasBudgets(): boolean {
    return this.byFolder.size > 0;
  }

  isIgnored(path: string): boolean {
    return this.nearest(path)?.isIgnored(path) ?? false;
  }

  /** Returns the budget of a file, with the config that sets it. */
  budgetOf(path: string): (Limit & { readonly from: string }) | undefined {
    const config = this.nearest(path);
    const limit = config?.limitOf(path);
    return config && limit && { ...limit, from: config.file };
  }

  /** Returns the config of the nearest folder. It takes full paths, and tests them relative to that folder. */
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

/** Limits of a config that is read here, on the thread of an editor. A line takes about 10 µs, and so does a sign. */
export const configLimits = { length: 20_000, lines: 400, signs: 750 } as const;

/** Signs of YAML, of which usual configs have few. A `-`, a `?` and a `:` count only before white space. */
const signs = /[-?:](?=\s)|["'[\]{},&!%#|>@`]/g;

/** Whether a text takes too long to be read. Signs in lines of comments do not count. */
export function isLongConfig(text: string): boolean {
  if (text.length > configLimits.length || hasMore(text, /\n/g, configLimits.lines)) return true;
  const read = text.replaceAll(/(?<=^|\n)[ \t]*#[^\n]*/g, ''); // To YAML a `\r` alone ends no line.
  return hasMore(read, signs, configLimits.signs) || isCrowded(read) || isNested(read);
}

function hasMore(text: string, mark: RegExp, most: number): boolean {
  const found = text.matchAll(mark);
  for (let count = 0; count <= most; count++) if (found.next().done === true) return false;
  return true;
}

const nothing: Pick<IdConfig, 'ignore' | 'budgets'> = defaultIdConfig;

const configOf = ofFile((file): Omit<FolderConfig, 'file'> => {
  const text = lossyText(file);
  // A config with nothing but a list of ids, however long, has nothing that is needed here.
  const isAsked = /budgets|paths/.test(text);
  const isUnread = isAsked && isLongConfig(text);
  const config = isAsked && !isUnread ? parseIdConfig(text).config : nothing;
  const limits = Object.entries(config.budgets ?? {})
    .slice(0, maxLimits)
    .map(([pattern, tokens]) => ({
      ...{ pattern, tokens },
      fits: createPathPatterns([pattern], false),
    }));
  return {
    isUnread,
    isIgnored: createPathPatterns(config.ignore.paths, false),
    limitOf: (path) => limits.findLast(({ fits }) => fits(path)),
  };
});
