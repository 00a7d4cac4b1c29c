import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { presets } from '../../../src/core/chat/providers/presets';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { storedDraftWith } from '../support/clean';
import { openText } from '../support/texts';
import { byId, chatRequests, page, playground, removeKey, setProviders, useFaultServer } from '../support/playground';
import { answerInputBox, pickRow, readDone } from '../support/window';
import { onScreen, ui } from '../support/ui';

interface Provider {
  id: string;
  name: string;
  baseUrl: string;
  preset: string;
}

const storedProviders = (): Provider[] =>
  vscode.workspace.getConfiguration().get<Provider[]>(settingId('providers.list')) ?? [];

describe('the playground without a provider', () => {
  const faults = useFaultServer();
  beforeEach(() => setProviders());
  const choosePreset = async (name: string): Promise<void> => {
    await page.click(byId('use-real-model'));
    await pickRow('Which one? Nothing is contacted', name, name);
  };

  onScreen('offers the presets behind one button, and contacts nobody @deep', async () => {
    await page.click(byId('use-real-model'));
    for (const { name } of presets) {
      await ui.fill('.quick-input-widget input[placeholder^="Which one?"]', name);
      await ui.text(`.quick-input-widget .monaco-list-row:has-text("${name}")`);
    }
    await ui.key('Escape');
    assert.deepEqual(faults.server.requests, []);
  });

  onScreen('adds a provider from a preset with another address and a key, and uses it', async () => {
    await choosePreset('OpenAI');
    await answerInputBox('Base URL of OpenAI', faults.server.baseUrl);
    await pickRow('Which API does it support?', 'Chat', `${faults.server.baseUrl}/chat/completions`);
    await answerInputBox('Name of the Provider', 'Loopback');
    await answerInputBox('API Key for Loopback', 'sk-test-added-provider');
    await readDone('The API key for Loopback is stored');
    assert.deepEqual(storedProviders(), [
      {
        id: 'openai',
        name: 'Loopback',
        baseUrl: faults.server.baseUrl,
        preset: 'openai',
        dialect: 'chat-completions',
      },
    ]);
    assert.deepEqual(faults.server.requests, []);
    await ui.text('.quick-input-widget:has-text("Ask Which Model of Loopback?")');
    await pickRow('Choose a model, or type its id', 'ok', 'Use “ok”');
    await page.text(`${byId('settings')}:has-text("ok · Loopback")`);
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    assert.equal(chatRequests(faults.server)[0]?.headers.authorization, 'Bearer sk-test-added-provider');
    await removeKey('openai');
  });

  onScreen('refuses an address that is none, and stores nothing when the user leaves @deep', async () => {
    await choosePreset('Custom');
    await ui.fill('.quick-input-widget:has-text("Base URL of") input', 'ftp://example.com');
    await ui.text('.quick-input-widget .quick-input-message:has-text("has to start with https")');
    await ui.key('Enter');
    await ui.key('Escape');
    await page.text(byId('first-screen'));
    assert.deepEqual(storedProviders(), []);
  });
});

