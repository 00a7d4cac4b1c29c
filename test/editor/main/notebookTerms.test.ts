import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { openText } from '../support/texts';
import { clickInMessage } from '../support/window';
import { onScreen, ui } from '../support/ui';

/** With the first notebook, VS Code loads all that it has for them: on a busy machine that takes half a minute. ms. */
const firstMs = 60_000;

const title = (text: string): string => `.quick-input-widget .quick-input-title:has-text('${text}')`;

/** A notebook of which no cell is entered. */
async function openNotebook(): Promise<void> {
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'Tokens of the LLM prompt.', 'markdown');
  const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
  await vscode.window.showNotebookDocument(notebook);
  const leave = async (): Promise<string> => {
    if (vscode.window.activeTextEditor) await vscode.commands.executeCommand('notebook.cell.quitEdit');
    const { activeNotebookEditor, activeTextEditor } = vscode.window;
    return `${activeNotebookEditor ? 'notebook' : 'none'}, ${activeTextEditor?.document.uri.toString() ?? 'no cursor'}`;
  };
  await poll('a notebook without a cursor', leave, (now) => now === 'notebook, no cursor', firstMs);
}

describe('a notebook of which no cell is entered', () => {
  // A notebook of the same name is opened as this one is left.
  afterEach(() => vscode.commands.executeCommand('notebook.cell.quitEdit'));
  after(() => vscode.commands.executeCommand('workbench.view.explorer'));

  for (const command of ['glossary.explainTerm', 'glossary.markKnown', 'glossary.alwaysExplain'] as const) {
    onScreen(`has no cursor, says ${command}, with a button that enters the cell @deep`, async () => {
      await openNotebook();
      void vscode.commands.executeCommand(commandId(command));
      await clickInMessage('Click into a cell of', 'Enter the Cell');
      await poll('a cursor', () => vscode.window.activeTextEditor);
    });
  }

  onScreen('explains the word at the cursor once the cell is entered @deep', async () => {
    await openNotebook();
    const explained = title('"Tokens" is explained here');
    const isIn = (): boolean => vscode.window.activeTextEditor?.document.uri.scheme === 'vscode-notebook-cell';
    // A cell that VS Code draws for the first time may be left again at once.
    await poll('the term in the cell', async () => {
      if (!isIn()) await vscode.commands.executeCommand('notebook.cell.edit');
      if (!isIn()) return 0;
      if ((await ui.count(explained)) === 0) void vscode.commands.executeCommand(commandId('glossary.explainTerm'));
      return poll(
        'the pick',
        () => ui.count(explained),
        (count) => count > 0,
        3_000,
      ).catch(() => 0);
    });
    await ui.text(title('"Tokens" is explained here'));
    await ui.key('Escape');
  });

  onScreen('has no row At the Cursor in Look Up Term, which says how to get one @deep', async () => {
    await openNotebook();
    void vscode.commands.executeCommand(commandId('glossary.lookUp'));
    await ui.text('.quick-input-widget:has(input[placeholder*="Enter a cell to see"])');
    await ui.key('Escape');
  });

  onScreen('has no list of terms, and the view says what to do, whatever was open before @deep', async () => {
    const message = '.pane:has(.pane-header :text-is("Terms on This Page")) .message';
    const says = (part: string): Promise<string> =>
      poll(
        part,
        () => ui.text(message),
        (said) => said.includes(part),
      );
    await vscode.commands.executeCommand(`${viewId('glossary.pageTerms')}.focus`);
    await says('Open a text');
    await openNotebook();
    await says('Enter a notebook cell');
    await openText('A marmalade.', 'plaintext');
    await says('no terms from the glossary');
    await openNotebook();
    await says('Enter a notebook cell');
    await vscode.commands.executeCommand('notebook.cell.edit');
    await ui.text('.pane:has(.pane-header :text-is("Terms on This Page")) .monaco-list-row:has-text("Prompt")');
  });
});

const ownProblems = (uri: vscode.Uri): number =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'AI Field Guide').length;

// Last: after it VS Code tells of a cursor in the first cell of the next notebook of its name, which has none.
describe('model ids in code', () => {
  it('in a notebook that is open follow what its other cells say', async () => {
    const cell = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const data = new vscode.NotebookData([cell('# ai-field-guide-ignore-file'), cell('ask(model="gpt-4-32k")')]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    const [first, second] = notebook.getCells().map(({ document }) => document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(first!.uri, new vscode.Range(0, 0, 0, 100), 'ask(model="gpt-4-32k")');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await poll('a problem in each cell', () => [first, second].every((each) => ownProblems(each!.uri) === 1));
    const back = new vscode.WorkspaceEdit();
    back.replace(first!.uri, new vscode.Range(0, 0, 0, 100), '# ai-field-guide-ignore-file');
    assert.ok(await vscode.workspace.applyEdit(back));
    await poll('no problem', () => [first, second].every((each) => ownProblems(each!.uri) === 0));
  });
});
