import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { startAbilityServer } from '../../fakes/abilityServer';
import type { AbilityServer } from '../../fakes/abilityServer';
import { startFaultServer } from '../../fakes/faultServer';
import { poll, pollFor } from '../../support/poll';
import { hoverAt, openText, positionOf, withWorkspaceSettings } from '../support/texts';
import {
  byId,
  chatRequests,
  closedPort,
  faultProvider,
  forgetKey,
  page,
  playground,
  removeKey,
  setProviders,
  storeKey,
  useFaultServer,
} from '../support/playground';
import { startCommand } from '../support/commands';
import { clickInMessage, pickRow, readDone, readMessage, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const authorizations = (requests: readonly { headers: { authorization?: string | undefined } }[]): unknown[] =>
  requests.map(({ headers }) => headers.authorization);

describe('API keys', () => {
  const faults = useFaultServer();
  afterEach(async () => {
    await setProviders(faultProvider(faults.server));
    await forgetKey('faults');
  });

  onScreen('are set and removed by commands', async () => {
    await storeKey('sk-test-one');
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    const asked = await removeKey('faults');
    assert.match(asked, /Remove the stored API key for Fault Server\?/);
    await readDone('The API key for Fault Server is removed');
    await playground.ask('ok', 'Hello again');
    await poll(
      'the second request',
      () => chatRequests(faults.server).length,
      (requests) => requests === 2,
    );
    assert.deepEqual(authorizations(chatRequests(faults.server)), ['Bearer sk-test-one', undefined]);
    await playground.readTurn('done');
  });

  onScreen('are refused when they were copied with something else @deep', async () => {
    await startCommand('providers.setApiKey');
    await ui.fill('.quick-input-widget:has-text("API Key for") input', 'sk test one');
    await ui.text('.quick-input-widget .quick-input-message:has-text("no spaces")');
    await ui.key('Escape');
  });

  onScreen('stay behind when a provider is given another address @deep', async () => {
    await storeKey('sk-test-bound');
    const other = await startFaultServer();
    try {
      await setProviders(faultProvider(other));
      await page.text(`${byId('destination')}:has-text("${new URL(other.origin).host}")`);
      await playground.ask('ok', 'Hello');
      await playground.readTurn('failed');
      await pollFor(() => page.text(byId('error')), new RegExp(`none is stored for ${new URL(other.origin).host}`));
      assert.deepEqual(other.requests, []);
      await vscode.commands.executeCommand(commandId('providers.testConnection'), 'faults', 'free');
      const reason = `The stored key was entered for ${faults.server.origin}`;
      assert.match(await readMessage(`Fault Server needs an API key`), new RegExp(reason));
      await playground.click('load-models');
      await pollFor(() => page.text(`${byId('model-news')}.failed`), new RegExp(reason));
      assert.deepEqual(other.requests, []);
    } finally {
      await other.close();
    }
  });

  onScreen('work again when the provider has its old address back @deep', async () => {
    await storeKey('sk-test-back');
    await setProviders(faultProvider(faults.server, { baseUrl: 'http://127.0.0.1:9/v1' }));
    await page.text(`${byId('destination')}:has-text("127.0.0.1:9")`);
    await setProviders(faultProvider(faults.server));
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    assert.deepEqual(authorizations(chatRequests(faults.server)), ['Bearer sk-test-back']);
  });
});

describe('Test Connection', () => {
  const faults = useFaultServer();
  const test = (): Promise<void> => startCommand('providers.testConnection', undefined, 'free');

  onScreen('says that a provider works and how many models it lists', async () => {
    await test();
    assert.match(await readDone('works'), /Fault Server at 127\.0\.0\.1:\d+ works, lists \d+ models\./);
    assert.deepEqual(
      faults.server.requests.map(({ method, path }) => `${method} ${path}`),
      ['GET /v1/models'],
    );
  });

  onScreen('says why one does not work, and offers what mends it', async () => {
    await storeKey('sk-test-refused');
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('bad-key') }));
    await test();
    assert.match(await readMessage('does not accept'), /set it again/);
    await clickInMessage('does not accept', 'Set API Key');
    await ui.text('.quick-input-widget:has-text("API Key for Fault Server")');
    await removeKey('faults');
  });

  onScreen('can be cancelled: the connection is closed, and nothing more is said', async () => {
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('never-answers') }));
    const ended = vscode.commands.executeCommand(commandId('providers.testConnection'), 'faults', 'free');
    await poll('the request', () => faults.server.requests.length);
    await clickInMessage('Testing Fault Server', 'Cancel');
    await ended;
    await poll('the closed connection', () => faults.server.requests[0]?.closedEarly);
    await vscode.commands.executeCommand('notifications.showList');
    // The progress goes a moment after its work has ended; a message would stay.
    await poll(
      'no message',
      () => ui.count('.notification-list-item'),
      (messages) => messages === 0,
    );
    assert.equal(faults.server.requests.length, 1);
  });

  onScreen('asks which provider where there are several @deep', async () => {
    const port = await closedPort();
    const dead = faultProvider(faults.server, { id: 'dead', name: 'Dead', baseUrl: `http://127.0.0.1:${port}/v1` });
    await setProviders(faultProvider(faults.server), dead);
    await test();
    await pickRow('Test the connection to which provider?', 'Dead', 'Dead');
    assert.match(await readMessage(`No connection to 127.0.0.1:${port}`), /Start Dead, or check/);
  });

  describe('of a model', () => {
    let able: AbilityServer;
    before(async () => (able = await startAbilityServer()));
    after(() => able.close());
    const list = '.quick-input-widget .quick-input-list';
    const tick = (name: string): Promise<void> => ui.click(`${list} .monaco-list-row:has-text("${name}")`);

    onScreen('says before what each part sends and costs, runs those that are chosen, and shows a page', async () => {
      await setProviders(faultProvider(faults.server, { baseUrl: able.baseUrl, model: 'able' }));
      await startCommand('providers.testConnection', 'faults');
      const rows = await ui.text(`${list}:has-text("Log probabilities")`);
      assert.match(rows, /List of models\s*free.*Images\s*free.*Sends a red square/s);
      await ui.text('.quick-input-widget input[placeholder*="Requests go to http://127.0.0.1"]');
      assert.deepEqual(able.bodies, []);
      await tick('Tools');
      await tick('Images');
      await ui.picture('test-parts');
      await ui.key('Enter');
      const report = await readPage('Connection to Fault Server');
      assert.match(
        report,
        /List of models.*3 models.*Streaming.*works.*1,000 tokens in, 100 out.*Tools.*works.*Images.*works/s,
      );
      await ui.picture('test-report');
      assert.doesNotMatch(report, /Structured output/);
      assert.equal(able.bodies.length, 3);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      // The findings stand where the model is chosen.
      await playground.click('pick-model');
      await ui.text(`${list} .monaco-list-row:has-text("able"):has-text("tools, images")`);
      await ui.key('Escape');
    });

    onScreen('shows what is refused, in the words of the provider @deep', async () => {
      await setProviders(faultProvider(faults.server, { baseUrl: able.baseUrl, model: 'strict' }));
      await startCommand('providers.testConnection', 'faults');
      await tick('List of models');
      await tick('Tools');
      await ui.key('Enter');
      const report = await readPage('Connection to Fault Server');
      assert.match(report, /Tools.*refused.*This model does not support tools\./s);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });

  onScreen('offers to add a provider where there is none', async () => {
    await setProviders();
    void vscode.commands.executeCommand(commandId('providers.testConnection'));
    await clickInMessage('No provider is set up yet', 'Add Provider');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("OpenAI")');
  });
});

