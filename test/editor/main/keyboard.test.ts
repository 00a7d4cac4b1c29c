import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { familiesViewId, settingIds } from '../../../src/editor/contributions';
import { poll } from '../poll';
import { closeEditors, readStoredSession, setSetting } from '../support/clean';
import {
  byId,
  chatRequests,
  faultProvider,
  page,
  playground,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { openText } from '../support/texts';
import { readPreview } from '../support/window';
import { onScreen, ui } from '../ui';

// Nothing in here touches the mouse.

const quickRow = (text: string): string => `.quick-input-list .monaco-list-row.focused:has-text("${text}")`;

/** Runs a command through the palette. */
async function command(title: string): Promise<void> {
  await ui.key('F1');
  await ui.text('.quick-input-widget input');
  await ui.type(title);
  await ui.text(quickRow(title));
  await ui.key('Enter');
}

/** Waits until that element of the page has the focus, with a ring that shows it. */
const hasFocus = (selector: string): Promise<unknown> =>
  poll(`the focus on ${selector}`, () => page.count(`${selector}:focus-visible, ${selector}:has(:focus-visible)`));

/** Presses a key and waits until the focus is there. */
async function press(key: string, then: string): Promise<void> {
  await ui.key(key);
  await hasFocus(then);
}

async function openPlayground(): Promise<void> {
  await command('AI Field Guide: Open Playground');
  await hasFocus(byId('message'));
}

describe('the playground by keyboard', () => {
  const faults = useFaultServer();
  const requests = (): number => chatRequests(faults.server).length;

  onScreen('has the focus in the message field when it is opened, and when it is brought to the front', async () => {
    await playground.fill('model', 'ok');
    await poll('the stored draft', readStoredSession, (session) => session.includes('"model":"ok"'));
    await closeEditors();
    await openPlayground();
    await ui.type('Hello');
    await openText('Over the playground.');
    await openPlayground();
    await ui.type(', you');
    await ui.key('ControlOrMeta+Enter');
    assert.match(await playground.readTurn('done'), /Hello, you/);
    await hasFocus(byId('message'));
  });

  onScreen('leads to every control with Tab, back with Shift+Tab, and shows where the focus is', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await openPlayground();
    const back = [
      'details.system summary',
      byId('max-output'),
      byId('temperature'),
      byId('load-models'),
      byId('model'),
      byId('add-provider'),
      byId('provider'),
      byId('retry'),
      byId('copy'),
      '.transcript',
      byId('clear'),
    ];
    for (const control of back) await press('Shift+Tab', control);
    for (const control of [...back.slice(0, -1).reverse(), byId('message'), byId('send')]) await press('Tab', control);
  });

  onScreen('presses buttons with Enter and with the space bar', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await vscode.env.clipboard.writeText('something else');
    await openPlayground();
    for (let i = 0; i < 8; i++) await ui.key('Shift+Tab');
    await hasFocus(byId('retry'));
    await ui.key('Enter');
    await poll('the second request', requests, (count) => count === 2);
    await playground.readTurn('done');
    await openPlayground();
    for (let i = 0; i < 9; i++) await ui.key('Shift+Tab');
    await hasFocus(byId('copy'));
    await ui.key('Space');
    await poll(
      'the clipboard',
      () => vscode.env.clipboard.readText(),
      (text) => text === 'Hello',
    );
    for (const control of ['.transcript', byId('clear')]) await press('Shift+Tab', control);
    await ui.key('Enter');
    await poll('no turn', playground.countTurns, (turns) => turns === 0);
  });

  onScreen(
    'stops an answer with Escape, or with the button in the place of Send, and stays in the message',
    async () => {
      await playground.fill('model', 'slow');
      for (const stop of [() => ui.key('Escape'), () => press('Tab', byId('stop')).then(() => ui.key('Enter'))]) {
        await openPlayground();
        await ui.type('Hello');
        await ui.key('ControlOrMeta+Enter');
        await page.text(`${byId('answer')}:has-text("word")`);
        await stop();
        await playground.readTurn('stopped');
        await hasFocus(byId('message'));
      }
    },
  );

  onScreen('chooses the provider with arrows and Enter, and leaves the list with Escape', async () => {
    await setProviders(faultProvider(faults.server), faultProvider(faults.server, { id: 'second', name: 'Second' }));
    await page.text(`${byId('provider')}:has-text("Fault Server")`);
    await openPlayground();
    for (let i = 0; i < 7; i++) await ui.key('Shift+Tab');
    await hasFocus(byId('provider'));
    const open = 'vscode-single-select[open]';
    await ui.key('Enter');
    await poll('the list', () => page.count(open));
    await ui.key('Escape');
    await poll(
      'no list',
      () => page.count(open),
      (lists) => lists === 0,
    );
    await ui.key('Enter');
    await poll('the list', () => page.count(open));
    await ui.key('ArrowDown');
    await ui.key('Enter');
    await hasFocus(byId('provider'));
    await playground.ask('ok', 'Hello');
    assert.match(await playground.readTurn('done'), /Second/);
  });
});

