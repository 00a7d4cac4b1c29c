import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId, promptScheme } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { storedDraftWith } from '../support/clean';
import { byId, page, playground } from '../support/playground';
import { hoverAt, openSample, openText, writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { clickInMessage, pickRow } from '../support/window';

describe('a prompt file', () => {
  /** Waits until providers answer a command of VS Code for a document, and returns the answers of all of them. */
  const asked = <T>(command: string, document: vscode.TextDocument, ...more: unknown[]): Promise<T[]> =>
    poll(
      command,
      async () => (await vscode.commands.executeCommand<T[] | undefined>(command, document.uri, ...more)) ?? [],
      (found) => found.length > 0,
    );
  const placeOf = (document: vscode.TextDocument, text: string): vscode.Position =>
    document.positionAt(document.getText().indexOf(text) + 2);

  onScreen('is drawn in its colours, with its tokens above it', async () => {
    await openSample('review.prompt');
    await poll(
      'coloured words',
      () => ui.count('.view-line span[class*="mtk"]:not(.mtk1)'),
      (count) => count > 10,
    );
    await poll(
      'the lens',
      () => ui.text('.codelens-decoration'),
      (text) => /\d+ tokens · .* of the usable input/.test(text),
    );
    await ui.picture('prompt-file');
  });

  it('has an outline, and leads from a variable to where it is declared', async () => {
    const { document } = await openSample('review.prompt');
    const symbols = await asked<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', document);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['Settings', 'system', 'history', 'user'],
    );
    // Statements about a term are about the model that the prompt asks, or about none.
    const hover = await hoverAt(document, placeOf(document, 'temperature'));
    assert.match(hover, /More about this term/);
    assert.doesNotMatch(hover, /Tokens are counted for/);
    const used = placeOf(document, 'tone "brief"');
    const [found] = await asked<vscode.Location>('vscode.executeDefinitionProvider', document, used);
    assert.equal(document.getText(found?.range), 'tone');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      used,
      'style',
    );
    assert.equal(edit.get(document.uri).length, 3);
  });

  it('has its problems at their places, that of its model once', async () => {
    const text = '---\nmodel: gpt-4-32k\ninput:\n  schema:\n    a: string\n---\n{{b}}';
    const { document } = await openText(text, 'ai-prompt');
    const problems = await poll(
      'the problems',
      () => vscode.languages.getDiagnostics(document.uri),
      (found) => found.length > 2,
    );
    const found = problems.map(({ range }) => document.getText(range)).sort();
    assert.deepEqual(found, ['a', 'b', 'gpt-4-32k']);
  });

  it('of another form is helped with, and a file that a config names as a prompt @deep', async () => {
    const prompty = await writeFile(
      'ask.prompty',
      '---\ninputs: { topic: { default: tea } }\n---\nuser:\n{{topic}} {{b}}',
    );
    const { document } = await vscode.window.showTextDocument(prompty);
    const [found] = await asked<vscode.Location>(
      'vscode.executeDefinitionProvider',
      document,
      placeOf(document, 'topic}}'),
    );
    assert.equal(found && document.getText(found.range), 'topic');
    const problems = await poll(
      'the problem',
      () => vscode.languages.getDiagnostics(prompty),
      (all) => all.length > 0,
    );
    assert.deepEqual(
      problems.map(({ range }) => document.getText(range)),
      ['b'],
    );
    const named = await writeFile('ask.txt', 'Ask about {{topic}}');
    await writeFile('ask.eval.yaml', 'prompts: [file://ask.txt]\nproviders: [pocket]\ntests: [{vars: {topic: tea}}]\n');
    const text = await vscode.workspace.openTextDocument(named);
    const lenses = await asked<vscode.CodeLens>('vscode.executeCodeLensProvider', text);
    assert.ok(lenses.some(({ command }) => command?.command === commandId('prompts.openInPlayground')));
  });

  onScreen('opens in the playground with its system prompt, its message and its values', async () => {
    await openText(
      '---\ninput: {default: {topic: tokens}}\n---\n{{role "system"}}Be brief.{{role "user"}}Explain {{topic}}.',
      'ai-prompt',
    );
    await executeCommand('prompts.openInPlayground');
    await poll(
      'the message',
      () => page.value(byId('message')),
      (text) => text === 'Explain {{topic}}.',
    );
    await playground.unfold();
    await pollFor(() => page.value(byId('system')), 'Be brief.');
    await pollFor(() => page.value(byId('variable-topic')), 'tokens');
    // An unsent draft would be there in the next suite. A tab that is closed at once tells nothing more.
    await poll('the stored draft', () => storedDraftWith('Be brief.'));
    for (const field of ['message', 'system']) await playground.fill(field, '');
    await poll('the emptied draft', async () => (await storedDraftWith('Be brief.')) === '');
  });

  onScreen('is converted into the form that is chosen, beside it, and leads to what does not fit @deep', async () => {
    const { document } = await openText('---\nmodel: openai/gpt-4o\n---\nSay {{topic}} in a word.', 'ai-prompt');
    const converted = executeCommand('prompts.convert');
    await pickRow('Into which form?', '', 'promptfoo');
    const opened = await poll('the new text', () =>
      vscode.workspace.textDocuments.find(
        ({ isUntitled, languageId, uri }) => isUntitled && languageId === 'plaintext' && uri !== document.uri,
      ),
    );
    assert.equal(opened.getText(), 'Say {{ topic }} in a word.\n');
    await clickInMessage('does not fit', 'Show');
    await pickRow('Where does something not fit?', 'line 2', 'line 2');
    await converted;
    await poll('the place', () => vscode.window.activeTextEditor?.document.uri.toString() === document.uri.toString());
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 1);
  });

  it('shows its messages beside it, and follows what is typed', async () => {
    const editor = await openSample('review.prompt');
    await executeCommand('prompts.preview');
    const preview = await poll('the preview', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === promptScheme),
    );
    assert.match(preview.getText(), /## 1\. system[^]*## 2\. user[^]*Review this typescript/);
    await editor.edit((edit) => edit.insert(placeOf(editor.document, 'You review code'), 'XYZ'));
    await poll(
      'the change',
      () => preview.getText(),
      (text) => text.includes('YoXYZu review'),
    );
  });
});
