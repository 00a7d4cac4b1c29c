import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { filesWith, readStoredSession } from '../support/clean';
import { newKey, tracesInTexts, tracesOfKeys } from '../support/keys';
import {
  chatRequests,
  faultProvider,
  page,
  playground,
  removeKey,
  setProviders,
  storeKey,
  useFaultServer,
} from '../support/playground';
import { readMessage } from '../support/window';
import { onScreen } from '../support/ui';

describe('a key', () => {
  const faults = useFaultServer();

  // Other parts that may write a key are in test/editor/deep. All that the tests of a run have written is searched at its end.
  onScreen('is nowhere but in the requests to its own origin', async () => {
    const key = newKey();
    await storeKey(key);
    for (const model of ['echo-key', 'bad-key', 'server-error', 'cut']) {
      await playground.ask(model, `Ask ${model}`);
      await playground.readTurn(model === 'echo-key' ? 'done' : 'failed');
    }
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('bad-key') }));
    void vscode.commands.executeCommand(commandId('providers.testConnection'), 'faults', 'free');
    const message = await readMessage('does not accept');

    assert.ok(chatRequests(faults.server).every(({ headers }) => headers.authorization === `Bearer ${key}`));
    assert.deepEqual(tracesInTexts(key, { message, page: await page.html('html') }), []);
    await poll('the stored session', readStoredSession, (session) => session.includes('Ask cut'));
    assert.ok(filesWith('Fault Server').length > 0, 'the search finds nothing at all');
    assert.deepEqual(await tracesOfKeys(), []);
    await removeKey('faults');
  });
});
