import { Uri } from 'vscode';
import { FileText } from '../../../core/files/fileText';
import { readCurrent } from '../../files/editorFiles';
import { fileByteLimit } from '../../shared/settings';

/**
 * Bytes of the largest file that is searched. Larger files are data, and the worker holds each word of a file while it
 * reads it.
 */
const largestFile = 2 * 1024 ** 2;

/** Returns the size up to which a file is searched for terms, in bytes. */
export const maxBytes = (): number => Math.min(largestFile, fileByteLimit());

/** Reads the lines of a file, in its present text; empty where it cannot be read. */
export async function linesOf(address: string): Promise<readonly string[]> {
  try {
    const read = await readCurrent(Uri.parse(address, true), { maxBytes: maxBytes() });
    const text = typeof read === 'string' ? read : FileText.of(read)?.text();
    return text?.split(/\r?\n/) ?? [];
  } catch {
    return [];
  }
}
