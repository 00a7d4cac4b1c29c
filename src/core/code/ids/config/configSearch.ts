import type { Disk } from '../../../files/disk';

/**
 * Finds the config of files, for editor and command line alike: that of the nearest folder, from the folder of the file
 * up to `root`, or to the top of a repository on the way. Each folder is looked at once.
 */
export class ConfigSearch<Config> {
  private readonly byFolder = new Map<string, Promise<Config | undefined>>();

  /** @param read returns the config in a folder; undefined: there is none. */
  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    private readonly read: (folder: string) => Promise<Config | undefined>,
  ) {}

  /** Returns the config for the files of a folder below the root; undefined: there is none on the way. */
  nearest(folder: string): Promise<Config | undefined> {
    const found = this.byFolder.get(folder) ?? this.find(folder);
    this.byFolder.set(folder, found);
    return found;
  }

  private async find(folder: string): Promise<Config | undefined> {
    const { disk, root } = this;
    const own = await this.read(folder);
    if (own || folder === root || (await disk.exists(disk.join(folder, '.git')))) return own;
    const parent = disk.resolve(folder, '..');
    return parent === folder ? undefined : this.nearest(parent);
  }
}
