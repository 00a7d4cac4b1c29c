import { FileError, unlessMissing } from '../files/files';
import type { Files } from '../files/files';

/**
 * The folder of all sessions. Where this window saw it and it is gone, the storage is away (a network home, a mount): nothing
 * in it was deleted, and nothing may be made in its place, which would hide what comes back or be hidden by it.
 */
export class StoreRoot {
  private wasThere = false;

  constructor(
    private readonly files: Pick<Files, 'stat' | 'makeFolder'>,
    readonly path: string,
  ) {}

  /** Something in it was found. */
  seen(): void {
    this.wasThere = true;
  }

  async isAway(): Promise<boolean> {
    return this.wasThere && (await unlessMissing(this.files.stat(this.path))) === undefined;
  }

  /** Rejects with a FileError `missing` where it is away. */
  async assertNotAway(): Promise<void> {
    if (await this.isAway()) throw new FileError('missing', this.path, 'ENOENT');
  }

  /** Makes a folder in it, and itself where it never was. Rejects with a FileError `missing` where it is away. */
  async makeFolder(folder: string): Promise<void> {
    await this.assertNotAway();
    await this.files.makeFolder(folder);
    this.seen();
  }
}
