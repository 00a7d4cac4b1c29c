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
   * @throws NoRegularFileError for a pipe, socket or device, which could be read for ever; FileTooLargeError; the reason
   * of `signal` once it is aborted, also where the file system does not answer; what is wrong with the file.
   */
  read: (file: Uri, limits: ReadLimits): Promise<Uint8Array> => {
    const { signal } = limits;
    const reading = diskOf(file).read(placeOf(file), limits);
    return signal ? orAbort(reading, signal) : reading;
  },
};

/** The file that a cell of a notebook is a part of; of all else the address itself. */
export function fileOf(uri: Uri): Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return workspace.notebookDocuments.find((notebook) => notebook.uri.path === uri.path)?.uri ?? uri;
}

/** The document of a file that is open. */
export function documentOf(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

/**
 * A file as it is now: with the changes that are not saved. Without any it is what stands on the disk, or did: VS Code keeps
 * the text of a file that was deleted. @throws as `files.read` does.
 */
export function readCurrent(uri: Uri, limits: ReadLimits): Promise<string | Uint8Array> {
  const open = documentOf(uri);
  return open?.isDirty ? Promise.resolve(open.getText()) : files.read(uri, limits);
}

/** The same as a text; undefined: there is no such file. */
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
 * Gives a file another text as an edit that can be undone, and which is left to be saved; without a `document` of it the file is
 * made. @returns whether VS Code could do that.
 */
export async function writeText(file: Uri, document: TextDocument | undefined, text: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  if (document) {
    const { from, to, inserted } = textDifference(document.getText(), text);
    edit.replace(file, new Range(document.positionAt(from), document.positionAt(to)), inserted);
  } else edit.createFile(file, { contents: new TextEncoder().encode(text) });
  return workspace.applyEdit(edit);
}
