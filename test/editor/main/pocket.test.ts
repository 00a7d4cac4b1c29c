import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pocket } from '../../../src/core/pocket/chat/pocketIdentity';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { byId, closedPort, faultProvider, inLastTurn, page, playground, sendSelection } from '../support/playground';
import { setProviders, useFaultServer } from '../support/playground';
import { askThroughCommand, staysHere, withoutProvider } from '../support/pocket';
import { openText } from '../support/texts';
import { startCommand } from '../support/commands';
import { onScreen, ui } from '../support/ui';
import { answerInputBox, pickRow, readDone, readPage } from '../support/window';

describe('the first minute with Pocket', () => {
  const faults = useFaultServer();
  beforeEach(withoutProvider);
  afterEach(() => assert.deepEqual(faults.server.requests, [], 'Nothing is contacted.'));

  onScreen(
    'asks a question through the palette: the answer streams in, with its own counts, and costs nothing',
    async () => {
      await ui.runInPalette('AI Field Guide: Ask a Model...');
      await answerInputBox('Ask a Model', 'What is a token?');
      const turn = await playground.readTurn('done');
      assert.match(await playground.readAnswer(), /^Token/);
      assert.match(turn, /\d+ tokens in, \d+ out/);
      assert.match(turn, /first token after/);
      assert.match(turn, /free/);
      assert.match(turn, /Pocket/);
    },
  );

  onScreen('says before the question that it stays here', async () => {
    await startCommand('playground.ask');
    await ui.text('.quick-input-widget:has-text("stays on this machine")');
    await ui.key('Escape');
  });

  onScreen(
    'answers an example of the first view, and the glossary stands beside it, apart from its words @deep',
    async () => {
      await pollFor(() => page.text(byId('first-screen')), /no key, no account, no network/);
      await page.click(byId('exampleMaker'));
      await playground.readTurn('done');
      const card = await page.text(inLastTurn(byId('reference')));
      assert.match(card, /From the catalog, not from the model/);
      assert.match(card, /Anthropic/);
      assert.doesNotMatch(await playground.readAnswer(), /From the catalog/);
      await executeCommand('playground.open');
      await playground.click('copy-conversation');
      const copied = await poll(
        'the copy',
        () => vscode.env.clipboard.readText(),
        (text) => text.includes('Claude'),
      );
      assert.doesNotMatch(copied, /From the catalog/);
      await page.click(inLastTurn(byId('reference-more')));
      assert.match(await readPage('Claude'), /Anthropic/);
    },
  );

  onScreen('shows both terms that a question sets side by side @deep', async () => {
    await askThroughCommand('How do RAG and fine-tuning differ?');
    await playground.readTurn('done');
    await poll(
      'both cards',
      () => page.count(inLastTurn(byId('reference'))),
      (count) => count === 2,
    );
  });

  onScreen(
    'shows how likely each token was, where the field for that asks for it, and starts again from another @deep',
    async () => {
      await playground.fill('param-logprobs', '2');
      await playground.fill('message', 'Who makes Claude?');
      await playground.click('send');
      await playground.readTurn('done');
      await page.click(inLastTurn(byId('tokens')));
      const [first, second] = ['0', '1'].map((cell) => inLastTurn(`[data-cell="${cell}"]`)) as [string, string];
      const start = await page.text(first);
      await page.click(second);
      await pollFor(() => page.text(inLastTurn(byId('heat-card'))), /^"[^"]+" \d/);
      const [, other = ''] = /"(.*)"/.exec(await page.text(inLastTurn(byId('what-if')))) ?? [];
      await page.click(inLastTurn(byId('what-if')));
      await page.text(inLastTurn('[data-status="done"]:has-text("begun by you")'));
      await poll('the other answer', playground.readAnswer, (answer) => answer.startsWith(`${start}${other}`));
      await playground.fill('param-logprobs', '');
    },
  );

  onScreen('stops while it reads a long question @deep', async () => {
    await playground.fill('message', `What is a token? ${'and a token '.repeat(130)}`);
    await playground.click('send');
    await playground.readTurn('streaming');
    await ui.key('Escape');
    const turn = await playground.readTurn('stopped');
    assert.match(turn, /Stopped/);
    await askThroughCommand('Who makes Claude?');
  });

  onScreen('refuses a text that does not fit, with both counts, and keeps it in the field', async () => {
    const long = 'The quick brown fox jumps over the lazy dog. '.repeat(60);
    await playground.fill('message', long);
    await playground.click('send');
    const reason = await page.text(byId('not-sent'));
    assert.match(reason, /This text has [\d,]+ tokens/);
    assert.match(reason, /context window has \d+/);
    assert.match(reason, /nothing was cut/i);
    assert.match(reason, /Shorten the text, or use a real model/);
    await pollFor(() => page.value(byId('message')), long);
    assert.equal(await playground.countTurns(), 0);
    await page.text(`${byId('use-real-model')} >> nth=0`);
  });

  onScreen('asks in a new session what no longer fits below a conversation @deep', async () => {
    await playground.fill('message', `What is a token? ${'and a token '.repeat(130)}`);
    await playground.click('send');
    await playground.readTurn('done');
    await playground.fill('message', `Who makes Claude? ${'and a token '.repeat(30)}`);
    await playground.click('send');
    await pollFor(() => page.text(byId('not-sent')), /the message alone \d+.*Start a new session/s);
    await playground.click('not-sent-new-session');
    await poll('the new session', playground.countTurns, (turns) => turns === 0);
    await pollFor(() => page.value(byId('message')), /^Who makes Claude/);
    await playground.click('send');
    await playground.readTurn('done');
  });

  onScreen('says that it works where its connection is tested, and names no host', async () => {
    void vscode.commands.executeCommand(commandId('providers.testConnection'), pocket.id);
    await readDone('Pocket (built in) works, pocket answered.');
  });

  onScreen('says plainly that it not accept a system prompt @deep', async () => {
    await playground.fill('system', 'You are a pirate.');
    await playground.fill('message', 'What is a token?');
    await playground.click('send');
    await pollFor(() => page.text(byId('not-sent')), /not accept a system prompt/);
    await playground.fill('system', '');
    await playground.click('send');
    await playground.readTurn('done');
  });

  onScreen('is sent a selection without a question, and answers beside the editor @deep', async () => {
    const editor = await openText('What is a context window?');
    editor.selection = new vscode.Selection(0, 0, 0, 25);
    await startCommand('playground.sendSelection');
    const title = await ui.text('.quick-input-widget .quick-input-title:has-text("tokens)")');
    assert.match(title, /^Send Selection \(\d+ tokens\) to Pocket \(built in\)$/);
    await pickRow('Choose a question', '', 'Explain');
    await playground.readTurn('done');
    assert.notEqual((await playground.readAnswer()).trim(), '');
  });

  onScreen(
    'says on the page why a selection that does not fit was not sent, also where the page is made for that @deep',
    async () => {
      const editor = await openText('The quick brown fox jumps over the lazy dog. '.repeat(60));
      editor.selection = new vscode.Selection(0, 0, 0, 2_000);
      await sendSelection();
      await pollFor(() => page.text(byId('not-sent')), /context window has \d+/);
      await pollFor(() => page.value(byId('message')), /quick brown fox/);
    },
  );

  onScreen('leaves a model of the catalog to who serves it @deep', async () => {
    await vscode.commands.executeCommand(commandId('models.openInPlayground'), 'gpt-4o');
    await page.text(`${byId('settings')}:has-text("gpt-4o")`);
    await page.text(`${byId('destination')}:text-is("No provider chosen")`);
    // The way on stands there.
    await page.text(byId('use-real-model'));
  });

  onScreen('does not answer in the name of another model @deep', async () => {
    await playground.fill('model', 'gpt-4o');
    await playground.fill('message', 'What is a token?');
    await playground.click('send');
    await pollFor(() => page.text(byId('not-sent')), /its id is pocket/);
    await playground.fill('model', 'pocket');
    await playground.click('send');
    await playground.readTurn('done');
  });

  onScreen('asks again: the new answer stands beside the first @deep', async () => {
    await askThroughCommand('Who makes Claude?');
    await playground.readTurn('done');
    await page.click(inLastTurn(byId('retry')));
    await page.text(inLastTurn(`${byId('pager')}:has-text("2 / 2")`));
    await playground.readTurn('done');
  });
});

