import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import {
  byId,
  chatRequests,
  closedPort,
  faultProvider,
  inLastTurn,
  page,
  playground,
  removeKey,
  setProviders,
  storeKey,
  useFaultServer,
} from '../support/playground';
import { clickInMessage, pickRow, readMessage } from '../support/window';
import { onScreen, ui } from '../support/ui';

interface Fault {
  model: string;
  says: RegExp;
  offers: string[];
  keeps?: string;
}

/** One before the first word, one in the middle, one that a setting ends; test/unit has what each fault of a provider is called. */
const faults: Record<string, Fault> = {
  'a key that is wanted (401)': {
    model: 'bad-key',
    says: /needs an API key, and none is stored/,
    offers: ['Set API Key'],
  },
  'a cut connection @deep': {
    model: 'cut',
    says: /ended before the answer was complete/,
    offers: ['Retry'],
    keeps: 'Hello',
  },
  'a stalled stream @deep': { model: 'stall', says: /sent nothing for 1 second/, offers: ['Retry'], keeps: 'Hello' },
};

/** Asks for trouble with a draft waiting, and checks that nothing of the user's is lost. */
async function fail(model: string): Promise<string> {
  await playground.ask(model, 'My question');
  // The error is drawn a moment after the turn has failed.
  await page.text(inLastTurn(byId('error')));
  const turn = await playground.readTurn('failed');
  await playground.fill('message', 'My next question');
  assert.match(turn, /My question/);
  return turn;
}

describe('an answer that fails', () => {
  const faulty = useFaultServer();
  beforeEach(() => setSetting(settingId('playground.stallTimeout'), 1));

  for (const [what, { model, says, offers, keeps }] of Object.entries(faults)) {
    onScreen(`says what happened and what to do: ${what}`, async () => {
      await fail(model);
      const error = await page.text(byId('error'));
      assert.match(error, says);
      assert.ok(error.includes(new URL(faulty.server.origin).host), error);
      for (const button of offers) assert.ok(error.includes(button), `no ${button} in: ${error}`);
      if (keeps !== undefined) await playground.answerIs(keeps);
      await pollFor(() => page.value(byId('message')), 'My next question');
    });
  }

  onScreen('says that the stored key is refused, and shows nothing of it (401)', async () => {
    await storeKey('sk-test-refused-0123456789');
    const turn = await fail('bad-key');
    await removeKey('faults');
    assert.match(turn, /does not accept the stored key.*Set API Key.*Edit Provider/s);
    assert.doesNotMatch(await page.html('ai-playground'), /sk-test|0123456789/);
  });

  onScreen('says where nobody listens @deep', async () => {
    const port = await closedPort();
    await setProviders(faultProvider(faulty.server, { baseUrl: `http://127.0.0.1:${port}/v1` }));
    await page.text(`${byId('destination')}:has-text("${port}")`);
    await fail('ok');
    await pollFor(
      () => page.text(byId('error')),
      new RegExp(`No connection to 127\\.0\\.0\\.1:${port} \\(ECONNREFUSED\\)`),
    );
  });

  onScreen('says that a key is missing, before anything is sent', async () => {
    await setProviders(faultProvider(faulty.server, { preset: 'openai' }));
    await page.text('.key-line:has-text("none is stored for")');
    await fail('ok');
    await pollFor(() => page.text(byId('error')), /needs an API key.*Set API Key/s);
    assert.deepEqual(faulty.server.requests, []);
  });

  onScreen('is asked again in its place by Retry @deep', async () => {
    await fail('rate-limit-long');
    const before = chatRequests(faulty.server).length;
    await playground.click('retry');
    await poll(
      'another try',
      () => chatRequests(faulty.server).length,
      (requests) => requests > before,
    );
    await playground.readTurn('failed');
    await pollFor(() => playground.countTurns(), 1);
  });

  onScreen('is not shown where asking a second time helps @deep', async () => {
    await playground.ask('server-error-once', 'Hello');
    await playground.readTurn('done');
    await playground.answerIs('Hello');
    assert.equal(chatRequests(faulty.server).length, 2);
  });

  onScreen('is asked of another model that the user chooses from the list of the provider @deep', async () => {
    await fail('no-such-model');
    await page.click(byId('action-choose-model'));
    await pickRow(
      'Choose a model, or type its id as the provider writes it.',
      'reasoning-content',
      'reasoning-content',
    );
    await playground.readTurn('done');
    await pollFor(() => playground.countTurns(), 1);
    assert.equal(chatRequests(faulty.server).at(-1)?.body['model'], 'reasoning-content');
  });

  onScreen('leads to the setting of the provider @deep', async () => {
    await fail('html');
    await page.click(byId('action-edit-provider'));
    await ui.text('.settings-editor .setting-item-category:has-text("Providers")');
  });

  onScreen('is not part of the next conversation @deep', async () => {
    await fail('empty-stream');
    await playground.ask('ok', 'Another question');
    await playground.readTurn('done');
    assert.deepEqual(chatRequests(faulty.server).at(-1)?.body['messages'], [
      { role: 'user', content: 'Another question' },
    ]);
  });
});

