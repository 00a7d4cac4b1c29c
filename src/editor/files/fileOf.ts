import { workspace } from 'vscode';
import type { Uri } from 'vscode';

/** The file that a cell of a notebook is a part of; of all else the address itself. */
export function fileOf(uri: Uri): Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return workspace.notebookDocuments.find((notebook) => notebook.uri.path === uri.path)?.uri ?? uri;
}
