import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, requestScheme } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { byId, chatRequests, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { save } from '../support/texts';
import { onScreen } from '../support/ui';

const schemaDocument = (): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === requestScheme && uri.path.endsWith('/schema.json'));

/** Puts a text in the place of what stands in the document. */
async function write(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, whole, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('Edit Schema', () => {
  const faults = useFaultServer();

  onScreen(
    'opens a document that VS Code checks, and sends what is saved in it, to which the answer is held @deep',
    async () => {
      await vscode.commands.executeCommand(commandId('playground.editSchema'));
      const document = await poll('the document', schemaDocument);
      assert.equal(document.languageId, 'json');
      assert.match(document.getText(), /"title": "answer"/);
      // The sample is in no request before it is saved.
      assert.equal(await page.count(byId('schema')), 0);
      await vscode.commands.executeCommand('workbench.action.files.save');
      await page.text(`${byId('schema')}:has-text("Schema: answer")`);

      await write(document, '{ "title": "sum", "type": "nmuber" }');
      // VS Code's own words.
      const wrong = await poll('a problem of VS Code', () =>
        vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes('Value is not accepted')),
      );
      assert.equal(document.getText(wrong.range), '"nmuber"');
      const position = document.positionAt(document.getText().indexOf('nmuber') + 1);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      assert.ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label).includes('number')));

      await write(document, '{ "title": "sum", "type": "number" }');
      await save(document);
      await page.text(`${byId('schema')}:has-text("Schema: sum")`);
      await playground.ask('ok', 'What is a token?');
      await playground.readTurn('done');
      const sent = chatRequests(faults.server).at(-1)?.body;
      assert.deepEqual(sent?.['response_format'], {
        type: 'json_schema',
        json_schema: { name: 'sum', schema: { title: 'sum', type: 'number' }, strict: true },
      });
      await pollFor(() => page.text(inLastTurn(byId('answer-check'))), /The answer is no JSON/);

      await page.click(byId('remove-schema'));
      await poll('an empty document', () => document.getText() === '');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  );
});
