import assert from 'node:assert/strict';
import { poll } from '../../support/poll';
import { startCommand } from '../support/commands';
import { chatRequests, playground, useFaultServer } from '../support/playground';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { answerInputBox, pickRow } from '../support/window';

describe('a prompt that is run', () => {
  const faults = useFaultServer();
  const sent = (): string => JSON.stringify(chatRequests(faults.server).at(-1)?.body ?? '');
  const chooseModel = 'Choose a model, or type its id as the provider writes it.';

  onScreen('asks for the value that it lacks and for whom has its model, once, and sends it then @deep', async () => {
    await openText('---\nmodel: nowhere/own-model\n---\nSay {{word}} in a word.', 'ai-prompt');
    await startCommand('prompts.run');
    await ui.text('.quick-input-widget:has-text("Left empty, nothing takes its place.")');
    assert.equal(chatRequests(faults.server).length, 0);
    await answerInputBox('Value of word', 'tea');
    await ui.text('.quick-input-title:has-text("Choose Model for nowhere/own-model")');
    assert.equal(chatRequests(faults.server).length, 0);
    await pickRow(chooseModel, 'ok', 'Use “ok”');
    await playground.readTurn('done');
    assert.match(sent(), /Say tea in a word\./);
    assert.match(sent(), /"model\\*":\\*"ok/);
    // Who was chosen for a model is asked for it again.
    const before = chatRequests(faults.server).length;
    await openText('---\nmodel: nowhere/own-model\n---\nSay cocoa.', 'ai-prompt');
    await startCommand('prompts.run');
    await poll('the next request', () => chatRequests(faults.server).length > before);
    await poll('its message', () => sent().includes('Say cocoa.'));
    await playground.fresh();
  });

  onScreen('sends nothing where the user leaves the question', async () => {
    await openText('Say {{word}} in a word.', 'ai-prompt');
    await startCommand('prompts.run');
    await ui.text('.quick-input-widget:has-text("Value of word")');
    await ui.key('Escape');
    await poll(
      'no question',
      async () => (await ui.count('.quick-input-widget:has-text("Value of word"):visible')) === 0,
    );
    assert.equal(chatRequests(faults.server).length, 0);
  });
});
