import { FileTooLargeError, NoRegularFileError, isMissing } from '../../core/files/disk';
import type { Disk } from '../../core/files/disk';

/** A disk that notes which files and folders could not be read, so that its callers can go on without them. */
export class NotingDisk {
  /** Errors of reading, by full path. */
  readonly unread = new Map<string, unknown>();
  readonly disk: Disk;

  constructor(disk: Disk) {
    const noted =
      (place: string) =>
      (error: unknown): never => {
        const isOther = error instanceof FileTooLargeError || error instanceof NoRegularFileError || isMissing(error);
        if (!isOther) this.unread.set(place, error);
        throw error;
      };
    this.disk = {
      ...disk,
      list: (folder) => disk.list(folder).catch(noted(folder)),
      read: (file, limits) => disk.read(file, limits).catch(noted(file)),
    };
  }
}