describe('a provider of the user beside Pocket', () => {
  const faults = useFaultServer();

  onScreen('is kept, also where it cannot be reached @deep', async () => {
    const port = await closedPort();
    await setProviders(faultProvider(faults.server, { baseUrl: `http://127.0.0.1:${port}/v1` }));
    await page.text(`${byId('destination')}:text-is("Stays on this machine (127.0.0.1:${port})")`);
    await playground.ask('ok', 'Hello');
    assert.match(await playground.readTurn('failed'), new RegExp(`No connection to 127.0.0.1:${port}`));
  });

  onScreen('takes the place of Pocket in a draft that nobody has asked yet', async () => {
    await withoutProvider();
    await setProviders(faultProvider(faults.server));
    await page.text(`${byId('destination')}:has-text("${new URL(faults.server.origin).host}")`);
  });

  onScreen('can be answered beside by Pocket: the same question, asked again of it @deep', async () => {
    await playground.ask('ok', 'Who makes Claude?');
    await playground.readTurn('done');
    assert.equal(await page.count(byId('reference')), 0);
    await playground.unfold();
    await page.click(`${byId('provider')} .select-face`);
    await page.click(`${byId('provider')} li:has-text("Pocket (built in)")`);
    await page.text(staysHere);
    await page.click(inLastTurn(byId('retry-chosen')));
    await page.text(inLastTurn(byId('reference')));
    assert.match(await playground.readAnswer(), /Anthropic/);
  });
});

