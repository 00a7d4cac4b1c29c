import { FileTooLargeError } from './disk';
import type { Disk } from './disk';

/**
 * Returns a disk on which some files have unsaved text. @param textOf finds the text by the full path, links resolved
 */
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
