import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { filesWith, readStoredSession } from '../support/clean';
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

const key = 'sk-test-7f3a9c51d2e84b60';

describe('a key', () => {
  const faults = useFaultServer();

  onScreen('is nowhere but in the requests to its own origin', async () => {
    await storeKey(key);
    for (const model of ['ok', 'bad-key', 'server-error', 'cut']) {
      await playground.ask(model, `Ask ${model}`);
      await playground.readTurn(model === 'ok' ? 'done' : 'failed');
    }
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('bad-key') }));
    void vscode.commands.executeCommand(commandId('providers.testConnection'), 'faults', 'free');
    assert.ok(!(await readMessage('does not accept')).includes(key));

    assert.ok(chatRequests(faults.server).every(({ headers }) => headers.authorization === `Bearer ${key}`));
    assert.ok(!(await page.html('html')).includes(key), 'the page holds the key');
    await poll('the stored session', readStoredSession, (session) => session.includes('Ask cut'));
    assert.ok(filesWith('Fault Server').length > 0, 'the search finds nothing at all');
    assert.deepEqual(filesWith(key), []);
    assert.deepEqual(filesWith(key.slice(-12)), []);
    await removeKey('faults');
  });
});