describe('the figures of a list of models', () => {
  const faults = useFaultServer();

  it('are shown beside ours where an id is hovered over, until the provider has another address', async () => {
    const { document } = await openText('model = "gpt-4o"', 'python');
    const hover = (): Promise<string> => hoverAt(document, positionOf(document, 'gpt-4o', 3));
    assert.doesNotMatch(await hover(), /says today/);
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('list-openai') }));
    await vscode.commands.executeCommand(commandId('providers.loadModels'), 'faults');
    assert.match(await hover(), /Fault Server says today: ends on 31 March 2027 \(here: /);
    await setProviders(faultProvider(faults.server));
    await poll('the hover without them', async () => !(await hover()).includes('says today'));
  });
});

describe('the settings of a workspace', () => {
  const faults = useFaultServer();

  onScreen('cannot say where prompts and keys go', async () => {
    const evil = faultProvider(faults.server, { baseUrl: 'https://evil.example/v1' });
    await withWorkspaceSettings(
      { [settingId('providers.list')]: [evil], [settingId('playground.stallTimeout')]: 3600 },
      async () => {
        const configuration = vscode.workspace.getConfiguration();
        assert.deepEqual(configuration.get(settingId('providers.list')), [faultProvider(faults.server)]);
        assert.equal(configuration.get(settingId('playground.stallTimeout')), 60);
        await pollFor(() => page.text(byId('destination')), /127\.0\.0\.1/);
      },
    );
  });
});

describe('a providers setting that is broken', () => {
  const faults = useFaultServer();

  onScreen('is reported by entry, and its good entries keep working', async () => {
    await setProviders(
      { id: 7, name: 'Seven', baseUrl: 'http://127.0.0.1:9/v1' },
      faultProvider(faults.server),
      'not an object',
      { id: 'ftp', name: 'Ftp', baseUrl: 'ftp://example.com' },
    );
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    const message = await readMessage('left out a part of the setting aiFieldGuide.providers.list');
    assert.match(message, /entry 1: id.*entry 3: it is not an object.*entry 4: baseUrl "ftp:/);
  });

  onScreen('that is no list is reported @deep', async () => {
    await vscode.workspace
      .getConfiguration()
      .update('aiFieldGuide.providers.list', { oops: true }, vscode.ConfigurationTarget.Global);
    assert.match(await readMessage('left out a part of the setting'), /it is not a list/);
    // The setup of the user is not replaced in silence.
    await page.text(`${byId('destination')}:text-is("No provider chosen")`);
  });
});