describe('the playground', () => {
  const faults = useFaultServer();

  onScreen('says where a prompt goes before it is sent @deep', async () => {
    await pollFor(
      () => page.text(byId('destination')),
      `Stays on this machine (${new URL(faults.server.origin).host})`,
    );
    await setProviders({ id: 'far', name: 'Far', baseUrl: 'https://llm.example.com/v1' });
    await page.text(`${byId('destination')}:text-is("Goes to llm.example.com")`);
  });

  onScreen(
    'streams an answer and shows usage, first token and time, and no cost of what runs on this machine',
    async () => {
      await playground.ask('ok', 'Hello');
      const turn = await playground.readTurn('done');
      await playground.answerIs('Hello');
      assert.match(turn, /5 tokens in, 3 out/);
      assert.match(turn, /first token after [\d.]+ m?s/);
      assert.match(turn, /[\d.]+ m?s total/);
      assert.doesNotMatch(turn, /cost|\$/);
      await pollFor(() => page.value(byId('message')), '');
    },
  );

  onScreen('shows the words as they come, and the speed at the end of a slow answer @deep', async () => {
    await playground.ask('slow', 'Hello');
    await page.text(`${byId('answer')}:has-text("word word")`);
    assert.match(await playground.readTurn('streaming'), /Answering/);
    await playground.click('stop');
    assert.match(await playground.readTurn('stopped'), /Stopped/);
  });

  onScreen('sends with Enter and sends the conversation again with each turn', async () => {
    await playground.ask('ok', 'First question');
    await playground.readTurn('done');
    await playground.fill('message', 'Second question');
    await ui.key('Enter');
    await poll(
      'the second request',
      () => chatRequests(faults.server).length,
      (requests) => requests === 2,
    );
    assert.deepEqual(chatRequests(faults.server)[1]?.body['messages'], [
      { role: 'user', content: 'First question' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'Second question' },
    ]);
    await playground.readTurn('done');
    await pollFor(() => playground.countTurns(), 2);
  });

  onScreen('sends the system prompt and the parameters @deep', async () => {
    await playground.fill('system', 'Answer in French.');
    await playground.fill('temperature', '0.3');
    await playground.fill('max-output', '1,000');
    try {
      await playground.ask('ok', 'Hello');
      await playground.readTurn('done');
    } finally {
      for (const field of ['system', 'temperature', 'max-output']) await playground.fill(field, '');
      await poll('the stored draft', () => storedDraftWith('"maxOutputTokens":null'));
    }
    const body = chatRequests(faults.server)[0]?.body ?? {};
    assert.deepEqual(body['messages'], [
      { role: 'system', content: 'Answer in French.' },
      { role: 'user', content: 'Hello' },
    ]);
    assert.equal(body['temperature'], 0.3);
    assert.equal(body['max_tokens'], 1000);
    assert.equal(body['stream'], true);
  });

  onScreen('does not send what is not valid, and says which field @deep', async () => {
    await playground.fill('model', 'ok');
    await playground.fill('temperature', '9');
    await playground.fill('message', 'Hello');
    await playground.click('send');
    await page.text('#problem-temperature:has-text("from 0 to 2")');
    await playground.fill('temperature', '');
    await playground.fill('message', '  ');
    await playground.click('send');
    await page.text('#problem-message:has-text("Write a message first")');
    assert.deepEqual(faults.server.requests, []);
  });

  onScreen('closes the connection when the answer is stopped by Escape, and keeps what came', async () => {
    await playground.ask('slow', 'Hello');
    await page.text(`${byId('answer')}:has-text("word")`);
    await ui.key('Escape');
    await playground.readTurn('stopped');
    await poll('the connection', () => chatRequests(faults.server)[0]?.closedEarly);
    await page.text(`${byId('answer')}:has-text("word")`);
  });

  onScreen('asks again in the same place with Retry @deep', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.click('retry');
    await poll(
      'the second request',
      () => chatRequests(faults.server).length,
      (requests) => requests === 2,
    );
    await playground.readTurn('done');
    await pollFor(() => playground.countTurns(), 1);
    assert.deepEqual(chatRequests(faults.server)[1]?.body['messages'], [{ role: 'user', content: 'Hello' }]);
  });

  onScreen('copies an answer as it was written', async () => {
    await vscode.env.clipboard.writeText('something else');
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.click('copy');
    await poll(
      'the clipboard',
      () => vscode.env.clipboard.readText(),
      (text) => text === 'Hello',
    );
  });

  onScreen('opens a link of an answer character for character, with %26 in it', async () => {
    const address = '/page?q=a%26b%2Fc%3D&r=%20d';
    await playground.ask('echo', `[the page](${faults.server.origin}${address})`);
    await playground.readTurn('done');
    const opened: unknown[] = [];
    const { openExternal } = vscode.env;
    vscode.env.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve(true);
    };
    try {
      await page.click(`${byId('answer')} a`);
      await poll('an address', () => opened.length > 0);
    } finally {
      vscode.env.openExternal = openExternal;
    }
    // As a text: a Uri writes %26 as &.
    assert.deepEqual(opened, [`${faults.server.origin}${address}`]);
  });

  onScreen('shows reasoning apart from the answer @deep', async () => {
    await playground.ask('reasoning', 'Hello');
    await playground.readTurn('done');
    await page.text(`${byId('reasoning')}:has-text("2 characters")`);
    await playground.answerIs('Hello');
  });

  onScreen('lists the models of the provider when asked, and not before', async () => {
    assert.deepEqual(faults.server.requests, []);
    await playground.click('load-models');
    await poll(
      'the list',
      () => page.html('datalist'),
      (html) => html.includes('value="million-characters"'),
    );
  });

  onScreen('goes on while its tab is hidden, and shows the whole answer afterwards @deep', async () => {
    await playground.ask('slow', 'Hello');
    await page.text(`${byId('answer')}:has-text("word")`);
    const before = (await playground.readAnswer()).length;
    await playground.fill('message', 'A draft');
    await openText('A text over it.');
    await poll(
      'the page is gone',
      () => ui.count('.tab.active:has-text("Playground")'),
      (tabs) => tabs === 0,
    );
    await playground.open();
    await poll('a longer answer', playground.readAnswer, (text) => text.length > before + 50);
    await pollFor(() => page.value(byId('message')), 'A draft');
    await playground.click('stop');
    await playground.readTurn('stopped');
  });

  onScreen('keeps conversation and draft when its tab is closed', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.fill('message', 'A draft for later');
    await poll('the stored draft', () => storedDraftWith('A draft for later'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await poll(
      'no tab',
      () => ui.count('.tab'),
      (tabs) => tabs === 0,
    );
    await playground.open();
    await playground.readTurn('done');
    await pollFor(() => page.value(byId('message')), 'A draft for later');
  });

  onScreen('opens once, however often it is asked for', async () => {
    await vscode.commands.executeCommand(commandId('playground.open'));
    await vscode.commands.executeCommand(commandId('playground.open'));
    await poll('the tab', () => ui.count('.tab:has-text("Playground")'));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label === 'Playground').length, 1);
  });

  onScreen('adds a second provider and lets the user change between the two @deep', async () => {
    await playground.click('add-provider');
    await pickRow('Which provider?', 'Ollama', 'Ollama');
    await answerInputBox('Base URL of Ollama', `${faults.server.origin}/ok/v1`);
    await pickRow('Which API does it support?', 'Chat', '/ok/v1/chat/completions');
    await answerInputBox('Name of the Provider', 'Second');
    await poll(
      'two providers',
      () => storedProviders().length,
      (count) => count === 2,
    );
    await playground.unfold();
    await page.click(byId('provider'));
    await page.click('vscode-single-select .option:has-text("Fault Server")');
    await playground.ask('ok', 'Hello');
    assert.match(await playground.readTurn('done'), /Fault Server/);
    assert.equal(chatRequests(faults.server)[0]?.path, '/v1/chat/completions');
  });
});
