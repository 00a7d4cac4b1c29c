import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { startCountServer } from '../../fakes/countServer';
import type { CountServer } from '../../fakes/countServer';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { answeringDialog, byId, setProviders } from '../support/playground';
import { openText } from '../support/texts';
import { clickInMessage, pageWith, readMessage, readPage, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

const text = 'One two three four five six seven.';

describe('Count Exactly with the Provider', () => {
  let server: CountServer;
  const provider = (more: object = {}): object => ({
    id: 'counts',
    name: 'Local Claude',
    baseUrl: `${server.origin}/v1`,
    preset: 'custom',
    dialect: 'anthropic-messages',
    ...more,
  });
  beforeEach(async () => {
    server = await startCountServer();
    await setProviders(provider());
    await setSetting(settingId('tokens.model'), 'claude-opus-5-5');
  });
  afterEach(() => server.close());

  const command = () => vscode.commands.executeCommand(commandId('tokens.countExactly'));
  const status = (expected: RegExp): Promise<string> =>
    poll(
      `${expected.source} in the status bar`,
      async () => (await ui.text(tokenStatus)).trim(),
      (said) => expected.test(said),
    );

  onScreen('counts the document of a report after a question, and drops the count when the text changes', async () => {
    server.answer = { json: { input_tokens: 1_234 } };
    const { document } = await openText(text);
    await vscode.commands.executeCommand(commandId('tokens.count'));
    assert.match(await readPage('Tokens of'), /Estimate ±\d+ % for prose.*Sends the text to 127\.0\.0\.1:\d+ once/s);
    const report = pageWith('Tokens of');
    const asked = await answeringDialog('Send', () => report.click(byId('count-exactly')));
    assert.match(asked, /34 characters, ≈\d+ tokens\) to Local Claude to count its tokens\?/);
    assert.ok(asked.includes(`${server.origin}/v1`) && asked.includes('claude-opus-5-5'), asked);
    const counted = await poll(
      'the count in the report',
      () => readPage('Tokens of'),
      (said) => /Counted by Local Claude on \d+ \w+ \d\d:\d\d/.test(said),
    );
    assert.match(counted, /Document\s+Tokens\s+1,234\s/);
    const sent = server.requests.map(({ body }) => (body as { messages: unknown }).messages);
    assert.deepEqual(sent, [[{ role: 'user', content: text }]]);

    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'Zero ');
    await vscode.workspace.applyEdit(edit);
    await poll(
      'the report without the count',
      () => readPage('Tokens of'),
      (said) => !said.includes('Counted by') && said.includes('Estimate'),
    );
    assert.equal(server.requests.length, 1);
  });

  onScreen('counts the selection, shows it in the status bar, and sends nothing without a yes', async () => {
    const editor = await openText(text);
    editor.selection = new vscode.Selection(0, 0, 0, 7);
    await status(/^≈\d+ \/ ≈\d+ tokens$/);
    assert.match(await answeringDialog(undefined, command), /the selection in “/);
    assert.equal(server.requests.length, 0);
    await answeringDialog('Send', command);
    await status(/^9 \/ ≈\d+ tokens$/);
    assert.equal(server.requests.length, 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 34), ' More.'));
    editor.selection = new vscode.Selection(0, 0, 0, 7);
    await status(/^≈\d+ \/ ≈\d+ tokens$/);
  });

  onScreen('says what went wrong as the playground does, with the button that mends it @deep', async () => {
    server.answer = (response) =>
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"invalid x-api-key"}}');
    await openText(text);
    await answeringDialog('Send', command);
    await clickInMessage('needs an API key', 'Set API Key');
    await ui.text('.quick-input-widget:has-text("API Key for Local Claude")');
    await ui.key('Escape');
    assert.equal(server.requests.length, 1);
  });

  onScreen('asks for the key of a maker before anything else, and goes no further without one', async () => {
    await setProviders(provider({ preset: 'anthropic', name: 'Anthropic' }));
    await openText(text);
    const done = command();
    await ui.text('.quick-input-widget:has-text("API Key for Anthropic")');
    await ui.key('Escape');
    await done;
    assert.equal(server.requests.length, 0);
  });

  onScreen('says that nobody is known who counts for a model', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-4o');
    await openText(text);
    void command();
    await readMessage('No free counting endpoint is known for GPT-4o');
  });
});
