import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { ask, assertNothingChanges, code, definitions, markdown, wordsOf } from '../support/languageTooling';
import { openText, positionOf } from '../support/texts';
import { onScreen, ui } from '../support/ui';

describe('terms in the language tooling', () => {
  onScreen('lead to their page in prose, with F12 and in a peek', async () => {
    const editor = await openText(markdown, 'markdown');
    const { document } = editor;
    const at = positionOf(document, 'prompt is');
    assert.deepEqual(await definitions(document, at), ['ai-field-guide:/terms/prompt.md']);
    assert.deepEqual(await definitions(document, at.translate(0, 6)), ['ai-field-guide:/terms/prompt.md']);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.peekDefinition');
    await pollFor(() => ui.text('.peekview-widget .preview .view-lines'), /Prompt/);
    await ui.picture('term-peek');
    await vscode.commands.executeCommand('closeReferenceSearch');
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    const opened = await poll(
      'the page',
      () => vscode.window.activeTextEditor?.document,
      (each) => each?.uri.scheme === 'ai-field-guide',
    );
    assert.match(opened!.getText(), /^# Prompt\n/);
  });

  it('have the places where they stand as words as references and highlights', async () => {
    const { document } = await openText(markdown, 'markdown');
    const at = positionOf(document, 'prompt is');
    // Other files have theirs, where the workspace has been searched for terms.
    const here = ({ uri }: vscode.Location): boolean => uri.toString() === document.uri.toString();
    const references = (await ask<vscode.Location[]>('executeReferenceProvider', document, at)).filter(here);
    const expected = ['2: prompt', '5: prompt'];
    assert.deepEqual(
      wordsOf(
        document,
        references.map(({ range }) => range),
      ),
      expected,
    );
    const highlights = await ask<vscode.DocumentHighlight[]>('executeDocumentHighlights', document, at);
    assert.deepEqual(
      wordsOf(
        document,
        highlights.map(({ range }) => range),
      ),
      expected,
    );
  });

  it('answer in prose alone: elsewhere VS Code would offer the commands at every place', async () => {
    for (const language of ['json', 'python', 'typescript']) {
      const { document } = await openText(code, language);
      const at = positionOf(document, 'tokens;');
      assert.deepEqual(await definitions(document, at), [], language);
      const references = (await ask<vscode.Location[] | undefined>('executeReferenceProvider', document, at)) ?? [];
      assert.equal(references.length, 0, language);
    }
  });

  // All places: test/editor/deep.
  it('change nothing where no term is meant: definition, references, highlights, rename, symbols @deep', () =>
    assertNothingChanges({ every: 16 })).timeout(120_000);

  it('are no symbols and cannot be renamed: where nobody else answers, nobody does @deep', async () => {
    for (const language of ['plaintext', 'latex']) {
      const { document } = await openText(markdown, language);
      const at = positionOf(document, 'prompt is');
      // Ours are at work here, so it is not that nobody has looked.
      assert.equal((await definitions(document, at)).length, 1, language);
      assert.equal(await ask('executeDocumentSymbolProvider', document), undefined, language);
      const renamed = await ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document, at, 'x');
      assert.deepEqual(renamed.entries(), [], language);
    }
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      ...(['vscode.executeWorkspaceSymbolProvider', 'hallucination'] as const),
    );
    // VS Code's own Markdown support answers with the headings of the workspace, "### Hallucination".
    const names = symbols.map(({ name }) => name).filter((name) => !name.startsWith('#'));
    assert.deepEqual(names, []);
  });

  it('answer no more once the setting is off', async () => {
    const { document } = await openText(markdown, 'markdown');
    const at = positionOf(document, 'prompt is');
    assert.equal((await definitions(document, at)).length, 1);
    await setSetting(settingId('glossary.languageFeatures'), false);
    assert.deepEqual(await definitions(document, at), []);
  });
});