describe('a playground that cannot be filled', () => {
  const faulty = useFaultServer();

  onScreen('says so, and is filled by Try Again @deep', async () => {
    await closeEditors();
    const { getConfiguration } = vscode.workspace;
    vscode.workspace.getConfiguration = (...where) => {
      const configuration = getConfiguration(...where);
      const get = (id: string): unknown => {
        if (id === settingId('providers.list')) throw new Error('The settings cannot be read.');
        return configuration.get(id);
      };
      return { ...configuration, get } as vscode.WorkspaceConfiguration;
    };
    try {
      // While it cannot be read: what was read before is kept.
      await setProviders(faultProvider(faulty.server, { name: 'Read Anew' }));
      await vscode.commands.executeCommand(commandId('playground.open'));
      assert.match(await readMessage('could not load its conversation and providers'), /The log says why/);
      await pollFor(() => page.text(byId('load-failed')), /could not load its conversation and providers/);
    } finally {
      vscode.workspace.getConfiguration = getConfiguration;
    }
    await clickInMessage('could not load its conversation and providers', 'Try Again');
    await page.text(`${byId('settings')}:has-text("Read Anew")`);
    await page.text(`${byId('destination')}:has-text("127.0.0.1")`);
  });
});

/** Elements, handlers and addresses that do something. Escaped, as text, they do nothing. */
const activeHtml = /<(img|script|iframe|object|style|link)|<[^>]*\son\w+=|href="(?!https?:|mailto:)/i;

describe('an answer from a hostile provider', () => {
  const faulty = useFaultServer();

  onScreen('runs no script, loads no picture and carries no command', async () => {
    await playground.ask('hostile', 'Hello');
    await playground.readTurn('done');
    await page.text(`${byId('answer')}:has-text("<script>")`);
    assert.doesNotMatch(await page.html('ai-playground'), activeHtml);
    assert.equal(await page.count('a:has-text("run")'), 0);
    await stillAnswers();
  });

  onScreen('is as harmless in an error @deep', async () => {
    await playground.ask('hostile-error', 'Hello');
    await playground.readTurn('failed');
    assert.doesNotMatch(await page.html('ai-playground'), activeHtml);
    await stillAnswers();
  });

  onScreen('may have a million characters @deep', async () => {
    await playground.ask('million-characters', 'Hello');
    await playground.readTurn('done');
    await page.text('.hint:has-text("very long")');
    await playground.click('copy');
    await poll(
      'the clipboard',
      () => vscode.env.clipboard.readText(),
      (text) => text.length === 1_000_000,
    );
    await stillAnswers();
  });

  async function stillAnswers(): Promise<void> {
    await playground.ask('ok', 'Still there?');
    await playground.readTurn('done');
    await playground.answerIs('Hello');
    assert.equal(await ui.count('.monaco-dialog-box'), 0);
    assert.equal(chatRequests(faulty.server).length, 2);
  }
});
