import { Range, WorkspaceEdit, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { orAbort } from '../../core/base/orAbort';
import { isMissing } from '../../core/files/disk';
import type { ReadLimits } from '../../core/files/disk';
import { textDifference } from '../../core/text/textDifference';
import { diskOf, placeOf } from './disks';

/** Files of any scheme. */
export const files = {
  exists: (uri: Uri): Promise<boolean> => diskOf(uri).exists(placeOf(uri)),

  /**
   * Reads a file.
   * @throws NoRegularFileError for a pipe, socket or device, which could be read for ever; FileTooLargeError; the
   * reason of `signal` once it is aborted, even if the file system does not answer; the error of the file system.
   */
  read: (file: Uri, limits: ReadLimits): Promise<Uint8Array> => {
    const { signal } = limits;
    const reading = diskOf(file).read(placeOf(file), limits);
    return signal ? orAbort(reading, signal) : reading;
  },
};

/** Returns the notebook file of a cell, and any other address as it is. */
export function fileOf(uri: Uri): Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return workspace.notebookDocuments.find((notebook) => notebook.uri.path === uri.path)?.uri ?? uri;
}

/** Returns the document of a file that is open. */
export function documentOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

/**
 * Reads the current content of a file, including unsaved changes. Without these it is read from the disk, as VS Code
 * keeps the text of a file that was deleted.
 * @throws as `files.read` does.
 */
export function readCurrent(uri: Uri, limits: ReadLimits): Promise<string | Uint8Array> {
  const open = documentOf(uri);
  return open?.isDirty ? Promise.resolve(open.getText()) : files.read(uri, limits);
}

/** Reads the current text of a file; undefined if there is no such file. */
export async function currentText(uri: Uri, maxBytes: number): Promise<string | undefined> {
  try {
    const read = await readCurrent(uri, { maxBytes });
    return typeof read === 'string' ? read : new TextDecoder().decode(read);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Replaces the text of a file by an edit that can be undone and is left unsaved. Without a `document` the file is made.
 * @returns whether VS Code could do that.
 */
export async function writeText(file: Uri, document: TextDocument | undefined, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (document) {
    const { from, to, inserted } = textDifference(document.getText(), text);
    edit.replace(file, new Range(document.positionAt(from), document.positionAt(to)), inserted);
  } else edit.createFile(file, { contents: new TextEncoder().encode(text) });
  return workspace.applyEdit(edit);
}
