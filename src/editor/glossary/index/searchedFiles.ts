import { Uri } from 'vscode';
import { FileText } from '../../../core/files/fileText';
import { readCurrent } from '../../files/editorFiles';
import { fileByteLimit } from '../../shared/settings';

/** Larger files are data. The worker holds each word of a file while it reads it. Bytes. */
const largestFile = 2 * 1024 ** 2;

/** The size up to which a file is searched for terms. Bytes. */
export const maxBytes = (): number => Math.min(largestFile, fileByteLimit());

/** The lines of a file as it is now; none where it cannot be read. */
export async function linesOf(address: string): Promise<readonly string[]> {
  try {
    const read = await readCurrent(Uri.parse(address, true), { maxBytes: maxBytes() });
    const text = typeof read === 'string' ? read : FileText.of(read)?.text();
    return text?.split(/\r?\n/) ?? [];
  } catch {
    return [];
  }
}
