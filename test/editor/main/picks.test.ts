import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { firstRowFor, rowAt } from '../support/picks';
import { hoverAt, openText, positionOf, selectionOf } from '../support/texts';
import { startCommand } from '../support/commands';
import { readPage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

const quickInput = '.quick-input-widget';
const title = (): Promise<string> => ui.text(`${quickInput} .quick-input-title`);
const focused = `${quickInput} .monaco-list-row.focused`;

describe('the picks: Select Model', () => {
  const model = (): unknown => vscode.workspace.getConfiguration().get(settingId('tokens.model'));

  onScreen('asks under a title and starts at the chosen model', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4.1');
    await startCommand('tokens.selectModel');
    assert.equal(await title(), 'Select Model for Token Counts');
    await pollFor(() => ui.text(focused), /GPT-4\.1.*chosen · deprecated · exact counts/s);
    await ui.picture('pick-model-chosen');
  });

  onScreen('shows the living first, with separators, and the retired last, whatever is typed', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-6.2-sol');
    await startCommand('tokens.selectModel');
    assert.match((await rowAt(1)).separator, /^GPT · OpenAI$/);
    const first = await firstRowFor('sonnet', 'Claude Sonnet 5.5');
    assert.deepEqual([first.separator, first.isFocused], ['Current', true]);
    assert.match(first.description, /^≈ estimated counts · 1M/);
    assert.equal((await rowAt(1)).separator, 'Legacy');
    // Up from the first row is the last one, which is drawn then.
    await ui.key('ArrowUp');
    await pollFor(() => ui.text(`${focused}:has-text("retired")`), /Sonnet/);
    await ui.text(`${quickInput} .quick-input-list-separator:text-is("Retired")`);
    await ui.picture('pick-model-sonnet');
  });

  onScreen('forgives slips, marks and spaces @deep', async () => {
    await startCommand('tokens.selectModel');
    for (const typed of ['gpt4o', 'GPT_4O', 'gtp-4o', 'gpt 4 o']) {
      assert.equal((await firstRowFor(typed, 'GPT-4o')).isFocused, true, typed);
    }
    await firstRowFor('sonet', 'Claude Sonnet 5.5');
  });

  onScreen('takes what is meant by those who type and press Enter at once @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4.1');
    await startCommand('tokens.selectModel');
    await ui.type('claude opus 5');
    await ui.key('Enter');
    await poll('the setting', model, (id) => id === 'claude-opus-5');
  });

  onScreen('leads back to the automatic choice', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-oss-20b');
    await startCommand('tokens.selectModel');
    assert.equal((await rowAt(0)).label, 'Automatic');
    await ui.type('auto');
    await ui.key('Enter');
    await poll('the setting', model, (id) => id === 'auto');
    await startCommand('tokens.selectModel');
    await pollFor(() => ui.text(focused), /Automatic.*chosen · GPT/s);
  });

  onScreen('gives the focus back to the editor after a choice that began in the status bar @deep', async () => {
    await openText('Some words');
    await ui.click(tokenStatus);
    assert.equal(await title(), 'Select Model for Token Counts');
    await ui.type('gpt-oss-20b');
    await ui.key('Enter');
    await poll('the setting', model, (id) => id === 'gpt-oss-20b');
    await poll('the focus in the editor', () => ui.count('.part.editor .monaco-editor.focused'));
  });

  onScreen('starts from the model that the cursor is at', async () => {
    const editor = await openText('client.create(model="deepseek-chat-x", fallback="openai/gpt-oss-20b")');
    const at = selectionOf(editor.document, 'oss-20b').active;
    editor.selection = new vscode.Selection(at, at);
    await startCommand('tokens.selectModel');
    const row = await rowAt(0);
    assert.deepEqual([row.label, row.separator, row.isFocused], ['gpt-oss-20b', 'At the Cursor', true]);
  });
});

for (const [theme, kind] of [
  ['Default Dark Modern', 'vs-dark'],
  ['Default High Contrast', 'hc-black'],
] as const) {
  describe(`the picks: ${theme}`, () => {
    onScreen('has the same rows, and tells the sides of a comparison apart @deep', async () => {
      await setSetting('workbench.colorTheme', theme);
      await ui.text(`.monaco-workbench.${kind} .part.statusbar`);
      await openText('We call it zyzzyva: unbelievable counterrevolutionaries, 1234567 of them.\n'.repeat(5));
      await startCommand('tokens.compare');
      await firstRowFor('gpt4o', 'GPT-4o');
      await ui.picture(`pick-${kind}`);
      await ui.key('Enter');
      await poll('the second step', title, (text) => text === 'Compare Tokens (2/2)');
      await firstRowFor('sonnet', 'Claude Sonnet 5.5');
      await ui.key('Enter');
      await poll('boxes', async () => (await ui.boxes('.cdr[class*="TextEditorDecorationType"]')).length > 100);
      await ui.picture(`compare-${kind}`);
    });
  });
}

