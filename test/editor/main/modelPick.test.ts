import assert from 'node:assert/strict';
import { pollFor } from '../../support/poll';
import { byId, faultProvider, page, playground, setProviders, useFaultServer } from '../support/playground';
import { pickRow } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('the list of models beside the model of the playground', () => {
  const faults = useFaultServer();

  onScreen('offers all models with price, window and end, and takes an id that is typed @deep', async () => {
    await setProviders(faultProvider(faults.server, { baseUrl: faults.server.baseUrlFor('list-openrouter') }));
    await playground.click('pick-model');
    const list = '.quick-input-widget .quick-input-list';
    await pollFor(() => ui.text(`${list}:has-text("Pocket")`), /Load the models of Fault Server/);
    // Nobody was asked by opening it.
    assert.deepEqual(faults.server.requests, []);
    await ui.click(`${list} .monaco-list-row:has-text("Load the models of Fault Server")`);
    const row = `${list} .monaco-list-row:has-text("openai/gpt-6-sol")`;
    await pollFor(
      () => ui.text(row),
      /\$2\.10 in \/ \$10\.50 out.*400K context, says Fault Server.*ends on 15 January 2027, says Fault Server/s,
    );
    await ui.picture('model-pick');
    await ui.click(row);
    await page.text(`${byId('settings')}:has-text("openai/gpt-6-sol")`);
    await playground.click('pick-model');
    await pickRow('Choose a model, or type its id as the provider writes it.', 'my-own', 'Use “my-own”');
    await page.text(`${byId('settings')}:has-text("my-own")`);
  });
});
