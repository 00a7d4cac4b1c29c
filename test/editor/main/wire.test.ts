import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { wireScheme } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { filesWith } from '../support/clean';
import { newKey, tracesInTexts, tracesOfKeys } from '../support/keys';
import { byId, inLastTurn, page, playground, removeKey, storeKey, useFaultServer } from '../support/playground';
import { onScreen, ui } from '../support/ui';

/** The read-only text of a request and its response that is in front. */
const shownWire = (holds: RegExp): Promise<string> =>
  poll(
    'the request and the response',
    () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === wireScheme ? document.getText() : '';
    },
    (text) => holds.test(text),
  );

describe('Show Request and Response', () => {
  const faults = useFaultServer();

  onScreen('shows what was sent and received for an answer as a read-only text, from its button', async () => {
    const key = newKey();
    await storeKey(key);
    await playground.ask('bad-key', 'What is a token?');
    await playground.readTurn('failed');
    await page.click(inLastTurn(byId('show-wire')));
    const refused = await shownWire(/HTTP 401/);
    assert.match(refused, /\n\nPOST http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions\n/);
    assert.match(refused, /\nauthorization: Bearer \{key\}\n/);
    assert.match(refused, /"content": "What is a token\?"/);
    assert.match(refused, /"message": "Incorrect API key: Bearer …"/);
    assert.deepEqual(tracesInTexts(key, { refused }), []);
    await vscode.commands.executeCommand('type', { text: 'typed' });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), refused);

    assert.ok(
      filesWith('What is a token?').some((file) => /[/\\]wire\.[^/\\]+$/.test(file)),
      'nothing is kept',
    );
    assert.deepEqual(await tracesOfKeys(), []);
    await removeKey('faults');
  });

  onScreen('is in the palette while the playground is in front, and shows the newest answer', async () => {
    await playground.ask('ok', 'What is a model?');
    await playground.readTurn('done');
    await ui.runInPalette('AI Field Guide: Show Request and Response');
    const shown = await shownWire(/HTTP 200/);
    assert.match(shown, /"content": "What is a model\?"/);
    assert.match(shown, /# \+ \d+ ms\ndata: \{/);
    assert.match(shown, /\ndata: \[DONE\]\n/);
    assert.equal(faults.server.requests.length, 1);
    await ui.picture('request-and-response');
  });
});