describe('the picks: Look Up Term', () => {
  onScreen('finds terms in every way to write them, families and models @deep', async () => {
    await startCommand('glossary.lookUp');
    assert.equal(await title(), 'Look Up Term');
    const firsts = { top_p: 'Top-p', 'top p': 'Top-p', 'guard rail': 'Guardrails', 'jail break': 'Jailbreak' };
    for (const [typed, label] of Object.entries(firsts)) await firstRowFor(typed, label);
    assert.equal((await firstRowFor('temprature', 'Temperature')).separator, 'Terms');
    await ui.picture('pick-term');
    assert.equal((await firstRowFor('claude', 'Claude')).separator, 'Model Families');
    assert.equal((await firstRowFor('sonnet', 'Claude Sonnet 5.5')).separator, 'Models');
    await ui.picture('pick-term-sonnet');
  });

  onScreen('says where nothing fits, and Enter chooses nothing then', async () => {
    await startCommand('glossary.lookUp');
    await ui.fill(`${quickInput} .quick-input-filter input`, 'zzzzz');
    await ui.text(`${quickInput} .monaco-list-row:has-text("No matching results")`);
    await ui.key('Enter');
    await firstRowFor('top p', 'Top-p');
  });

  onScreen('opens the family of a model @deep', async () => {
    await startCommand('glossary.lookUp');
    await firstRowFor('mixtral 8x7b', 'Mixtral 8x7B');
    await ui.key('Enter');
    await readPage('Mistral / Mixtral');
  });

  onScreen('starts from the term that the cursor is at, and Enter opens it', async () => {
    const editor = await openText('A long context window costs money.');
    const at = selectionOf(editor.document, 'context wi').active;
    editor.selection = new vscode.Selection(at, at);
    await startCommand('glossary.lookUp');
    const row = await rowAt(0);
    assert.deepEqual([row.label, row.separator, row.isFocused], ['Context window', 'At the Cursor', true]);
    await ui.picture('pick-term-cursor');
    await ui.key('Enter');
    await readPage('Context window');
  });

  onScreen('starts from what is selected @deep', async () => {
    const editor = await openText('Set a guard rail around it.');
    editor.selection = selectionOf(editor.document, 'guard rail');
    await startCommand('glossary.lookUp');
    const row = await rowAt(0);
    assert.deepEqual([row.label, row.separator], ['Guardrails', 'For "guard rail"']);
  });
});

describe('the picks: Compare Tokens', () => {
  onScreen('asks in two steps, of which the second leads back', async () => {
    await openText('unbelievable');
    await startCommand('tokens.compare');
    assert.equal(await title(), 'Compare Tokens (1/2)');
    await firstRowFor('gpt4o', 'GPT-4o');
    await ui.key('Enter');
    await poll('the second step', title, (text) => text === 'Compare Tokens (2/2)');
    await ui.click(`${quickInput} .codicon-quick-input-back`);
    await poll('the first step', title, (text) => text === 'Compare Tokens (1/2)');
    await pollFor(() => ui.text(focused), /GPT-4o/);
  });

  onScreen(
    'lists estimated models, leaves out the same encoding, and underlines where the two differ @deep',
    async () => {
      await openText('We call it zyzzyva: unbelievable counterrevolutionaries, 1234567 of them.\n'.repeat(30));
      await startCommand('tokens.compare');
      await firstRowFor('gpt4o', 'GPT-4o');
      await ui.key('Enter');
      await poll('the second step', title, (text) => text === 'Compare Tokens (2/2)');
      await ui.fill(`${quickInput} .quick-input-filter input`, 'o3');
      await poll(
        'no o3',
        () => ui.count(`${quickInput} .monaco-list-row[aria-label^="o3"]`),
        (count) => count === 0,
      );
      const { description } = await firstRowFor('sonnet', 'Claude Sonnet 5.5');
      assert.match(description, /≈ estimated/);
      await ui.picture('pick-compare');
      await ui.key('Enter');
      const labels = () => vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.label ?? '').join(' | ');
      await poll('the titles', labels, (all) =>
        / \(GPT-4o, [\d,]+ tokens\) \| .* \(Claude Sonnet 5\.5, ≈[\d,]+ tokens\)$/.test(all),
      );
      // In this theme the boxes of tokens have no border that is seen.
      const lines = async () =>
        (await ui.boxes('.cdr[class*="TextEditorDecorationType"]')).filter(({ border }) => !/, 0\)$/.test(border));
      await poll('underlines', lines, (all) => all.length > 20);
      await ui.picture('compare-differences');
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document);
      await poll(
        'the hover',
        () => hoverAt(document, positionOf(document, 'zyzzyva', 3)),
        (said) => said.includes('splits the underlined text'),
      );
    },
  );
});
