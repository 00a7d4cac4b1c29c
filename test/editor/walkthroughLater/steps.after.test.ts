import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { onScreen, ui } from '../support/ui';

const box = (id: string, done: boolean): string =>
  `.gettingStartedContainer [data-done-step-id$="#${id}"][aria-checked="${String(done)}"]`;

describe('the walkthrough in a later window', () => {
  for (const id of ['hover', 'tokens', 'families', 'lab']) {
    onScreen(`has the step "${id}" ticked off, which was done before it was shown`, async () => {
      await vscode.commands.executeCommand(commandId('start.openWalkthrough'));
      await ui.text(box(id, true));
    });
  }

  for (const id of ['ask', 'model']) {
    onScreen(`has the step "${id}" open, which was not done`, async () => {
      await vscode.commands.executeCommand(commandId('start.openWalkthrough'));
      await ui.text(box(id, false));
    });
  }
});
