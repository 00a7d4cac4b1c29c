import { FileType, Range, Uri, ViewColumn, commands, window, workspace } from 'vscode';
import { say } from '../shared/words';

/** Opens a file that a report names, at a line from 0; a folder is shown in the explorer. What does not open says so. */
export async function openFile(address: string, line: number | undefined): Promise<void> {
  const uri = Uri.parse(address, true);
  try {
    // Texts that are no files, `untitled:` for one, have no stat.
    const stat = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
    if (stat && (stat.type & FileType.Directory) !== 0) {
      await commands.executeCommand('revealInExplorer', uri);
      return;
    }
    const selection = line === undefined ? {} : { selection: new Range(line, 0, line, 0) };
    await commands.executeCommand('vscode.open', uri, { viewColumn: columnOf(uri), ...selection });
  } catch (error) {
    const name = uri.path.split('/').pop() ?? uri.path;
    const why = error instanceof Error ? error.message : String(error);
    void window.showWarningMessage(say('"{0}" could not be opened: {1}', name, why));
  }
}

/** Where the text is in sight already; else where the report is. */
function columnOf(uri: Uri): ViewColumn {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return shown?.viewColumn ?? ViewColumn.Active;
}
