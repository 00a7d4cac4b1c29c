import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { familiesViewId, settingIds } from '../../../src/editor/contributions';
import { poll } from '../poll';
import { closeEditors, readStoredSession, setSetting } from '../support/clean';
import { byId, chatRequests, page, playground, setProviders, useFaultServer } from '../support/playground';
import { openText } from '../support/texts';
import { answerInputBox, chooseFromMenu, clickInMessage, pickRow, readMessage } from '../support/window';
import { onScreen, ui } from '../ui';

const selection = (text: string): vscode.Selection => new vscode.Selection(0, 0, 0, text.length);

describe('from the palette and the editor', () => {
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
    if (!ui.available) return;
    await playground.fill('model', 'ok');
    await poll('the stored draft', readStoredSession, (session) => session.includes('"model":"ok"'));
  });

  onScreen('Ask a Model... names where the question goes, and streams the answer into the playground', async () => {
    await ui.command('AI Field Guide: Ask a Model...');
    await ui.text(`.quick-input-widget:has-text("Goes to ok at ${faults.server.baseUrl}")`);
    await answerInputBox('Ask a Model', 'What is a token?');
    await arrived('What is a token?');
    assert.match(await playground.readTurn('done'), /What is a token\?/);
  });

  onScreen('Ask a Model... sends nothing when the user leaves', async () => {
    await ui.command('AI Field Guide: Ask a Model...');
    await ui.fill('.quick-input-widget:has-text("Ask a Model") input', 'What');
    await ui.key('Escape');
    await playground.ask('ok', 'Afterwards');
    await playground.readTurn('done');
    assert.equal(chatRequests(faults.server).length, 1);
  });

  onScreen('Send Selection to Model sends all selections from the palette, and keeps the draft', async () => {
    await playground.fill('message', 'A draft');
    const editor = await openText('first second third');
    editor.selections = [new vscode.Selection(0, 0, 0, 5), new vscode.Selection(0, 13, 0, 18)];
    await ui.command('AI Field Guide: Send Selection to Model');
    await arrived('first\n\nthird');
    await playground.readTurn('done');
    assert.equal(await page.value(byId('message')), 'A draft');
  });

  onScreen('Send Selection to Model is in the context menu of an editor with a selection', async () => {
    const editor = await openText('explain me');
    editor.selection = selection('explain me');
    await chooseFromMenu('.monaco-editor .view-line span:text-is("explain me")', 'Send Selection to Model');
    await arrived('explain me');
    await playground.readTurn('done');
  });

  onScreen('Send Selection to Model says what to do when nothing is selected', async () => {
    await openText('nothing selected');
    await ui.command('AI Field Guide: Send Selection to Model');
    assert.match(await readMessage('Nothing is selected'), /Select the text to send/);
    assert.deepEqual(faults.server.requests, []);
  });

  onScreen('Send Selection to Model keeps the text for later where no provider is set up', async () => {
    await setProviders();
    const editor = await openText('kept for later');
    editor.selection = selection('kept for later');
    await ui.command('AI Field Guide: Send Selection to Model');
    await page.text(byId('first-screen'));
    await setProviders({ id: 'far', name: 'Far', baseUrl: 'https://llm.example.com/v1' });
    await poll(
      'the draft',
      () => page.value(byId('message')),
      (text) => text === 'kept for later',
    );
    assert.deepEqual(faults.server.requests, []);
  });

  onScreen('Send Selection to Model asks before it stops an answer that streams', async () => {
    await playground.ask('slow', 'Long');
    await page.text(`${byId('answer')}:has-text("word")`);
    const editor = await openText('in between');
    editor.selection = selection('in between');
    await ui.command('AI Field Guide: Send Selection to Model');
    await clickInMessage('An answer is still streaming', 'Stop It and Send');
    await arrived('in between');
    await poll('the first connection', () => chatRequests(faults.server)[0]?.closedEarly);
    await vscode.commands.executeCommand('notifications.hideList');
    await playground.click('stop');
  });

  onScreen('Open in Playground opens the tab with the model of the tree in the draft', async () => {
    await playground.fill('message', 'A draft for the tree');
    await poll('the stored draft', readStoredSession, (session) => session.includes('A draft for the tree'));
    await closeEditors();
    await vscode.commands.executeCommand(`${familiesViewId}.focus`);
    await vscode.commands.executeCommand(`workbench.actions.treeView.${familiesViewId}.collapseAll`);
    const row = (label: string): string => `.monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;
    await ui.click(row('GPT'));
    await chooseFromMenu(row('GPT-4o'), 'Open in Playground');
    await poll(
      'the model',
      () => page.value(byId('model')),
      (model) => model === 'gpt-4o',
    );
    assert.equal(await page.value(byId('message')), 'A draft for the tree');
  });

  onScreen('Select Model changes the model of the counter', async () => {
    await setSetting(settingIds.model, 'gpt-4o');
    await ui.command('AI Field Guide: Select Model');
    await pickRow('Count tokens for which model?', 'o3', 'o3');
    const chosen = (): unknown => vscode.workspace.getConfiguration().get(settingIds.model);
    await poll('the setting', chosen, (id) => id === 'o3');
  });
});
