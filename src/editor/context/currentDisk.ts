import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { FileTooLargeError } from '../../core/files/disk';
import type { DiskHost } from '../../core/files/disk';
import { diskHostOf, placeOf } from '../files/disks';

/** Returns the disk of a folder, on which files have the text of their editors, saved or not. */
export function currentDiskOf(folder: Uri): DiskHost {
  const host = diskHostOf(folder);
  const { disk } = host;
  const read: typeof disk.read = async (file, limits) => {
    const edited = workspace.textDocuments.find(
      ({ uri, isDirty }) => isDirty && uri.scheme === folder.scheme && placeOf(uri) === file,
    );
    if (!edited) return disk.read(file, limits);
    const bytes = new TextEncoder().encode(edited.getText());
    if (bytes.length <= limits.maxBytes) return bytes;
    if (limits.head === true) return bytes.subarray(0, limits.maxBytes);
    throw new FileTooLargeError(bytes.length);
  };
  return { ...host, disk: { ...disk, read } };
}
