import assert from 'node:assert/strict';
import { poll, pollFor } from '../../support/poll';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { answeringDialog, faultProvider, setProviders } from '../support/playground';
import {
  atStep,
  expand,
  field,
  goBack,
  keyed,
  noQuickInput,
  quickInput,
  row,
  rowSays,
  setKey,
  stored,
  title,
  useProvidersView,
} from '../support/providersView';
import { chooseFromMenu, clickInMessage, readTooltip } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('the providers view', () => {
  const faults = useProvidersView();

  onScreen('shows on the row whether a key is missing or set', async () => {
    await rowSays('Fault Server', /key missing/);
    await pollFor(() => ui.count(`${row('Fault Server')} .codicon-warning`), 1);
    await setKey('sk-test-view-key');
    await poll('the key', () =>
      ui.count(
        `${row('Fault Server')} .tree-item-icon.codicon-key, ${row('Fault Server')} .custom-view-tree-node-item-icon.codicon-key`,
      ),
    );
    await expand('Fault Server');
    await rowSays('API Key', /set, sent to http:\/\/127/);
    assert.ok(!(await ui.html('.monaco-workbench')).includes('sk-test-view-key'), 'the window shows the key');
  });

  /** The free part is chosen already. */
  const testFromMenu = async (): Promise<void> => {
    await chooseFromMenu(row('Fault Server'), 'Test Connection...');
    await ui.text(`${quickInput}:has-text("List of models")`);
    await ui.key('Enter');
  };

  onScreen('tests a connection on its row, and keeps what came of it until the address changes @deep', async () => {
    await setProviders(faultProvider(faults.server));
    await rowSays('Fault Server', /Fault Server\s*this machine$/);
    await testFromMenu();
    await rowSays('Fault Server', /works/);
    await expand('Fault Server');
    await rowSays('Last Test', /works, lists \d+ models/);
    assert.equal(await ui.count('.notification-list-item'), 0);
    await ui.picture('providers-works');
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('server-error') }));
    await rowSays('Last Test', /not tested in this window/);
    await testFromMenu();
    await rowSays('Fault Server', /test failed/);
    await readTooltip(row('Fault Server'), /failed on its side/);
    await ui.picture('providers-failed');
  });

  onScreen('stops a test on its row, and says nothing more of it @deep', async () => {
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('never-answers') }));
    await testFromMenu();
    await rowSays('Fault Server', /testing/);
    await poll('the request', () => faults.server.requests.length);
    await chooseFromMenu(row('Fault Server'), 'Stop Test');
    await rowSays('Fault Server', /Fault Server\s*this machine$/);
    await poll('the closed connection', () => faults.server.requests[0]?.closedEarly);
  });

  onScreen('asks for the key that Load Models needs, and loads them with it', async () => {
    await chooseFromMenu(row('Fault Server'), 'Load Models');
    await poll('the key', title, (now) => now === 'API Key for Fault Server');
    await ui.key('Escape');
    await noQuickInput();
    assert.equal(faults.server.requests.length, 0);
    await chooseFromMenu(row('Fault Server'), 'Load Models');
    await ui.fill(field, 'sk-test-first');
    await ui.key('Enter');
    await rowSays('Fault Server', /works/);
    assert.equal(faults.server.requests[0]?.headers.authorization, 'Bearer sk-test-first');
    assert.equal(await ui.count('.notification-list-item'), 0);
  });

  onScreen('edits the address, and says that the key stays behind @deep', async () => {
    await setKey('sk-test-stays');
    await chooseFromMenu(row('Fault Server'), 'Edit Provider...');
    await atStep('Edit Fault Server (1/2)');
    await ui.key('Enter');
    await atStep('Address of Fault Server (2/2)');
    await ui.fill(field, 'http://127.0.0.1:9/v1');
    await ui.text(`${quickInput} .quick-input-message:has-text("is not sent")`);
    await ui.picture('providers-edit-address');
    await goBack();
    await atStep('Edit Fault Server (1/2)');
    assert.equal(stored()[0]?.baseUrl, faults.server.baseUrl);
    await ui.key('Enter');
    await atStep('Address of Fault Server (2/2)');
    await ui.fill(field, 'http://127.0.0.1:9/v1');
    await ui.key('Enter');
    await rowSays('Fault Server', /key missing/);
    await expand('Fault Server');
    await rowSays('API Key', new RegExp(`entered for ${faults.server.origin}, not sent`));
    assert.equal(stored()[0]?.baseUrl, 'http://127.0.0.1:9/v1');
  });

  onScreen('edits the default model from the provider’s own list @deep', async () => {
    await setProviders(faultProvider(faults.server));
    await rowSays('Fault Server', /Fault Server\s*this machine$/);
    await chooseFromMenu(row('Fault Server'), 'Edit Provider...');
    await atStep('Edit Fault Server (1/2)');
    await ui.click(`${quickInput} .monaco-list-row:has-text("Default Model")`);
    await poll('the question', title, (now) => now.startsWith('Default Model of Fault Server'));
    await ui.click(`${quickInput} .monaco-list-row:has-text("Load the models")`);
    await ui.text(`${quickInput} .monaco-list-row[aria-label^="anthropic-cut"]`);
    await ui.fill(field, 'ok');
    await ui.click(`${quickInput} .monaco-list-row[aria-label^="ok"]`);
    await poll('the setting', () => stored()[0]?.model === 'ok');
  });

  onScreen('removes a provider with its key after one question, and brings both back', async () => {
    await setKey('sk-test-removed');
    const asked = await answeringDialog('Remove', () => chooseFromMenu(row('Fault Server'), 'Remove Provider...'));
    assert.match(asked, /^Remove the provider Fault Server\? Its API key is removed/);
    await poll('no provider', () => stored().length === 0);
    await rowSays('Fault Server', /removed$/);
    assert.equal(await ui.count('.notification-list-item'), 0);
    await ui.hoverOver(row('Fault Server'));
    await ui.picture('providers-removed');
    await chooseFromMenu(row('Fault Server'), 'Undo Remove Provider');
    await rowSays('Fault Server', /this machine$/);
    await expand('Fault Server');
    await rowSays('API Key', /set, sent to/);
  });

  onScreen('is not seen: the message that one is removed has Undo @deep', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await answeringDialog('Remove', () => vscode.commands.executeCommand(commandId('providers.remove'), 'faults'));
    await clickInMessage('Removed Fault Server', 'Undo');
    await poll('the provider', () => stored().length === 1);
  });

  onScreen('offers a key whose provider is gone from the settings @deep', async () => {
    await setKey('sk-test-orphan');
    await setProviders();
    await rowSays('faults', /key without a provider/);
    await ui.picture('providers-orphan');
    await answeringDialog('Remove Key', () => chooseFromMenu(row('faults'), 'Remove API Key...'));
    await ui.text('.welcome-view-content:has-text("needs your API key")');
  });

  onScreen('lists only providers with a key in Remove API Key @deep', async () => {
    await setProviders(keyed(faults.server), faultProvider(faults.server, { id: 'none', name: 'Without' }));
    // A row that is drawn again in the middle of a click may be another one by then.
    await ui.text(row('Without'));
    await setKey('sk-test-listed');
    void vscode.commands.executeCommand(commandId('providers.removeApiKey'));
    await ui.text(`${quickInput} .monaco-list-row:has-text("Fault Server")`);
    await pollFor(() => ui.count(`${quickInput} .monaco-list-row`), 1);
    await ui.key('Escape');
  });
});
