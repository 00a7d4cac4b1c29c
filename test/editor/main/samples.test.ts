import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { commandId } from '../../../src/editor/shared/contributions';
import { openSample } from '../support/texts';

/** Longer than TypeScript takes to read the project on a busy machine. */
const untilChecked = 60_000;

const errorsOf = ({ uri }: vscode.TextDocument): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ message }) => message);

describe('the samples', () => {
  it('show no error in TypeScript and Python, with nothing installed @deep', async () => {
    const python = (await openSample('ask_model.py')).document;
    const editor = await openSample('askModel.ts');
    const { document } = editor;
    // An error of ours says that the file has been checked: it comes together with the others.
    const end = new vscode.Position(document.lineCount, 0);
    await editor.edit((change) => change.insert(end, "\nexport const wrong: number = 'x';"));
    const errors = await poll(
      'the error that was made',
      () => errorsOf(document),
      (found) => found.some((message) => /not assignable to type 'number'/.test(message)),
      untilChecked,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.equal(errors.length, 1, errors.join('\n'));
    assert.deepEqual(errorsOf(python), []);
  });

  it('open the text to try things on in the group that is empty, not beside it', async () => {
    await poll('no tab', () => vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0));
    await vscode.commands.executeCommand(commandId('start.openSample'));
    await poll('the text', () => vscode.window.activeTextEditor?.document.getText().startsWith('# A text to try'));
    assert.equal(vscode.window.tabGroups.all.length, 1);
  });
});
