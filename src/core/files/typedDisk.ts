import { FileTooLargeError } from './disk';
import type { Disk } from './disk';

/** A disk on which some files have a text that is not saved yet. @param textOf by the whole path, without links */
export function typedDisk(disk: Disk, textOf: (file: string) => string | undefined): Disk {
  const read: Disk['read'] = async (file, limits) => {
    const text = textOf(file);
    if (text === undefined) return disk.read(file, limits);
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > limits.maxBytes) throw new FileTooLargeError(bytes.length);
    return bytes;
  };
  return Object.assign(Object.create(disk) as Disk, { read });
}
