import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { hoverAt, openText, positionOf } from '../support/texts';
import { showAlone } from '../support/views';
import { chooseFromMenu, clickInMessage, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const pane = '.pane:has(.pane-header :text-is("Terms on This Page"))';
const rows = `${pane} .monaco-list-row`;
const row = (label: string): string => `${rows}:has(.monaco-icon-name-container :text-is("${label}"))`;
const message = `${pane} .message`;
const text = 'Tokens fill the context window.\n\nA prompt has tokens.\n\nLarge language models read each token.\n';

/** Of all rows at one moment: a list that gets shorter has none to wait for. */
const labels = async (): Promise<string[]> => {
  const html = await ui.html(`${pane} .monaco-list-rows`);
  return html
    .split(/<div(?=[^>]* class="monaco-list-row[ "])/)
    .slice(1)
    .map((part) => ({ index: Number(/data-index="(\d+)"/.exec(part)?.[1]), text: textOf(part) }))
    .sort((one, other) => one.index - other.index)
    .map(({ text }) => text);
};
const textOf = (html: string): string => html.slice(html.indexOf('>') + 1).replaceAll(/<[^>]*>/g, '');
const readLabels = (what: string, isRight: (all: string) => boolean): Promise<string> =>
  poll(what, async () => (await labels()).join(', '), isRight);

const focus = (): Thenable<unknown> => vscode.commands.executeCommand(`${viewId('glossary.pageTerms')}.focus`);

const selected = (): string => {
  const editor = vscode.window.activeTextEditor;
  return editor ? `${editor.selection.start.line}: ${editor.document.getText(editor.selection)}` : '';
};

