import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { rowAt } from '../support/picks';
import { setProviders } from '../support/playground';
import {
  atStep,
  field,
  goBack,
  noQuickInput,
  quickInput,
  rowSays,
  stored,
  title,
  useProvidersView,
} from '../support/providersView';
import { onScreen, ui } from '../support/ui';

describe('Add Provider', () => {
  const faults = useProvidersView();

  onScreen('says what a provider is where there is none, and offers to add one', async () => {
    await setProviders();
    await ui.text('.welcome-view-content:has-text("needs your API key")');
    await ui.picture('providers-empty');
    await ui.click('.welcome-view-content .monaco-button:has-text("Add Provider")');
    await atStep('Add Provider');
    assert.equal((await rowAt(0)).separator, 'On this machine: no key needed');
    await ui.picture('providers-add-1');
    await ui.key('Escape');
    await noQuickInput();
    assert.deepEqual(stored(), []);
  });

  onScreen('adds nothing on Escape, whatever the step @deep', async () => {
    await setProviders();
    const steps = async (count: number): Promise<void> => {
      void vscode.commands.executeCommand(commandId('providers.add'), 'openai');
      await atStep('Base URL of OpenAI');
      if (count > 1) {
        await ui.fill(field, faults.server.baseUrl);
        await ui.key('Enter');
        await atStep('API of the Provider (3/5)');
      }
      if (count > 2) {
        await ui.key('Enter');
        await atStep('Name of the Provider (4/5)');
      }
      if (count > 3) {
        await ui.key('Enter');
        await poll('the key', title, (now) => /^API Key for OpenAI.*\(5\/5\)$/.test(now));
        await ui.fill(field, 'sk-test-left');
      }
      await ui.key('Escape');
      await noQuickInput();
      assert.deepEqual(stored(), [], `left at step ${count + 1}`);
    };
    for (const count of [1, 2, 3, 4]) await steps(count);
    assert.deepEqual(faults.server.requests, []);
  });

  onScreen('adds one in steps that lead back, keep what was typed, and refuse what is no address', async () => {
    await setProviders();
    const adding = vscode.commands.executeCommand(commandId('providers.add'));
    await atStep('Add Provider');
    await ui.fill(field, 'any server');
    await ui.key('Enter');
    await atStep('Base URL of Custom');
    await ui.fill(field, 'ftp://example.com');
    await ui.text(`${quickInput} .quick-input-message:has-text("has to start with https")`);
    await ui.key('Enter');
    await ui.fill(field, faults.server.baseUrl);
    await ui.key('Enter');
    await atStep('API of the Provider (3/4)');
    await goBack();
    await atStep('Base URL of Custom');
    await pollFor(() => ui.value(field), faults.server.baseUrl);
    await goBack();
    await atStep('Add Provider');
    await ui.key('Enter');
    await atStep('Base URL of Custom');
    await ui.key('Enter');
    await atStep('API of the Provider (3/4)');
    await ui.picture('providers-add-3');
    await ui.key('Enter');
    await atStep('Name of the Provider (4/4)');
    await ui.fill(field, 'My Server');
    await ui.key('Enter');
    await rowSays('My Server', /this machine/);
    assert.deepEqual(
      stored().map(({ name, baseUrl, dialect }) => ({ name, baseUrl, dialect })),
      [{ name: 'My Server', baseUrl: faults.server.baseUrl, dialect: 'chat-completions' }],
    );
    // The new row is selected, and that it was not drawn yet fails nothing.
    assert.equal(await adding, stored()[0]?.id);
    assert.deepEqual(faults.server.requests, []);
  });
});
