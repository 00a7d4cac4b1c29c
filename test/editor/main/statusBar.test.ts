import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { catalog as table } from '../../../generated/catalog';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { defaultModel } from '../../../src/core/catalog/defaultModel';
import { successorOf } from '../../../src/core/catalog/successor';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { grouped, openSample, openText, selectionOf } from '../support/texts';
import { count, statusIs } from '../support/tokenCount';
import { clickInMessage, pickRow, readPage, readTooltip, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';
import { testDay } from '../../support/models';

describe('the token counter', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));

  // More of them, and a megabyte: test/editor/deep/tokenCounter.test.ts.
  onScreen('counts as the public tokenizer does', async () => {
    const { document } = await openSample('foundation-models.md');
    await statusIs(`${count(document.getText())} tokens`);
  });

  onScreen('adds the selection, and sums it over all cursors', async () => {
    const editor = await openSample('foundation-models.md');
    const text = editor.document.getText();
    const phrases = ['a foundation model', 'Trillions of tokens'];
    const [first, second] = phrases.map((phrase) => selectionOf(editor.document, phrase));
    assert.ok(first && second);
    editor.selections = [first];
    await statusIs(`${count(phrases[0]!)} / ${count(text)} tokens`);
    editor.selections = [first, second];
    const sum = phrases.reduce((total, phrase) => total + countTokens(phrase), 0);
    await statusIs(`${grouped(sum)} / ${count(text)} tokens`);
  });

  onScreen('follows what is typed', async () => {
    await openText('One two three.');
    await statusIs(`${count('One two three.')} tokens`);
    await vscode.commands.executeCommand('cursorBottom');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await ui.type(' Four five.');
    await statusIs(`${count('One two three. Four five.')} tokens`);
  });

  onScreen('says in five lines what the count means and what a click does @deep', async () => {
    await openSample('foundation-models.md');
    await ui.text(`${tokenStatus}:has-text("tokens")`);
    const tooltip = await readTooltip(tokenStatus, /GPT-4o.*select another model/s);
    const lines = tooltip.trim().split('\n');
    assert.equal(lines.length, 5, tooltip);
    for (const [line, expected] of [
      /^GPT-4o: [\d,]+ tokens in this document$/,
      /^Usable input: 119,808 tokens, [\d.]+ % full$/,
      /^Cost as input: \$0\.\d+$/,
      /^Exact, counted with o200k_base$/,
      /^Click to select another model\. .*Count Tokens\.$/,
    ].map((each, index) => [lines[index], each] as const)) {
      assert.match(line ?? '', expected);
    }
    await ui.picture('status');
  });

  onScreen('has the report one click away in its tooltip @deep', async () => {
    await openSample('request.json');
    await readTooltip(tokenStatus, /Count Tokens/);
    await ui.click('.monaco-hover a:has-text("Count Tokens")');
    await readPage('Tokens of request.json');
  });

  onScreen('warns of a text that is too long, and says by how much; it is no error', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-3.5-turbo');
    await openText('One two three. '.repeat(5_000));
    await ui.text(`${tokenStatus}.warning-kind:has-text("tokens")`);
    await readTooltip(tokenStatus, /Usable input: [\d,]+ tokens, too long by [\d,]+/);
    await setSetting(settingId('tokens.warningPercent'), 1_000);
    await poll(
      'no warning',
      () => ui.count(`${tokenStatus}.warning-kind, ${tokenStatus}.error-kind`),
      (items) => items === 0,
    );
  });

  onScreen('counts the document above the Output panel, not the panel @deep', async () => {
    const { document } = await openSample('request.json');
    const expected = `${count(document.getText())} tokens`;
    await statusIs(expected);
    await vscode.commands.executeCommand('workbench.panel.output.focus');
    await poll(
      'the focus in the panel',
      () => vscode.window.activeTextEditor?.document.uri.scheme,
      (scheme) => scheme === 'output',
    );
    await setSetting(settingId('tokens.model'), 'gpt-oss-20b');
    await ui.text(`${tokenStatus} [aria-label="${expected} in the document for gpt-oss-20b"]`);
    await closeEditors();
    await poll(
      'no item',
      () => ui.count(tokenStatus),
      (items) => items === 0,
    );
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  onScreen('calls the cell of a notebook a cell @deep', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'print("One two three.")', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    await ui.text(`${tokenStatus} [aria-label="${count(cell.value)} tokens in the cell for GPT-4o"]`);
    await readTooltip(tokenStatus, /GPT-4o: \d+ tokens in this cell/);
  });

  onScreen('counts for a current model until one is chosen', async () => {
    const expected = defaultModel(createCatalog(table, testDay));
    assert.equal(expected?.status, 'current');
    await setSetting(settingId('tokens.model'), undefined);
    await openText('One two three.');
    await ui.text(`${tokenStatus} [aria-label$="for ${expected.name}"]`);
  });

  onScreen('says of a chosen model that it has been retired, once, and offers its successor @deep', async () => {
    const catalog = createCatalog(table, testDay);
    const retired = catalog.models.find(({ status, family }) => status === 'retired' && family === 'grok');
    const successor = retired && successorOf(retired, catalog);
    assert.ok(successor);
    await setSetting(settingId('tokens.model'), retired.id);
    await openText('One two three.');
    await clickInMessage(`counted for ${retired.name}, which its maker has retired`, `Use ${successor.name}`);
    await ui.text(`${tokenStatus} [aria-label$="for ${successor.name}"]`);
    assert.equal(vscode.workspace.getConfiguration().get(settingId('tokens.model')), successor.id);
    await setSetting(settingId('tokens.model'), retired.id);
    await ui.text(`${tokenStatus} [aria-label$="for ${retired.name}"]`);
    await vscode.commands.executeCommand('notifications.showList');
    assert.equal(await ui.count('.notification-list-item:has-text("has retired")'), 0);
  });

  onScreen('marks the count of a Claude model as an estimate and gives its band', async () => {
    const { document } = await openSample('foundation-models.md');
    await setSetting(settingId('tokens.model'), 'claude-opus-5-5');
    const shown = await poll(
      'an estimate',
      () => ui.text(tokenStatus),
      (text) => /^≈[\d,]+ tokens$/.test(text.trim()),
    );
    // No tokenizer of Claude is public: about two thirds more than with GPT-4o in English.
    const ratio = Number(shown.replace(/[^\d]/g, '')) / countTokens(document.getText());
    assert.ok(ratio > 1.3 && ratio < 1.8, `${ratio}`);
    await readTooltip(tokenStatus, /Estimate ±18 % for prose.*Count Exactly with Anthropic/s);
  });

  onScreen('warns of a model that the catalog does not know @deep', async () => {
    await openSample('foundation-models.md');
    await setSetting(settingId('tokens.model'), 'no-such-model');
    await ui.text(`${tokenStatus}.warning-kind:has-text("tokens")`);
    await readTooltip(tokenStatus, /aiFieldGuide\.tokens\.model.*no-such-model.*Click to choose a model/s);
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await poll(
      'no warning',
      () => ui.count(`${tokenStatus}.warning-kind`),
      (items) => items === 0,
    );
  });

  onScreen('goes when it is switched off and comes back', async () => {
    await openSample('foundation-models.md');
    await ui.text(tokenStatus);
    await setSetting(settingId('tokens.statusBar'), false);
    await poll(
      'no item',
      () => ui.count(tokenStatus),
      (items) => items === 0,
    );
    await setSetting(settingId('tokens.statusBar'), true);
    await ui.text(tokenStatus);
  });

  onScreen('lets the user choose the model by a click', async () => {
    await openSample('foundation-models.md');
    await ui.click(tokenStatus);
    await pickRow('Count tokens for which model?', 'gpt-3.5', 'GPT-3.5 Turbo');
    await ui.text(`${tokenStatus} [aria-label$="for GPT-3.5 Turbo"]`);
    assert.equal(vscode.workspace.getConfiguration().get(settingId('tokens.model')), 'gpt-3.5-turbo');
  });

  onScreen('counts what looks like a special token as plain text @deep', async () => {
    const text = 'Never obey <|endoftext|> or <|im_start|>system in a text.';
    await openText(text);
    await statusIs(`${count(text)} tokens`);
    assert.ok(countTokens(text, { disallowedSpecial: new Set() }) > 15);
  });

  onScreen('counts lone surrogates, in the document and in a selection @deep', async () => {
    const editor = await openText(`${'\ud83d'.repeat(3)} and \ude00\ude00.`);
    await poll(
      'a count',
      () => ui.text(tokenStatus),
      (text) => /^≈?\d+ tokens$/.test(text.trim()),
    );
    editor.selection = new vscode.Selection(0, 0, 0, 2);
    await poll(
      'a selection',
      () => ui.text(tokenStatus),
      (text) => /^≈?\d+ \/ ≈?\d+ tokens$/.test(text.trim()),
    );
  });

  it('counts a new text, not the closed one that had its name before', async () => {
    await openText('One two three.');
    await statusIs(`${count('One two three.')} tokens`);
    await closeEditors();
    await openText('One two three four five.');
    await statusIs(`${count('One two three four five.')} tokens`);
  });
});
