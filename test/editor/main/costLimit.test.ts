import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pollFor } from '../../support/poll';
import { executeCommand } from '../../../src/editor/shared/commands';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { setSetting } from '../support/clean';
import { startCommand } from '../support/commands';
import {
  answeringDialog,
  byId,
  chatRequests,
  forgetKey,
  page,
  playground,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { onScreen } from '../support/ui';
import { answerInputBox, readDone, readPage } from '../support/window';

describe('a limit in US dollars', () => {
  const faults = useFaultServer();
  const openAi = {
    ...{ id: 'openai', name: 'OpenAI', preset: 'openai', baseUrl: 'https://api.openai.com/v1' },
    ...{ dialect: 'responses', model: 'gpt-4o' },
  };

  onScreen('asks before a request passes it, and sends nothing to who says no', async () => {
    await setSetting(settingId('playground.maxRequestCost'), 0.000001);
    await setProviders(openAi);
    await page.text(`${byId('destination')}:has-text("api.openai.com")`);
    // Without a key of its own a remote window asks another question first.
    await startCommand('providers.setApiKey', 'openai');
    await answerInputBox('API Key for OpenAI', 'sk-test-limit');
    await readDone('The API key for OpenAI is stored');
    await playground.fill('message', 'Hello');
    const asked = await answeringDialog(undefined, () => playground.click('send'));
    assert.match(asked, /^Send this to gpt-4o\? It may cost up to \$0\.\d+, more than your limit of /);
    assert.match(asked, /About \d+ tokens go in, and at most 16,384 come out\./);
    await page.text(`${byId('not-sent')}:text-is("It was not sent.")`);
    await pollFor(() => page.value(byId('message')), 'Hello');
    await page.text('.message-field:has(#message:focus)');
    assert.equal(await playground.countTurns(), 0);
    // A setting that nobody can read as an amount is no permission.
    await setSetting(settingId('playground.maxRequestCost'), '0.000001');
    assert.match(
      await answeringDialog(undefined, () => playground.click('send')),
      /cannot be checked\?.*maxRequestCost is not an amount in US dollars\./s,
    );
    await forgetKey('openai');
  });

  onScreen('asks nothing where nobody charges @deep', async () => {
    await setSetting(settingId('playground.maxRequestCost'), 0.000001);
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    assert.equal(chatRequests(faults.server).length, 1);
  });
});

describe('Show Spending', () => {
  useFaultServer();

  onScreen('opens a page with what answers cost, by day, model and provider @deep', async () => {
    await playground.ask('ok', 'Hello, spending');
    await playground.readTurn('done');
    await executeCommand('playground.showSpending');
    const report = await readPage('Spending');
    assert.match(report, /Today.*This month.*By day.*By model.*ok.*By provider.*Fault Server/s);
    assert.doesNotMatch(report, /Hello, spending/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
