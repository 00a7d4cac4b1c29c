import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { commandByKeys, focusTreeByKeys, keyUntil, quickRow } from '../support/keyboard';
import { byId, page } from '../support/playground';
import { readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

// Nothing in here touches the mouse.

describe('the picks: the models by keyboard', () => {
  const chosen = (): unknown => vscode.workspace.getConfiguration().get(settingId('tokens.model'));
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));

  onScreen('filters, moves with the arrows and chooses with Enter @deep', async () => {
    await commandByKeys('AI Field Guide: Select Model for Token Counts');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("chosen")');
    await ui.type('claude opus');
    // The list follows the typing, and each time begins with its first row again.
    const rows = '.quick-input-widget .monaco-list-row';
    await poll('nothing but Opus', async () => {
      const [all, opus] = [await ui.count(rows), await ui.count(`${rows}:has-text("Opus")`)];
      return all > 0 && all === opus;
    });
    const first = await ui.text(quickRow('Claude Opus'));
    await keyUntil('ArrowDown', 'another row', async () => (await ui.text(quickRow('Claude Opus'))) !== first);
    await keyUntil('ArrowUp', 'the first row', async () => (await ui.text(quickRow('Claude Opus'))) === first);
    await ui.key('Enter');
    // The row tells the name: Claude Opus 5.5 for claude-opus-5-5.
    const asId = first.toLowerCase().replaceAll(/[ .]/g, '-');
    await poll('the setting', chosen, (model) => typeof model === 'string' && asId.includes(model));
  });

  onScreen('changes nothing when it is left with Escape @deep', async () => {
    await commandByKeys('AI Field Guide: Select Model for Token Counts');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("chosen")');
    await ui.key('ArrowDown');
    await ui.key('Escape');
    await poll(
      'no list',
      () => ui.count('.quick-input-widget'),
      (lists) => lists === 0,
    );
    assert.equal(chosen(), 'gpt-4o');
  });
});

describe('the model families by keyboard', () => {
  const rows = '.pane-body .monaco-list-row';
  const focused = `${rows}.focused`;
  const onRow = (text: string): Promise<string> => ui.text(`${focused}:has-text("${text}")`);

  /** Puts the focus into the tree, with every row closed, on the first one. */
  async function enterTree(): Promise<void> {
    await focusTreeByKeys('Model Families');
    await ui.text(rows);
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await poll(
      'closed rows',
      () => ui.count(`.pane:has(.pane-header:has-text("Model Families")) .monaco-list-row[aria-expanded="true"]`),
      (open) => open === 0,
    );
    await ui.key('Home');
    await onRow('How foundation models work');
  }

  async function goTo(text: string): Promise<void> {
    const arrive = async (): Promise<number> => {
      const there = await ui.count(`${focused}:has-text("${text}")`);
      if (there === 0) await ui.key('ArrowDown');
      return there;
    };
    await poll(`the row ${text}`, arrive);
  }

  /** Opens the focused row and waits for what is in it: until then an arrow down goes to the next row. */
  async function expand(child: string): Promise<void> {
    await poll('an open row', async () => {
      const open = await ui.count(`${focused}[aria-expanded="true"]`);
      // A tree that is being drawn takes no key.
      if (open === 0) await ui.key('ArrowRight');
      return open;
    });
    await ui.text(`${rows}:has-text("${child}")`);
  }

  after(async () => {
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('opens a page with Enter @deep', async () => {
    await enterTree();
    await expand('At a glance');
    await goTo('At a glance');
    await ui.key('Enter');
    assert.match(await readPage('At a glance'), /\w/);
  });

  onScreen('asks Pocket and opens the lab with Enter, from the first rows @deep', async () => {
    await enterTree();
    await ui.key('ArrowDown');
    await onRow('Ask Pocket');
    await ui.key('Enter');
    await page.text(byId('first-screen'));
    await page.text(`${byId('destination')}:text-is("Stays on this machine")`);
    await enterTree();
    await goTo('Open the Lab');
    await ui.key('Enter');
    await ui.inWebview('ai-lab main').text('[data-station]');
  });

  onScreen('opens and closes a family with the arrows @deep', async () => {
    await enterTree();
    await goTo('Claude');
    await expand('Claude Fable');
    await ui.text(`${focused}[aria-expanded="true"]:has-text("Claude")`);
    await goTo('Claude Fable');
    await ui.key('ArrowLeft');
    await onRow('Anthropic');
    await ui.key('ArrowLeft');
    await ui.text(`${focused}[aria-expanded="false"]:has-text("Claude")`);
  });

  onScreen('takes an action from the context menu, and leaves it with Escape @deep', async () => {
    await enterTree();
    await goTo('Claude');
    await expand('Claude Fable');
    await goTo('Claude Fable');
    const model = await onRow('Claude Fable');
    await ui.key('Shift+F10');
    await ui.text('.context-view .action-label:text-is("Select Model for Token Counts")');
    await ui.key('Escape');
    await poll(
      'no menu',
      () => ui.count('.context-view .action-label'),
      (items) => items === 0,
    );
    assert.equal(await onRow('Claude Fable'), model);
    await ui.key('Shift+F10');
    await poll('the action', async () => {
      await ui.key('ArrowDown');
      return ui.count('.context-view .action-item.focused:has-text("Select Model for Token Counts")');
    });
    await ui.key('Enter');
    await poll(
      'the setting',
      () => vscode.workspace.getConfiguration().get(settingId('tokens.model')),
      (id) => typeof id === 'string' && id.startsWith('claude-fable'),
    );
  });
});
