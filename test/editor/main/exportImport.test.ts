import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { png } from '../../support/pictures';
import { poll, pollFor } from '../../support/poll';
import { closeEditors, storedDraftWith, workspaceFolder } from '../support/clean';
import { startCommand } from '../support/commands';
import { byId, chatRequests, page, playground, useFaultServer } from '../support/playground';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { pickRow, saveAs } from '../support/window';

describe('what leaves the playground, and comes into it', () => {
  const faults = useFaultServer();
  // A session in which nothing was asked stays, with its settings.
  afterEach(async () => {
    if (!ui.available) return;
    await playground.fresh();
    for (const field of ['system', 'temperature', 'param-top_p', 'body-fields']) await playground.fill(field, '');
  });

  onScreen('Export Request as Code... writes what was sent, without the key @deep', async () => {
    await playground.ask('ok', "What's $HOME?");
    await playground.readTurn('done');
    await startCommand('playground.exportRequest');
    await pickRow('The key is not in it', 'python', 'Open as Python');
    const code = await poll('the code', () => vscode.window.activeTextEditor?.document.getText());
    assert.match(code, /from openai import OpenAI/);
    assert.ok(code.includes(`base_url="${faults.server.baseUrl}"`));
    assert.match(code, /"content": "What's \$HOME\?"/);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'python');
  });

  onScreen('Import Request... opens a curl command with an image as a session, and sends nothing @deep', async () => {
    const body = {
      model: 'ok',
      temperature: 0.5,
      top_p: 0.1,
      service_tier: 'flex',
      tools: [{ type: 'web_search' }],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        {
          role: 'user',
          content: [
            {
              type: 'image_url',
              image_url: { url: `data:image/png;base64,${Buffer.from(png(4, 4)).toString('base64')}` },
            },
            { type: 'text', text: 'Three' },
          ],
        },
      ],
    };
    await closeEditors();
    await openText(
      `curl ${faults.server.baseUrl}/chat/completions -H 'Authorization: Bearer sk-secret-0123456789' -d '${JSON.stringify(body)}'`,
    );
    await startCommand('playground.importRequest');
    await pickRow('Open which request as a session?', '', 'Chat Completions request to 127.0.0.1');
    await page.text('ai-turn:has-text("Two")');
    await pollFor(() => page.value(byId('message')), 'Three');
    await ui.picture('import-request');
    const notes = await page.text(byId('not-taken'));
    assert.match(notes, /Parameters that were not taken: tools/);
    assert.match(notes, /The key in it was not kept/);
    assert.equal(chatRequests(faults.server).length, 0);
    const draft = await poll('the draft', () => storedDraftWith('Three'));
    assert.doesNotMatch(draft, /sk-secret/);
    await playground.click('send');
    const request = await poll('the request', () => chatRequests(faults.server)[0]);
    assert.deepEqual(request.body['messages'], body.messages);
    const { temperature, top_p: topP, service_tier: tier, tools } = request.body;
    assert.deepEqual([temperature, topP, tier, tools], [0.5, 0.1, 'flex', undefined]);
  });

  onScreen('Save Session As... writes a file that Open in Playground takes a copy of @deep', async () => {
    await playground.ask('ok', 'To be saved');
    await playground.readTurn('done');
    const file = vscode.Uri.joinPath(workspaceFolder(), 'saved.chat.md');
    await startCommand('playground.saveSessionAs');
    await saveAs(file.fsPath, 'to-be-saved.chat.md');
    const opened = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
    const document = await poll('the file', opened, (found) => found?.fileName.endsWith('saved.chat.md') === true);
    assert.match(document?.getText() ?? '', /^<!-- @session 1\n[^]*\nTo be saved\n/);
    await playground.open();
    await playground.newSession();
    await executeCommand('playground.openSavedSession', file);
    await page.text('ai-turn:has-text("To be saved")');
    await vscode.workspace.fs.delete(file);
  });
});
