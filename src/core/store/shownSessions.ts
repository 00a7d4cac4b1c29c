import { unlessMissing } from '../files/files';
import { nameHash } from './sessionPlace';
import type { StoreRoot } from './storeRoot';
import type { StoreHost } from './storeTypes';

/** The folder that says which session each window had. Its name is no valid id, unlike those of the sessions beside it. */
const windowsName = '.windows';

/** Remembers which session each window had, by the name of the window. */
export class ShownSessions {
  constructor(
    private readonly host: StoreHost,
    private readonly root: StoreRoot,
    private readonly folder: () => Promise<string>,
  ) {}

  /** Returns the id as it is stored, without checking its form. */
  async of(window: string): Promise<string | undefined> {
    const bytes = await unlessMissing(this.host.files.read(await this.fileOf(window)));
    return bytes && new TextDecoder().decode(bytes);
  }

  async remember(window: string, id: string): Promise<void> {
    await this.root.makeFolder(this.host.files.join(await this.folder(), windowsName));
    await this.host.files.writeWhole(await this.fileOf(window), [new TextEncoder().encode(id)]);
  }

  private async fileOf(window: string): Promise<string> {
    return this.host.files.join(await this.folder(), windowsName, await nameHash(this.host, window));
  }
}
