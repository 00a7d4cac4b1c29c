import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { wireScheme } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { filesWith, readStoredSession, workspaceFolder } from '../support/clean';
import { startCommand } from '../support/commands';
import { newKey, tracesInTexts, tracesOfKeys } from '../support/keys';
import {
  byId,
  faultProvider,
  page,
  playground,
  removeKey,
  setProviders,
  storeKey,
  useFaultServer,
} from '../support/playground';
import { onScreen, ui } from '../support/ui';
import { pickRow, readMessage, readPage } from '../support/window';

// Everything that writes, with a provider that repeats the key wherever it can. test/editor/main/secrets.test.ts has the part
// that is run each time.

/** Models of the fault server, by the dialect in which they are asked, and how their answers end. */
const asked = {
  'chat-completions': { 'echo-key-in-error': 'failed', 'bad-key': 'failed', redirect: 'failed', 'echo-key': 'done' },
  responses: { 'bad-key': 'failed', 'echo-key-responses': 'done' },
  'anthropic-messages': { 'bad-key': 'failed', 'echo-key-anthropic': 'done' },
} as const;

/** Answers the dialog that asks where to save, while `steps` are done. Gives what the file holds that is shown then. */
async function savingAs(file: vscode.Uri, steps: () => Promise<void>): Promise<string> {
  const { showSaveDialog } = vscode.window;
  vscode.window.showSaveDialog = () => Promise.resolve(file);
  try {
    await steps();
    const shown = await poll('the file', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.toString() === file.toString() ? document : undefined;
    });
    return shown.getText();
  } finally {
    vscode.window.showSaveDialog = showSaveDialog;
  }
}

describe('a key, where everything that writes is used', () => {
  const faults = useFaultServer();
  const key = newKey('/"&+=');
  /** Texts that were shown, by name. */
  const shown: Record<string, string> = {};

  const shownText = async (scheme: string, what: string): Promise<void> => {
    shown[what] = await poll(what, () => {
      const document = vscode.window.activeTextEditor?.document;
      const text = document?.uri.scheme === scheme ? document.getText() : '';
      // The one before may be in front still.
      return Object.values(shown).includes(text) ? '' : text;
    });
  };

  /** A question is closed by the focus, which comes into the page some time after it is there. */
  const openAndEnter = async (): Promise<void> => {
    await playground.open();
    await page.click(byId('message'));
  };

  onScreen(
    'is in no file, log, state or text',
    async () => {
      await storeKey(key);
      for (const [dialect, ends] of Object.entries(asked)) {
        await setProviders(faultProvider(faults.server, { dialect }));
        for (const [model, status] of Object.entries(ends)) {
          await playground.ask(model, `Ask ${model} in ${dialect}`);
          shown[`${model} in ${dialect}`] = await playground.readTurn(status);
        }
        await executeCommand('playground.showWire');
        await shownText(wireScheme, `what was sent last in ${dialect}`);
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        await openAndEnter();
      }
      for (const form of ['curl', 'Python']) {
        await startCommand('playground.exportRequest');
        await pickRow('The key is not in it', `Open as ${form}`, `Open as ${form}`);
        await shownText('untitled', `the request as ${form}`);
      }
      await startCommand('playground.exportRequest');
      await pickRow('The key is not in it', 'Copy as TypeScript', 'Copy as TypeScript');
      shown['the request as TypeScript'] = await poll(
        'the clipboard',
        () => vscode.env.clipboard.readText(),
        (text) => text.includes('import'),
      );

      const fileOf = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), name);
      shown['the saved session'] = await savingAs(fileOf('keys.chat.md'), async () =>
        executeCommand('playground.saveSessionAs'),
      );
      for (const [row, file] of [
        ['Markdown', 'keys.md'],
        ['Session File', 'keys-whole.chat.md'],
      ] as const) {
        shown[`the session as ${row}`] = await savingAs(fileOf(file), async () => {
          await startCommand('playground.exportSession');
          await pickRow('Export what', row, row);
        });
      }
      await executeCommand('playground.openSavedSession', fileOf('keys.chat.md'));
      await page.text('ai-turn:has-text("Ask echo-key-anthropic")');
      await openAndEnter();

      await vscode.env.clipboard.writeText(
        `curl ${faults.server.baseUrl}/chat/completions -H 'Authorization: Bearer ${key}' -d '{"model":"ok","messages":[{"role":"user","content":"From curl"}]}'`,
      );
      await startCommand('playground.importRequest');
      await pickRow('Open which request as a session?', 'Clipboard', 'Clipboard');
      shown['what was not imported'] = await page.text(byId('not-taken'));
      assert.match(shown['what was not imported'], /The key in it was not kept/);

      await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('bad-key'), model: 'ok' }));
      await startCommand('providers.testConnection', 'faults');
      const list = '.quick-input-widget .quick-input-list';
      for (const part of ['Streaming', 'Reasoning', 'Tools'])
        await ui.click(`${list} .monaco-list-row:has-text("${part}")`);
      await ui.key('Enter');
      shown['the page of the test'] = await readPage('Connection to Fault Server');
      await executeCommand('providers.testConnection', 'faults', 'free');
      shown['the message of the test'] = await readMessage('does not accept');
      await executeCommand('playground.showSpending');
      shown['the page of spending'] = await readPage('Spending');
      shown['the window'] = await ui.html('html');

      await poll('the stored session', readStoredSession, (session) => session.includes('From curl'));
      for (const said of ['Ask echo-key-anthropic in', 'Ask bad-key in responses'])
        assert.ok(filesWith(said).length > 0, `The search does not find "${said}".`);
      assert.ok((await ui.stored()).includes('ai-field-guide.ai-field-guide'), 'nothing of the browser is searched');
      assert.ok(faults.server.requests.some(({ headers }) => headers['x-api-key'] === key));
      assert.deepEqual(tracesInTexts(key, shown), []);
      assert.deepEqual(await tracesOfKeys(), []);
      await setProviders(faultProvider(faults.server));
      await removeKey('faults');
    },
    300_000,
  );
});
