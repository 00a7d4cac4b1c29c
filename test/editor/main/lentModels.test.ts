import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, wireScheme } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { answeringDialog, byId, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { pickRow } from '../support/window';
import { onScreen, ui } from '../support/ui';

/** Values that `test/fakes/lentModels` gives to those who activate it. */
interface Lender {
  readonly seen: {
    readonly asked: readonly (readonly { readonly role: number; readonly text: string }[])[];
    readonly counted: readonly unknown[];
    readonly stopped: number;
  };
  offer(...ids: string[]): void;
}

const names = 'lender (ai-field-guide-tests.lent-models)';

describe('a model that VS Code lends', () => {
  useFaultServer();
  let lender: Lender;

  before(async () => {
    const extension = vscode.extensions.getExtension<Lender>('ai-field-guide-tests.lent-models');
    assert.ok(extension, 'the companion of this suite is not installed');
    lender = await extension.activate();
  });
  after(async () => {
    lender.offer();
    // The next question must not be meant for a model that is gone.
    const target = { providerId: 'built-in:pocket', model: 'pocket' };
    await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
    await page.text(`${byId('destination')}:not(:text-is("No provider chosen"))`);
  });

  /** Chooses that model as a command does, and waits until it is there. */
  const choose = async (model: string): Promise<void> => {
    const target = { providerId: 'built-in:vscode:lender', model };
    await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
    await page.text(`${byId('destination')}:has-text("${names}")`);
  };

  /** Sends a message, and answers the question that comes before; `undefined` leaves it. Gives the question. */
  const send = async (message: string, answer?: string): Promise<string> => {
    await playground.fill('message', message);
    return answeringDialog(answer, () => playground.click('send'));
  };

  onScreen('is listed, asked once it was agreed to, streams, stops, and says what went wrong @deep', async () => {
    lender.offer('echo', 'endless', 'blocked');
    await choose('endless');
    await playground.click('pick-model');
    await ui.text('.quick-input-list .monaco-list-row:has-text("echo")');
    await pickRow('Choose a model, or type its id as the provider writes it.', 'echo', 'echo');
    await page.text(`${byId('settings')}:has-text("echo · Lender (VS Code)")`);
    await pollFor(() => page.text(byId('destination')), `Goes to ${names}`);
    await playground.fill('system', 'Be brief.');
    await pollFor(() => page.text(`${byId('lent')}:has-text("first user message")`), /no token usage and no cost/);

    const asked = await send('One two three');
    assert.match(asked, /extension ai-field-guide-tests\.lent-models, which provides the models of “lender”/);
    await page.text(byId('not-sent'));
    await pollFor(() => page.value(byId('message')), 'One two three');
    assert.deepEqual([lender.seen.asked, lender.seen.counted], [[], []]);

    assert.match(await send('One two three', 'Send'), /^Send to Lender \(VS Code\)\?/);
    const turn = await playground.readTurn('done');
    await playground.answerIs('One two three');
    assert.match(turn, /≈1,0\d\d tokens in, 1,0\d\d out \(counted by the extension, not reported\)/);
    assert.match(turn, /cost unknown/);
    assert.deepEqual(lender.seen.asked, [
      [
        { role: 1, text: 'Be brief.' },
        { role: 1, text: 'One two three' },
      ],
    ]);
    await ui.picture('lent-models');

    // Agreed to for this session: it is not asked again, and the model counts what is typed.
    await playground.fill('message', 'Counted there');
    await poll('its own count', () => lender.seen.counted.includes('Counted there'));
    await playground.fill('system', '');
    await playground.ask('endless', 'Go on');
    await page.text(inLastTurn(`${byId('answer')}:has-text("On and on")`));
    await playground.click('stop');
    await playground.readTurn('stopped');
    await poll('the stop', () => lender.seen.stopped > 0);

    await playground.ask('blocked', 'And now?');
    assert.match(
      await playground.readTurn('failed'),
      /Lender accepts no more requests for a while: Come back tomorrow\./,
    );
    await page.click(inLastTurn(byId('show-wire')));
    const shown = await poll('why there is nothing to show', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === wireScheme ? document.getText() : '';
    });
    assert.match(shown, /gave the messages to the extension that provides this model/);
  });

  onScreen('stays chosen while it is away, and nobody else is asked in its place @deep', async () => {
    lender.offer('echo');
    await choose('echo');
    lender.offer();
    await page.text(`${byId('destination')}:has-text("No provider chosen")`);
    lender.offer('echo');
    await page.text(`${byId('destination')}:has-text("${names}")`);
  });
});
