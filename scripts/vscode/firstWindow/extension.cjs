// For `npm start` alone, never packaged: a window that was never open begins with the walkthrough beside the sample article.
// Later ones have the editors in which their user left them.
const vscode = require('vscode');

const shownKey = 'shown';

exports.activate = async ({ globalState }) => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder || globalState.get(shownKey)) return;
  await vscode.commands.executeCommand('aiFieldGuide.start.openWalkthrough');
  const article = vscode.Uri.joinPath(folder.uri, 'foundation-models.md');
  await vscode.window.showTextDocument(article, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  await globalState.update(shownKey, true);
};
