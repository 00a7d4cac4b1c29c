import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { startCommand } from '../support/commands';
import { byId, chatRequests, page, playground, useFaultServer } from '../support/playground';
import { answerInputBox, pickRow, readDone } from '../support/window';
import { onScreen, ui } from '../support/ui';

const presets = (): unknown => vscode.workspace.getConfiguration().get(settingId('playground.presets'));
const pick = 'Take the parameters of which preset?';

describe('the parameters of the playground', () => {
  const faults = useFaultServer();
  // A session in which nothing was asked stays, with its settings.
  afterEach(async () => {
    if (!ui.available) return;
    await playground.fresh();
    for (const field of ['system', 'temperature', 'param-top_p', 'body-fields']) await playground.fill(field, '');
  });

  onScreen('are saved as a preset with the other body fields, taken from there by key, and sent @deep', async () => {
    await playground.fill('model', 'ok');
    await playground.fill('temperature', '0.3');
    await playground.fill('param-top_p', '0.9');
    await playground.fill('body-fields', '{ "service_tier": "flex", }');
    await pollFor(() => page.text('#problem-body-fields'), /line 1, column 27/);
    await ui.picture('body-fields');
    await playground.fill('body-fields', '{ "service_tier": "flex" }');
    await playground.fill('system', 'Be brief.');
    await page.click(byId('choose-preset'));
    await pickRow(pick, '', 'Save Present Settings as a Preset');
    await answerInputBox('Save Preset', 'Brief');
    await readDone('Saved as “Brief”');
    assert.deepEqual(presets(), [
      {
        ...{ name: 'Brief', system: 'Be brief.', parameters: { temperature: 0.3, top_p: 0.9 } },
        bodyFields: { service_tier: 'flex' },
      },
    ]);
    for (const field of ['temperature', 'param-top_p', 'body-fields', 'system']) await playground.fill(field, '');
    await startCommand('playground.choosePreset');
    await pickRow(pick, 'Bri', 'Brief');
    await page.text(`${byId('settings')}:has-text("body: service_tier")`);
    await playground.fill('message', 'Hello');
    await playground.click('send');
    const { body } = await poll('the request', () => chatRequests(faults.server)[0]);
    assert.deepEqual(
      [body['temperature'], body['top_p'], body['service_tier'], (body['messages'] as unknown[])[0]],
      [0.3, 0.9, 'flex', { role: 'system', content: 'Be brief.' }],
    );
    await playground.readTurn('done');
  });
});