describe('Use a Real Model', () => {
  const faults = useFaultServer();
  const placeholder = 'Which one? Nothing is contacted before you choose.';
  const listRequests = (): string[] => faults.server.requests.map(({ method, path }) => `${method} ${path}`);

  onScreen(
    'finds the model servers of this machine when it is asked to, and sets up the one that is chosen',
    async () => {
      const dead = await closedPort();
      const address = faults.server.baseUrlFor('list-ollama');
      await setSetting(settingId('providers.localServers'), [`http://127.0.0.1:${dead}/v1`, address]);
      await withoutProvider();
      await page.click(byId('use-real-model'));
      await ui.text(`.quick-input-widget .monaco-list-row:has-text("127.0.0.1:${dead}")`);
      assert.deepEqual(listRequests(), [], 'Nothing is contacted before it is chosen.');
      await pickRow(placeholder, '', 'Look for Model Servers Here');
      const { host, port } = new URL(faults.server.origin);
      await pickRow('1 of 2 addresses answered', '', `${host} · 1 model`);
      await page.text(`${byId('destination')}:text-is("Stays on this machine (${host})")`);
      assert.deepEqual(listRequests(), ['GET /list-ollama/v1/models']);
      assert.equal(faults.server.requests[0]?.headers.authorization, undefined);
      const stored: unknown = vscode.workspace.getConfiguration().get(settingId('providers.list'));
      assert.deepEqual(stored, [
        {
          ...{ id: 'custom', name: `Model server ${port}`, baseUrl: address, preset: 'custom' },
          ...{ dialect: 'chat-completions', model: 'llama3:latest' },
        },
      ]);
      await page.text(`${byId('settings')}:has-text("llama3:latest")`);
    },
  );

  onScreen('asks which of several models, and ends in a session with it where no page asked @deep', async () => {
    await setSetting(settingId('providers.localServers'), [faults.server.baseUrlFor('list-bare')]);
    await withoutProvider();
    const { host, port } = new URL(faults.server.origin);
    await startCommand('providers.useRealModel');
    await pickRow(placeholder, '', 'Look for Model Servers Here');
    await pickRow('1 of 1 addresses answered', '', `${host} · 2 models`);
    await pickRow('Choose a model, or type its id as the provider writes it.', 'b', 'b');
    await page.text(`${byId('settings')}:has-text("b · Model server ${port}")`);
    await page.text(`${byId('destination')}:text-is("Stays on this machine (${host})")`);
    assert.equal(await playground.countTurns(), 0);
  });

  onScreen('says that nothing answered, and what to start @deep', async () => {
    await setSetting(settingId('providers.localServers'), [`http://127.0.0.1:${await closedPort()}/v1`]);
    await withoutProvider();
    await page.click(byId('use-real-model'));
    await pickRow(placeholder, '', 'Look for Model Servers Here');
    await ui.text('.quick-input-widget input[placeholder^="No address answered."]');
    const first = await ui.text('.quick-input-widget .monaco-list-row.focused:has-text("No Server Answered")');
    assert.match(first, /Start Ollama/);
    await ui.picture('real-model-none');
    await ui.key('Escape');
    await page.text(byId('first-screen'));
  });

  onScreen('leads to the setting with the addresses where nothing answered @deep', async () => {
    await setSetting(settingId('providers.localServers'), [`http://127.0.0.1:${await closedPort()}/v1`]);
    await withoutProvider();
    await page.click(byId('use-real-model'));
    await pickRow(placeholder, '', 'Look for Model Servers Here');
    await pickRow('No address answered.', '', 'Add Another Address');
    await ui.text('.settings-editor .setting-item-label:has-text("Local Servers")');
  });
});
