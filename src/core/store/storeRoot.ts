import { FileError, unlessMissing } from '../files/files';
import type { Files } from '../files/files';

/**
 * The folder of all sessions. If this window saw it and it is gone, the storage is away (a network home, a mount). Then nothing
 * in it was deleted, and nothing may be made in its place, which would hide the folder that comes back or be hidden by it.
 */
export class StoreRoot {
  /** The id of the folder that this window saw first. */
  private id: string | undefined;

  constructor(
    private readonly files: Pick<Files, 'stat' | 'makeFolder'>,
    readonly path: string,
  ) {}

  /** Remembers the id of the folder, if the folder is there. */
  async see(): Promise<void> {
    this.id ??= await this.idNow();
  }

  async isAway(): Promise<boolean> {
    return this.id !== undefined && (await this.idNow()) === undefined;
  }

  /** Rejects with a FileError `missing` if the folder is away. */
  async assertNotAway(): Promise<void> {
    if (await this.isAway()) throw this.missing();
  }

  /**
   * Rejects with a FileError `missing` if the folder is away, even if a window that never saw it has made another in
   * its place. What is missing in that one was not deleted. Not checked before something is made, because some disks
   * change the id of a folder.
   */
  async assertSame(): Promise<void> {
    if (this.id !== undefined && (await this.idNow()) !== this.id) throw this.missing();
  }

  /** Makes a folder in it, and the root itself if it never existed. Rejects with a FileError `missing` if the root is away. */
  async makeFolder(folder: string): Promise<void> {
    await this.assertNotAway();
    await this.files.makeFolder(folder);
    await this.see();
  }

  private async idNow(): Promise<string | undefined> {
    return (await unlessMissing(this.files.stat(this.path)))?.id;
  }

  private missing(): FileError {
    return new FileError('missing', this.path, 'ENOENT');
  }
}
