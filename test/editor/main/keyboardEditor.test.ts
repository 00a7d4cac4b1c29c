import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { keyUntil, quickRow } from '../support/keyboard';
import { openText } from '../support/texts';
import { readPage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

// Nothing in here touches the mouse.

describe('the token counter by keyboard', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));
  const focusedStatus = `${tokenStatus}:focus-within`;
  const focusedItem = '.part.statusbar .statusbar-item:focus-within';

  /** Goes to the next item, and waits until that has the focus: pressed faster, the key would go past the one that is meant. */
  async function goRight(): Promise<void> {
    const focused = async (): Promise<string> =>
      (await ui.count(focusedItem)) > 0 ? (/ id="[^"]+"/.exec(await ui.html(focusedItem))?.[0] ?? '') : '';
    const before = await focused();
    await ui.key('ArrowRight');
    await poll('the next item', focused, (item) => item !== before);
  }

  /** With F6 into the status bar, as from part to part, and there with the arrow to the item. */
  async function goToStatus(): Promise<void> {
    const stepMs = 500;
    const isIn = (selector: string) => async (): Promise<boolean> => (await ui.count(selector)) > 0;
    await keyUntil('F6', 'the status bar', isIn('.part.statusbar:focus-within'), stepMs);
    for (let items = 0; items < 30 && !(await isIn(focusedStatus)()); items++) await goRight();
    assert.ok(await isIn(focusedStatus)(), 'the item has the focus');
  }

  onScreen('is reached with F6 and the arrows, and Enter opens the models @deep', async () => {
    await openText('One two three.');
    await ui.text(`${tokenStatus} [aria-label$="for GPT-4o"]`);
    await goToStatus();
    await ui.picture('keyboard-status');
    await ui.key('Enter');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("chosen")');
    await ui.type('gpt-oss-20b');
    await ui.text(quickRow('gpt-oss-20b'));
    await ui.key('Enter');
    await ui.text(`${tokenStatus} [aria-label$="for gpt-oss-20b"]`);
  });

  onScreen('counts the cell of a notebook that is entered with Enter @deep', async () => {
    const cells = ['One two three.', 'Four five six seven eight.'].map(
      (text) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python'),
    );
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.focusTop');
    await ui.key('ArrowDown');
    await ui.key('Enter');
    const tokens = countTokens(cells[1]!.value);
    await ui.text(`${tokenStatus} [aria-label="${tokens} tokens in the cell for GPT-4o"]`);
    await goToStatus();
    await ui.picture('keyboard-cell');
  });
});

describe('the glossary hover by keyboard', () => {
  const link = '.monaco-hover a:focus';
  const card = '.monaco-hover:has-text("Why it matters")';

  /** The keys of Show or Focus Hover. */
  async function hoverKeys(): Promise<void> {
    await ui.key('ControlOrMeta+K');
    await ui.key('ControlOrMeta+I');
  }

  /** Until the tables are read, VS Code gives up on a hover that was asked for by keys: the user presses them again. */
  async function showHover(): Promise<void> {
    const shown = (count: number): boolean => count > 0;
    await poll('the hover', async () => {
      if (shown(await ui.count(card))) return true;
      await hoverKeys();
      return poll('a card', () => ui.count(card), shown, 5_000).catch(() => 0);
    });
  }

  onScreen('is shown and entered by keys, and its links are followed with Enter @deep', async () => {
    const editor = await openText('The context window of the LLM is long.');
    editor.selection = new vscode.Selection(0, 6, 0, 6);
    await showHover();
    await pollFor(() => ui.text(card), /How many tokens/);
    await hoverKeys();
    await ui.text('.monaco-hover:focus-within:has-text("Why it matters")');
    await poll('a related term', async () => {
      if ((await ui.count(`${link}:text-is("token")`)) > 0) return true;
      await ui.key('Tab');
      return false;
    });
    await ui.picture('keyboard-hover');
    await ui.key('Enter');
    assert.match(await readPage('Token'), /Why it matters/);
  });
});
