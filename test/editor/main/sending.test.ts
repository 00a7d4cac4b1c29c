import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, publicName, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { closeEditors, storedDraftWith, setSetting, workspaceFolder } from '../support/clean';
import {
  answeringDialog,
  byId,
  chatRequests,
  faultProvider,
  page,
  playground,
  sendSelection,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { openText, writeFile } from '../support/texts';
import { startCommand } from '../support/commands';
import { hideViews } from '../support/views';
import { answerInputBox, chooseFromMenu, clickInMessage, pickRow, readMessage } from '../support/window';
import { showModel } from '../support/familiesTree';
import { onScreen, ui } from '../support/ui';

const selection = (text: string): vscode.Selection => new vscode.Selection(0, 0, 0, text.length);

describe('from commands and the editor', () => {
  after(hideViews);
  const faults = useFaultServer();
  const lastMessage = (): unknown =>
    (chatRequests(faults.server).at(-1)?.body['messages'] as unknown[] | undefined)?.at(-1);
  const arrived = (content: string): Promise<unknown> =>
    poll(
      'the request',
      lastMessage,
      (message) => JSON.stringify(message) === JSON.stringify({ role: 'user', content }),
    );

  beforeEach(async () => {
    if (ui.available) await playground.use('ok');
  });

  onScreen('Ask a Model... names where the question goes, and streams the answer into the playground', async () => {
    await startCommand('playground.ask');
    await ui.text(`.quick-input-widget:has-text("Goes to ok at ${faults.server.baseUrl}")`);
    await answerInputBox('Ask a Model', 'What is a token?');
    await arrived('What is a token?');
    assert.match(await playground.readTurn('done'), /What is a token\?/);
  });

  onScreen('Pack Files for a Model says that another model is asked than it counted for @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await writeFile('packed/a.md', 'One two three.\n');
    try {
      await startCommand('tokens.packFiles', vscode.Uri.joinPath(workspaceFolder(), 'packed'));
      await pickRow('Everything fits.', '', 'Open in Playground');
      assert.equal(await readMessage('Counted for'), 'Counted for GPT-4o. The playground asks ok.');
      assert.match(await poll('the draft', () => storedDraftWith('One two')), /"model":"ok"/);
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'packed'), { recursive: true });
    }
  });

  onScreen('Ask a Model... says that the conversation so far goes along, with its tokens @deep', async () => {
    await playground.ask('ok', 'Before');
    await playground.readTurn('done');
    await startCommand('playground.ask');
    const prompt = await ui.text('.quick-input-widget:has-text("with the conversation so far (≈")');
    assert.match(prompt, /Goes to ok at .*, with the conversation so far \(≈\d+ tokens\)/);
    await ui.key('Escape');
  });

  onScreen('Ask a Model... sends nothing when the user leaves @deep', async () => {
    await startCommand('playground.ask');
    await ui.fill('.quick-input-widget:has-text("Ask a Model") input', 'What');
    await ui.key('Escape');
    await playground.ask('ok', 'Afterwards');
    await playground.readTurn('done');
    assert.equal(chatRequests(faults.server).length, 1);
  });

  describe('Send Selection to Playground...', () => {
    const sent = (): string => (lastMessage() as { content?: string } | undefined)?.content ?? '';
    const arrivedLike = (pattern: RegExp): Promise<unknown> => poll('the request', sent, (text) => pattern.test(text));

    onScreen('asks what about it, and sends all selections into one session beside the editor @deep', async () => {
      await playground.fill('message', 'A draft to leave');
      await poll('the stored draft', () => storedDraftWith('A draft to leave'));
      await closeEditors();
      const editor = await openText('first second third');
      editor.selections = [new vscode.Selection(0, 0, 0, 5), new vscode.Selection(0, 13, 0, 18)];
      await sendSelection();
      await arrivedLike(
        /^Explain this text\.\n\n`Untitled-\d+`, line 1:\n\n> first\n\n`Untitled-\d+`, line 1:\n\n> third$/,
      );
      await playground.readTurn('done');
      await pollFor(() => playground.countTurns(), 1);
      await pollFor(() => page.value(byId('message')), '');
      const { visibleTextEditors, tabGroups } = vscode.window;
      assert.ok(visibleTextEditors.some(({ document }) => document === editor.document));
      assert.equal(tabGroups.all.length, 2);
    });

    onScreen('adds selections and files to the message, each under its place, and sends nothing', async () => {
      const editor = await openText('first second', 'plaintext');
      editor.selection = new vscode.Selection(0, 6, 0, 12);
      await startCommand('playground.addSelection');
      const message = (): Promise<string> => page.value(byId('message'));
      await poll('the selection', message, (text) => /^`Untitled-\d+`, line 1:\n\n> second$/.test(text));
      const readme = vscode.Uri.joinPath(workspaceFolder(), 'README.md');
      await vscode.commands.executeCommand(publicName('playground.addFile'), readme, [readme]);
      await poll('the file', message, (text) => /> second\n\n`README\.md`:\n\n> #/.test(text));
      assert.equal(chatRequests(faults.server).length, 0);
    });

    onScreen(
      'moves an open playground beside the code, where the next file does not take its place @deep',
      async () => {
        const editor = await openText('move me');
        editor.selection = selection('move me');
        await sendSelection();
        await playground.readTurn('done');
        const playgroundTab = (): vscode.Tab | undefined =>
          vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Playground');
        const { viewColumn } = (
          await poll('the kept tab', () => {
            const tab = playgroundTab();
            return tab?.isPreview === false ? tab : undefined;
          })
        ).group;
        assert.ok(viewColumn);
        const readme = vscode.Uri.joinPath(workspaceFolder(), 'README.md');
        await vscode.window.showTextDocument(readme, { viewColumn, preview: true });
        assert.ok(playgroundTab(), 'the playground was replaced');
      },
    );

    onScreen('names model, tokens and provider, and fences code; own words are kept for the next time', async () => {
      const editor = await openText('x = 1\ny = 2\n', 'python');
      editor.selection = new vscode.Selection(0, 0, 2, 0);
      await startCommand('playground.sendSelection');
      await ui.text('.quick-input-widget:has-text("tokens) to ok at Fault Server")');
      await pickRow('Choose a question', 'Which numbers?', 'Which numbers?');
      await arrivedLike(/^Which numbers\?\n\n`Untitled-\d+`, lines 1 to 2:\n\n```python\nx = 1\ny = 2\n```$/);
      await playground.readTurn('done');
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      await startCommand('playground.sendSelection');
      await ui.text('.quick-input-list .monaco-list-row:has-text("Which numbers?")');
      await ui.key('Escape');
    });

    onScreen('says what it costs as input where the maker sells the model, before it is sent @deep', async () => {
      await setProviders({ id: 'faults', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', preset: 'openai' });
      await playground.fill('model', 'gpt-4o');
      await poll('the stored draft', () => storedDraftWith('"model":"gpt-4o"'));
      const editor = await openText('x = 1\n'.repeat(500), 'python');
      editor.selection = new vscode.Selection(0, 0, 500, 0);
      await startCommand('playground.sendSelection');
      const title = await ui.text('.quick-input-widget .quick-input-title:has-text("of input")');
      assert.match(title, /^Send Selection \([\d,]+ tokens, ≈ \$0\.\d+ of input\) to gpt-4o at OpenAI$/);
      await ui.key('Escape');
    });

    onScreen('is in the context menu of an editor with a selection @deep', async () => {
      const editor = await openText('explain me');
      editor.selection = selection('explain me');
      await chooseFromMenu(
        '.monaco-editor .view-line span:text-is("explain me")',
        'AI Field Guide',
        'Send Selection to Playground...',
      );
      await pickRow('Choose a question', '', 'Find Problems');
      await arrivedLike(/^Find problems in this text.*> explain me$/s);
      await playground.readTurn('done');
    });

    onScreen('sends nothing when the user leaves @deep', async () => {
      await closeEditors();
      const editor = await openText('not this');
      editor.selection = selection('not this');
      await startCommand('playground.sendSelection');
      await ui.text('.quick-input-list .monaco-list-row:has-text("Explain")');
      await ui.key('Escape');
      await poll('no question', async () => (await ui.count('.quick-input-widget:visible')) === 0);
      assert.equal(await ui.count('.tab:has-text("Playground")'), 0);
      await playground.open();
      await playground.ask('ok', 'Afterwards');
      await playground.readTurn('done');
      assert.equal(chatRequests(faults.server).length, 1);
    });

    onScreen('puts it into the message field instead, where the user wants that @deep', async () => {
      const editor = await openText('for later');
      editor.selection = selection('for later');
      await sendSelection('Put into the Message Field', 'Why?');
      await poll(
        'the draft',
        () => page.value(byId('message')),
        (text) => /^Why\?\n\n`Untitled-\d+`, line 1:\n\n> for later$/.test(text),
      );
      assert.deepEqual(chatRequests(faults.server), []);
      await playground.fill('model', 'ok');
      await playground.click('send');
      await arrivedLike(/> for later$/);
    });

    onScreen('says what to do when nothing is selected', async () => {
      await openText('nothing selected');
      await startCommand('playground.sendSelection');
      assert.match(await readMessage('Nothing is selected'), /Select the text to send/);
      assert.deepEqual(faults.server.requests, []);
    });

    onScreen('keeps the text for later where the provider that was set up cannot be read @deep', async () => {
      await setProviders('broken');
      const editor = await openText('kept for later');
      editor.selection = selection('kept for later');
      await sendSelection();
      await page.text(byId('not-sent'));
      await setProviders({ id: 'far', name: 'Far', baseUrl: 'https://llm.example.com/v1' });
      await poll(
        'the draft',
        () => page.value(byId('message')),
        (text) => text.endsWith('> kept for later'),
      );
      assert.deepEqual(faults.server.requests, []);
    });

    onScreen('leaves the focus with the question, and then brings it to the page @deep', async () => {
      await setProviders(faultProvider(faults.server, { baseUrl: 'https://llm.example.com/v1' }));
      await closeEditors();
      const editor = await openText('not yet');
      editor.selection = selection('not yet');
      const inFront = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
      const asked = await answeringDialog(undefined, sendSelection, async () => {
        await page.text(byId('destination'));
        assert.notEqual(inFront(), 'Playground');
      });
      assert.match(asked, /^Send the selection with its question .* to ok\?/);
      await page.text(byId('not-sent'));
      await poll('the page in front', () => inFront() === 'Playground');
    });

    onScreen('leaves an answer that streams in its own session @deep', async () => {
      await playground.ask('keep-alive', 'Long');
      await page.text(byId('stop'));
      const editor = await openText('in between');
      editor.selection = selection('in between');
      await sendSelection();
      await arrivedLike(/> in between$/);
      const isDone = async (): Promise<boolean> => {
        faults.server.tell();
        return (await page.count('ai-turn [data-status="done"]:has-text("in between")')) > 0;
      };
      await poll('the second answer', isDone);
      assert.deepEqual(
        chatRequests(faults.server).map(({ closedEarly }) => closedEarly),
        [false, false],
      );
    });
  });

  onScreen('Open in Playground opens the tab with the model of the tree in the draft', async () => {
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('list-openai') }));
    await vscode.commands.executeCommand(commandId('providers.loadModels'), 'faults');
    await playground.fill('message', 'A draft for the tree');
    await poll('the stored draft', () => storedDraftWith('A draft for the tree'));
    await closeEditors();
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await chooseFromMenu(await showModel('gpt-4o', 'GPT-4o'), 'Open in Playground');
    await poll(
      'the model',
      () => page.text(byId('settings')),
      (line) => line.includes('gpt-4o ·'),
    );
    await pollFor(() => page.value(byId('message')), 'A draft for the tree');
    await ui.click('.tab:has-text("Playground")'); // Takes the mouse from the tree, whose hover covers the page.
  });

  onScreen('Open in Playground gives a model to nobody who is not known to have it, and says who has', async () => {
    await playground.open();
    const before = await page.text(byId('settings'));
    await vscode.commands.executeCommand(commandId('models.openInPlayground'), 'claude-haiku-4-5');
    await clickInMessage('needs Anthropic, or a router that has it', 'Add Anthropic');
    await ui.text('.quick-input-widget:has-text("Base URL of Anthropic")');
    await ui.key('Escape');
    await pollFor(() => page.text(byId('settings')), before);
  });

  onScreen('Select Model changes the model of the counter', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await startCommand('tokens.selectModel');
    await pickRow('Count tokens for which model?', 'o3', 'o3');
    const chosen = (): unknown => vscode.workspace.getConfiguration().get(settingId('tokens.model'));
    await poll('the setting', chosen, (id) => id === 'o3');
  });
});
