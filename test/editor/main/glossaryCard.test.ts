import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { makeTree, makeWatchedFolder, removeTrees } from '../support/folders';
import { grouped, openText, positionOf } from '../support/texts';
import { readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const card = ui.inWebview('ai-card main');
const header = '.pane-header:has-text("Glossary Card")';

/** Puts the cursor into a text of the active editor. */
function putCursor(text: string): void {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const position = positionOf(editor.document, text, 1);
  editor.selection = new vscode.Selection(position, position);
}

/** Waits until the card is that of `title`, and returns its text. */
const shows = async (title: string): Promise<string> => {
  await card.text(`h1:text-is("${title}")`);
  return card.text('main');
};

const focused = (selector: string): Promise<number> =>
  poll(
    `the focus on ${selector}`,
    () => card.count(`${selector}:focus`),
    (count) => count === 1,
  );

describe('the glossary card', () => {
  after(async () => {
    if (!ui.available) return;
    await vscode.commands.executeCommand(commandId('glossary.clearCard'));
    if ((await ui.count(`${header}.expanded`)) > 0) await ui.click(header);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('is entered and left by keys, and says what stands at the cursor', async () => {
    await openText('The context window of the LLM is long. Marmalade is not a term.');
    putCursor('context window');
    await executeCommand('glossary.focusCard');
    assert.match(await shows('Context window'), /Why it matters.*Related:.*Source:/s);
    await focused('h1');
    await ui.key('Escape');
    await poll('the focus in the editor', () => ui.count('.editor-container .monaco-editor.focused'));
  });

  onScreen('follows the cursor, and keeps the last card where nothing is', async () => {
    await openText('The context window of the LLM is long.\n\nMarmalade. A hallucination is made up.');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    putCursor('context window');
    await shows('Context window');
    putCursor('Marmalade');
    putCursor('hallucination');
    await shows('Hallucination');
    putCursor('Marmalade');
    await ui.text(`${header}.expanded`);
    assert.equal(await card.text('h1'), 'Hallucination');
    assert.equal(await card.count('h1:focus'), 0);
  });

  onScreen('stays when it is pinned, and is empty when it is cleared', async () => {
    await openText('The context window of the LLM is long. A hallucination is made up.');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    putCursor('context window');
    await shows('Context window');
    await ui.click(`${header} .action-label[aria-label^="Toggle Pinned Glossary Card"]`);
    // A click takes its time to arrive, and until then the card follows.
    await ui.text(`${header} :text-is("pinned")`);
    putCursor('hallucination');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    assert.equal(await card.text('h1'), 'Context window');
    await ui.click(`${header} .action-label[aria-label^="Toggle Pinned Glossary Card"]`);
    await shows('Hallucination');
    await executeCommand('glossary.clearCard');
    assert.match(await card.text('.empty'), /Place the cursor on/);
  });

  onScreen('leads to related terms inside of it, and back @deep', async () => {
    await openText('The context window of the LLM is long.');
    putCursor('context window');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    await shows('Context window');
    await card.click('a:text-is("token")');
    await shows('Token');
    await focused('h1');
    await ui.key('Alt+ArrowLeft');
    await shows('Context window');
    assert.equal(await card.count('[data-testid="back"]'), 0);
    // Knowing what a link led to does not lead back to the cursor.
    await card.click('a:text-is("token")');
    await shows('Token');
    await card.click('[data-testid="know"]');
    await card.click('[data-testid="know"]:text-is("Explain it again")');
    await card.text('[data-testid="know"]:text-is("I know this term")');
    await shows('Token');
  });

  onScreen('leads from a term of the workspace to what it is related to, and into its glossary @deep', async () => {
    const root = await makeTree('card', {
      'port.glossary.yml':
        'terms:\n  - term: mooring place\n    definition: A.\n    related: [quay side]\n  - term: quay side\n    definition: B.\n',
      'readme.md': 'The mooring place.\n',
    });
    try {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'readme.md'));
      putCursor('mooring place');
      await vscode.commands.executeCommand(commandId('glossary.focusCard'));
      await shows('Mooring place');
      await card.click('a:text-is("quay side")');
      await shows('Quay side');
      await card.click('a:text-is("port.glossary.yml")');
      await poll(
        'its entry',
        () => vscode.window.activeTextEditor,
        (editor) =>
          editor?.document.fileName.endsWith('port.glossary.yml') === true && editor.selection.active.line === 4,
      );
    } finally {
      await closeEditors();
      await removeTrees();
    }
  });

  onScreen('says what a changed glossary says of its term, and nothing of one that was deleted @deep', async () => {
    await makeWatchedFolder('crane');
    const root = await makeTree('crane', {
      'port.glossary.yml': 'terms:\n  - term: gantry crane\n    definition: It lifts.\n',
      'readme.md': 'The gantry crane.\n',
    });
    const file = vscode.Uri.joinPath(root, 'port.glossary.yml').fsPath;
    try {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'readme.md'));
      putCursor('gantry crane');
      await vscode.commands.executeCommand(commandId('glossary.focusCard'));
      assert.match(await shows('Gantry crane'), /It lifts\./);
      await writeFile(file, 'terms:\n  - term: gantry crane\n    definition: It swings.\n');
      await card.text('main:has-text("It swings.")');
      await rm(file);
      await poll(
        'the empty card',
        () => card.count('h1:text-is("Gantry crane")'),
        (count) => count === 0,
      );
    } finally {
      await closeEditors();
      await removeTrees();
    }
  });

  onScreen('takes a word as known, and explains it again by the same button @deep', async () => {
    await openText('The context window of the LLM is long.');
    putCursor('context window');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    await shows('Context window');
    const known = (): unknown => vscode.workspace.getConfiguration().get(settingId('glossary.knownTerms'));
    await card.click('[data-testid="know"]:text-is("I know this term")');
    await card.text('[data-testid="know"]:text-is("Explain it again")');
    assert.deepEqual(known(), ['context-window']);
    await focused('[data-testid="know"]');
    await ui.key('Enter');
    await card.text('[data-testid="know"]:text-is("I know this term")');
    assert.deepEqual(known(), []);
  });

  onScreen('is that of a model, whose page opens in a tab, and of a parameter in a call @deep', async () => {
    await openText(
      `import OpenAI from 'openai';\nnew OpenAI().chat.completions.create({ model: 'gpt-4o', temperature: 1 });\n`,
      'typescript',
    );
    putCursor('gpt-4o');
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    assert.match(await shows('GPT-4o'), /Context window 128,000 tokens.*Use in Token Counter/s);
    putCursor('temperature');
    assert.match(await shows('temperature'), /accepts temperature from 0 to 2/);
    putCursor('gpt-4o');
    await shows('GPT-4o');
    await card.click('a:text-is("Details")');
    await readPage('GPT');
  });

  onScreen('says what the word means for this file and the model of the counter', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    const text = `The context window holds tokenizations.\n${'One word. '.repeat(1_000)}`;
    await openText(text);
    await vscode.commands.executeCommand(commandId('glossary.focusCard'));
    /** Waits until the card shows `line`. Facts that cost nothing to know are on it: tokens once they are counted. */
    const liveCard = (word: string, title: string, line: string): Promise<string> =>
      poll(
        line,
        async () => {
          putCursor('The');
          putCursor(word);
          return shows(title);
        },
        (said) => said.includes(line),
      );
    const said = await liveCard('context window', 'Context window', 'This file has');
    assert.ok(
      said.includes(
        `This file has ${grouped(countTokens(text))} tokens: 2.4 % of the 128,000-token context window of GPT-4o.`,
      ),
      said,
    );
    await liveCard('tokenizations', 'Tokenizer', 'token·izations is 2 tokens in o200k_base.');
  });
});