describe('Terms on This Page', () => {
  beforeEach(() => showAlone(viewId('glossary.pageTerms'), 'Terms on This Page'));
  afterEach(async () => {
    for (const id of ['token', 'prompt'])
      await vscode.commands.executeCommand(commandId('glossary.explainWhereMeant'), id);
  });
  after(() => vscode.commands.executeCommand('workbench.view.explorer'));

  onScreen('lists the terms of the active editor by their first mention, with counts, and follows it', async () => {
    await setSetting('workbench.colorTheme', 'Default Dark Modern');
    await openText(text, 'markdown');
    const found = await readLabels('the terms', (all) => all.includes('Prompt'));
    assert.match(found, /^Token\s*3, Context window\s*1, Prompt\s*1, Large language model\s*1$/);
    await ui.picture('page-terms-dark');
    await openText('The agent of the LLM has a system prompt.', 'plaintext');
    await readLabels('the terms of the other text', (all) => /^Agent.*System prompt/.test(all));
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A token. '));
    await readLabels('the terms after an edit', (all) => /^Token\s*1, Agent/.test(all));
  });

  onScreen('follows the language that is chosen for the text @deep', async () => {
    const { document } = await openText('x = 1 # The tokens of the LLM.\n', 'python');
    await readLabels('the terms of the comment', (all) => all.includes('Token'));
    await setSetting('aiFieldGuide.glossary.languages', ['python']);
    await vscode.languages.setTextDocumentLanguage(document, 'markdown');
    await poll(
      'left out',
      () => ui.text(message),
      (said) => said.includes('"markdown"'),
    );
    await vscode.languages.setTextDocumentLanguage(vscode.window.activeTextEditor!.document, 'python');
    await readLabels('the terms again', (all) => all.includes('Token'));
  });

  onScreen('reads the text anew in another language @deep', async () => {
    const { document } = await openText('The context window of the LLM.\n# The tokens of the LLM.\n', 'python');
    const found = await readLabels('the terms of the comment', (all) => all.includes('Token'));
    assert.ok(!found.includes('Context window'), found);
    await vscode.languages.setTextDocumentLanguage(document, 'markdown');
    await readLabels('the terms of the prose', (all) => all.includes('Context window'));
  });

  onScreen('goes to the first mention at a click, and on from there', async () => {
    await openText(text, 'markdown');
    await readLabels('the terms', (all) => all.includes('Prompt'));
    await ui.click(row('Token'));
    await poll('the first', selected, (at) => at === '0: Tokens');
    await chooseFromMenu(row('Token'), 'Go to Next Mention');
    await poll('the second', selected, (at) => at === '2: tokens');
    await ui.click(`${row('Token')} .action-label[aria-label^="Go to Next Mention"]`);
    await poll('the third', selected, (at) => at === '4: token');
    await ui.click(`${row('Token')} .action-label[aria-label^="Go to Next Mention"]`);
    await poll('the first again', selected, (at) => at === '0: Tokens');
  });

  onScreen('opens the page of a term, and is sorted by name @deep', async () => {
    await setSetting('workbench.colorTheme', 'Default Light Modern');
    await openText(text, 'markdown');
    await ui.text(row('Context window'));
    await focus();
    await ui.click(`${pane} .action-label[aria-label^="Toggle Order of Terms on This Page"]`);
    await readLabels('by name', (all) => /^Context window.*Large.*Prompt.*Token/.test(all));
    await ui.picture('page-terms-light');
    await ui.click(`${pane} .action-label[aria-label^="Toggle Order of Terms on This Page"]`);
    await readLabels('by mention', (all) => all.startsWith('Token'));
    await chooseFromMenu(row('Context window'), 'Open Page');
    assert.match(await readPage('Context window'), /How many tokens a model/);
  });

  onScreen(
    'has words that the reader knows, or wants always or never, chosen from the menu of a row @deep',
    async () => {
      const { document } = await openText(`${text}const token = refresh();\n`, 'plaintext');
      await readLabels('the terms', (all) => /Token\s*2/.test(all));
      await chooseFromMenu(row('Token'), 'Always Explain in This Workspace');
      await readLabels('each place', (all) => /Token\s*4/.test(all));
      await chooseFromMenu(row('Token'), 'Explain Where It Is Meant');
      await readLabels('those that are meant', (all) => /Token\s*2/.test(all));
      await chooseFromMenu(row('Prompt'), 'Never Explain in This Workspace');
      await readLabels('no prompt', (all) => !all.includes('Prompt'));
      assert.equal(await hoverAt(document, positionOf(document, 'prompt has', 1)), '');
      await clickInMessage('"prompt" is no longer explained in this workspace.', 'Undo');
      await readLabels('the prompt', (all) => all.includes('Prompt'));
      await chooseFromMenu(row('Context window'), 'Mark Term as Known');
      await readLabels('no context window', (all) => !all.includes('Context window'));
      assert.deepEqual(vscode.workspace.getConfiguration().get(settingId('glossary.knownTerms')), ['context-window']);
      await clickInMessage('"context window" is no longer explained anywhere.', 'Undo');
      await readLabels('the context window', (all) => all.includes('Context window'));
    },
  );

  onScreen('says that it is looking while a long text is read, and nothing of the editor before @deep', async () => {
    await openText(text, 'markdown');
    await readLabels('the terms', (all) => all.includes('Prompt'));
    void openText(`${text}\n`.repeat(10_000), 'markdown');
    await poll(
      'that it looks, without rows',
      async () => [await ui.text(message), ...(await labels())],
      (said) => said.join() === 'Looking for terms...',
    );
    await readLabels('the terms of all', (all) => /Token\s*30,000/.test(all));
  });

  onScreen('says in words why it is empty @deep', async () => {
    await openText('The train leaves at nine.');
    await poll(
      'no term',
      () => ui.text(message),
      (said) => said.includes('no terms from the glossary'),
    );
    await setSetting('aiFieldGuide.glossary.languages', ['markdown']);
    await poll(
      'left out',
      () => ui.text(message),
      (said) => said.includes('"plaintext"'),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await poll(
      'not text',
      () => ui.text(message),
      (said) => said.startsWith('Open a text'),
    );
  });
});
