import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting, workspaceFolder } from '../support/clean';
import { openSample, openText } from '../support/texts';
import { startCommand } from '../support/commands';
import { chooseFromMenu, pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
const hasTab = (label: string): Promise<unknown> => poll(`the tab ${label}`, () => tabs().includes(label));
const open = (place: string): Thenable<unknown> => vscode.commands.executeCommand(commandId('pages.open'), place);
const familyRow = (label: string): string =>
  `.pane-body .monaco-list .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;

describe('the pages', () => {
  onScreen('share one tab, which is called as the page is, and go back @deep', async () => {
    await open('families/claude');
    await readPage('Claude');
    await hasTab('Claude');
    await open('families/gpt');
    await readPage('GPT');
    await hasTab('GPT');
    assert.deepEqual(tabs(), ['GPT']);
    await pageWith('GPT').click('[data-testid="back"]');
    await readPage('Claude');
    await hasTab('Claude');
    await ui.key('Alt+ArrowRight');
    await readPage('GPT');
  });

  onScreen('are called as the one that was opened last, of two opened at once', async () => {
    await Promise.all([open('families/gpt'), open('terms/token')]);
    await readPage('Token');
    await hasTab('Token');
    assert.deepEqual(tabs(), ['Token']);
  });

  onScreen('lead on from a page that there is not @deep', async () => {
    await open('guide/no-such-page');
    assert.match(await readPage('No such page'), /Try one of these:\s+At a glance\s+Families/);
    await ui.picture('page-missing');
    // The heading has the focus: the first link is one Tab away.
    await pageWith('No such page').text('h1:focus');
    await ui.key('Tab');
    await ui.key('Enter');
    await readPage('At a glance');
  });

  onScreen('keep their place while another tab is in front of them @deep', async () => {
    await open('families/claude');
    await readPage('Claude');
    await open('guide/limits');
    await readPage('Limits');
    await openSample('askModel.ts');
    await vscode.commands.executeCommand('workbench.action.previousEditor');
    await readPage('Limits');
    await pageWith('Limits').click('[data-testid="back"]');
    await readPage('Claude');
  });

  onScreen('open from a family and from a model of the tree @deep', async () => {
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await chooseFromMenu(familyRow('Gemini'), 'Open Page');
    assert.match(await readPage('Gemini'), /Models side by side/);
    await ui.click(familyRow('Claude'));
    await ui.click(familyRow('Compare Models'));
    await readPage('Claude');
    const focused = 'h2:focus:text-is("Models side by side")';
    assert.equal(await pageWith('Claude').text(focused), 'Models side by side');
  });

  onScreen('set the model of the counter by a button, and show which it is @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await open('families/gpt');
    const used = 'button[data-model-id="gpt-4"]';
    // Neither is current, so both are folded.
    for (const id of ['gpt-4o', 'gpt-4']) await pageWith('GPT').click(`summary:has(#${id})`);
    await pageWith('GPT').text('button[data-model-id="gpt-4o"]:text-is("Used in Token Counter")');
    await pageWith('GPT').click(used);
    await pageWith('GPT').text(`${used}:text-is("Used in Token Counter")`);
    assert.equal(vscode.workspace.getConfiguration().get(settingId('tokens.model')), 'gpt-4');
  });

  onScreen('are worked by the keyboard alone, from the pick on @deep', async () => {
    await startCommand('glossary.lookUp');
    await ui.fill('.quick-input-widget input[placeholder^="Search terms, models"]', 'hallucin');
    await ui.text('.quick-input-widget .monaco-list-row.focused:has-text("Hallucination")');
    await ui.key('Enter');
    await readPage('Hallucination');
    await pageWith('Hallucination').text('h1:focus');
    await ui.key('Tab');
    const link = await pageWith('Hallucination').text('main a:focus');
    await ui.key('Enter');
    await poll('another page', () => !tabs().includes('Hallucination'));
    await poll('the way back', async () => {
      await ui.key('Alt+ArrowLeft');
      return tabs().includes('Hallucination');
    });
    assert.equal(await pageWith('Hallucination').text('main a:focus'), link);
    await ui.key('ControlOrMeta+F');
    await ui.text('.webview-find-widget, .simple-find-part.visible');
    await ui.key('Escape');
  });

  onScreen('open as a read-only text too @deep', async () => {
    await open('families/claude');
    await readPage('Claude');
    await executeCommand('pages.openAsText');
    const editor = await poll('the text', () => vscode.window.activeTextEditor);
    assert.match(editor.document.getText(), /^# Claude\n[^]*\| Model \| Status \|/);
  });
});

describe('reports', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));

  onScreen('stay what they are while another Markdown file is active @deep', async () => {
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    const report = await readPage('Tokens of foundation-models.md');
    const other = vscode.Uri.joinPath(workspaceFolder(), 'README.md');
    await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    assert.equal(await readPage('Tokens of foundation-models.md'), report);
    await hasTab('Tokens of foundation-models.md');
  });

  onScreen('have a tab for each document, which its next report goes to @deep', async () => {
    const count = async (name: string): Promise<unknown> => {
      await openSample(name);
      await vscode.commands.executeCommand(commandId('tokens.count'));
      await readPage(`Tokens of ${name}`);
      return hasTab(`Tokens of ${name}`);
    };
    await count('askModel.ts');
    await count('review.prompt');
    await count('askModel.ts');
    const reports = tabs().filter((label) => label.startsWith('Tokens of'));
    assert.deepEqual(reports.sort(), ['Tokens of askModel.ts', 'Tokens of review.prompt']);
  });

  onScreen('open the file at the line that is clicked', async () => {
    const { document } = await openText(`short\n${'a long line of many words '.repeat(40)}\nshort\n`);
    await vscode.commands.executeCommand(commandId('tokens.count'));
    await pageWith('Tokens of').click('table a:text-is("2")');
    const editor = await poll('the editor', () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.toString(), document.uri.toString());
    await poll('the line', () => editor.selection.active.line === 1);
  });

  onScreen('lead to the page of the model in a tab of its own @deep', async () => {
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    await pageWith('Tokens of').click('a:text-is("GPT-4o")');
    await readPage('GPT');
    await hasTab('Tokens of foundation-models.md');
    await hasTab('GPT');
  });
});