describe('the model picker by keyboard', () => {
  const chosen = (): unknown => vscode.workspace.getConfiguration().get(settingIds.model);
  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));

  onScreen('filters, moves with the arrows and chooses with Enter', async () => {
    await command('AI Field Guide: Select Model');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("exact count")');
    await ui.type('claude opus');
    const first = await ui.text(quickRow('Claude Opus'));
    await ui.key('ArrowDown');
    await poll(
      'another row',
      () => ui.text(quickRow('Claude Opus')),
      (row) => row !== first,
    );
    await ui.key('ArrowUp');
    await poll(
      'the first row',
      () => ui.text(quickRow('Claude Opus')),
      (row) => row === first,
    );
    await ui.key('Enter');
    await poll('the setting', chosen, (model) => typeof model === 'string' && first.includes(model));
  });

  onScreen('changes nothing when it is left with Escape', async () => {
    await command('AI Field Guide: Select Model');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("exact count")');
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
    await command('Focus on Model Families View');
    await vscode.commands.executeCommand(`workbench.actions.treeView.${familiesViewId}.collapseAll`);
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
    await ui.key('ArrowRight');
    await ui.text(`${rows}:has-text("${child}")`);
  }

  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));
  after(async () => {
    await vscode.commands.executeCommand(`workbench.actions.treeView.${familiesViewId}.collapseAll`);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('opens a page with Enter', async () => {
    await enterTree();
    await expand('At a glance');
    await goTo('At a glance');
    await ui.key('Enter');
    assert.match(await readPreview('At a glance'), /\w/);
  });

  onScreen('opens and closes a family with the arrows', async () => {
    await enterTree();
    await goTo('Claude');
    await expand('Claude Fable');
    await ui.text(`${focused}[aria-expanded="true"]:has-text("Claude")`);
    await ui.key('ArrowDown');
    await onRow('Claude Fable');
    await ui.key('ArrowLeft');
    await onRow('Anthropic');
    await ui.key('ArrowLeft');
    await ui.text(`${focused}[aria-expanded="false"]:has-text("Claude")`);
  });

  onScreen('takes an action from the context menu, and leaves it with Escape', async () => {
    await enterTree();
    await goTo('Claude');
    await expand('Claude Fable');
    await ui.key('ArrowDown');
    const model = await onRow('Claude Fable');
    await ui.key('Shift+F10');
    await ui.text('.context-view .action-label:text-is("Use in Token Counter")');
    await ui.key('Escape');
    await poll(
      'no menu',
      () => ui.count('.context-view .action-label'),
      (items) => items === 0,
    );
    assert.equal(await onRow('Claude Fable'), model);
    await ui.key('Shift+F10');
    await ui.key('ArrowDown');
    await ui.text('.context-view .action-item.focused:has-text("Use in Token Counter")');
    await ui.key('Enter');
    await poll(
      'the setting',
      () => vscode.workspace.getConfiguration().get(settingIds.model),
      (id) => typeof id === 'string' && id.startsWith('claude-fable'),
    );
  });
});
