import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { commandId, pageScheme, viewId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { answeringDialog } from '../support/playground';
import { hideViews } from '../support/views';
import { clickInMessage, readMessage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const entry = {
  id: 'grok-999',
  name: 'Grok 999',
  release_date: '2026-11-20',
  modalities: { input: ['text'], output: ['text'] },
  limit: { context: 1_234_567, output: 8_000 },
  cost: { input: 3, output: 9 },
};
const bad = { ...entry, id: 'grok-bad', name: 'Bad \u202e', limit: { context: 'lots' } };
const good = JSON.stringify({ xai: { id: 'xai', models: { good: entry, bad } }, openrouter: { models: { x: entry } } });

const grokPage = vscode.Uri.from({ scheme: pageScheme, path: '/families/grok.md' });
const pageText = async (): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(grokPage));

describe('Refresh Catalog', () => {
  after(hideViews);
  let answer: RequestListener = () => undefined;
  let asked: string[] = [];
  let server: Server | undefined;
  const { fetch: ownFetch } = globalThis;

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // The address is fixed in the extension, so the way to it is what leads to a server of ours.
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith('https://models.dev/')) return ownFetch(input, init);
      asked.push(url);
      return ownFetch(url.replace('https://models.dev', origin), init);
    };
  });
  after(async () => {
    globalThis.fetch = ownFetch;
    server?.closeAllConnections();
    server?.close();
    await vscode.commands.executeCommand(commandId('models.removeLiveData'));
  });
  beforeEach(() => (asked = []));

  const refresh = (button: string | undefined): Promise<string> =>
    answeringDialog(button, () => vscode.commands.executeCommand(commandId('models.refreshCatalog')));

  onScreen('asks first, shows what it read as live beside ours, and is undone by one click', async () => {
    answer = (_request, response) => response.end(good);
    const before = await pageText();
    const question = await refresh(undefined);
    assert.match(question, /^Read the catalog of models\.dev\? This reads https:\/\/models\.dev\/api\.json /);
    assert.deepEqual(asked, []);

    await refresh('Read models.dev');
    assert.deepEqual(asked, ['https://models.dev/api.json']);
    const page = await poll('the live part of the page', pageText, (text) => text !== before);
    assert.ok(page.startsWith(before.trimEnd()), 'our own part of the page stays as it is');
    assert.match(page, /## Live from models\.dev\s+models\.dev, read on \d+ \w+ \d{4}: /);
    assert.match(page, /Grok 999\*\* `grok-999`, not here; Context window: 1,234,567 tokens/);
    assert.doesNotMatch(page, /grok-bad/);
    await vscode.commands.executeCommand(`${viewId('models.liveCatalog')}.focus`);
    await ui.text('.pane-body .monaco-list-row:has-text("0 differ, 1 not here")');
    await ui.text('.pane-body:has-text("models.dev, read on")');
    await ui.picture('live-catalog');

    await clickInMessage('Read 1 models from models.dev', 'Remove Live Data');
    await poll('our page alone', pageText, (text) => text === before);
  });

  onScreen('changes nothing at a hostile or broken answer, says what happened, and tries again', async () => {
    const before = await pageText();
    const answers: readonly (readonly [RegExp, RequestListener])[] = [
      [/models\.dev answered with the error 503\./, (_request, response) => void response.writeHead(503).end('no')],
      [/redirects to another address/, (_request, response) => void response.writeHead(302, { location: '/x' }).end()],
      [/sent something other than its catalog/, (_request, response) => response.end('<!doctype html>')],
      [/sent something other than its catalog/, (_request, response) => response.end(good.slice(0, -20))],
    ];
    for (const [words, listener] of answers) {
      answer = listener;
      await refresh('Read models.dev');
      assert.match(await readMessage('nothing has changed'), words);
      assert.equal(await pageText(), before);
      await vscode.commands.executeCommand('notifications.clearAll');
    }
    await refresh('Read models.dev');
    answer = (_request, response) => response.end(good);
    await answeringDialog('Read models.dev', () => clickInMessage('nothing has changed', 'Retry'));
    await poll('the live part of the page', pageText, (text) => text.includes('grok-999'));
  });
});
