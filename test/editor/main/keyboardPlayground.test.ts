import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { poll } from '../../support/poll';
import { closeEditors } from '../support/clean';
import { commandByKeys } from '../support/keyboard';
import {
  byId,
  chatRequests,
  faultProvider,
  inLastTurn,
  page,
  playground,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';

/** Presses a key and waits until the focus is there. */
async function press(key: string, then: string): Promise<void> {
  await ui.key(key);
  await hasFocus(then);
}

const focused = (selector: string): string => `${selector}:focus-visible, ${selector}:has(:focus-visible)`;

/** Waits until that element of the page has the focus, with a ring that shows it. */
const hasFocus = (selector: string): Promise<unknown> =>
  poll(`the focus on ${selector}`, () => page.count(focused(selector)));

/** Goes on until the focus is there, past whatever controls stand between. */
async function goTo(key: string, selector: string): Promise<void> {
  for (let i = 0; i < 60 && (await page.count(focused(selector))) === 0; i++) await ui.key(key);
  await hasFocus(selector);
}

const backTo = (selector: string): Promise<void> => goTo('Shift+Tab', selector);

async function openPlayground(): Promise<void> {
  await executeCommand('playground.open');
  await hasFocus(byId('message'));
}

describe('the playground by keyboard', () => {
  const faults = useFaultServer();
  const requests = (): number => chatRequests(faults.server).length;

  onScreen('has the focus in the message field when it is opened, and when it is brought to the front', async () => {
    await playground.use('ok');
    await closeEditors();
    await commandByKeys('AI Field Guide: Open Playground');
    await hasFocus(byId('message'));
    await ui.type('Hello');
    await openText('Over the playground.');
    await openPlayground();
    await ui.type(', you');
    await ui.key('ControlOrMeta+Enter');
    assert.match(await playground.readTurn('done'), /Hello, you/);
    await hasFocus(byId('message'));
  });

  onScreen('leads to every control with Tab, back with Shift+Tab, and shows where the focus is @deep', async () => {
    await playground.ask('ok', 'Hello');
    await playground.readTurn('done');
    await playground.unfold();
    await openPlayground();
    // All that a server of this machine takes.
    const parameters = [
      ...[
        'reasoning_effort',
        'verbosity',
        'top_p',
        'frequency_penalty',
        'presence_penalty',
        'stop',
        'seed',
        'logprobs',
      ],
      ...['top_k', 'min_p', 'repetition_penalty'],
    ];
    const back = [
      byId('system'),
      byId('edit-tools'),
      byId('add-schema'),
      byId('choose-preset'),
      byId('body-fields'),
      ...parameters.toReversed().map((name) => byId(`param-${name}`)),
      byId('max-output'),
      byId('temperature'),
      byId('load-models'),
      byId('pick-model'),
      byId('model'),
      byId('add-provider'),
      byId('provider'),
      byId('settings'),
      byId('delete-answer'),
      byId('edit-answer'),
      byId('retry-times'),
      byId('retry'),
      byId('tokens'),
      byId('show-wire'),
      byId('open-answer'),
      byId('insert'),
      byId('copy'),
      byId('delete-turn'),
      byId('edit-prompt'),
      '.transcript',
      byId('new-session'),
    ];
    for (const control of back) await press('Shift+Tab', control);
    for (const control of [
      ...back.slice(0, -1).reverse(),
      byId('message'),
      byId('attach'),
      byId('own-answer'),
      byId('send'),
    ])
      await press('Tab', control);
  });

  onScreen('presses buttons with Enter and with the space bar @deep', async () => {
    await playground.ask('ok', 'Hello'); // Unfolds the settings, to choose the model.
    await playground.readTurn('done');
    await vscode.env.clipboard.writeText('something else');
    await openPlayground();
    await backTo(byId('retry'));
    await ui.key('Enter');
    await poll('the second request', requests, (count) => count === 2);
    await playground.readTurn('done');
    await openPlayground();
    await backTo(byId('copy'));
    await ui.key('Space');
    await poll(
      'the clipboard',
      () => vscode.env.clipboard.readText(),
      (text) => text === 'Hello',
    );
    const above = [byId('delete-turn'), byId('edit-prompt'), '.transcript', byId('new-session')];
    for (const control of above) await press('Shift+Tab', control);
    await ui.key('Enter');
    await poll('no turn', playground.countTurns, (turns) => turns === 0);
  });

  onScreen(
    'stops an answer with Escape, or with the button in the place of Send, and stays in the message @deep',
    async () => {
      await playground.fill('model', 'slow');
      for (const stop of [() => ui.key('Escape'), () => goTo('Tab', byId('stop')).then(() => ui.key('Enter'))]) {
        await openPlayground();
        await ui.type('Hello');
        await ui.key('ControlOrMeta+Enter');
        await page.text(`${byId('answer')}:has-text("word")`);
        await stop();
        await playground.readTurn('stopped');
        await hasFocus(byId('message'));
      }
    },
  );

  onScreen('chooses the provider with arrows and Enter, and leaves the list with Escape @deep', async () => {
    await setProviders(faultProvider(faults.server), faultProvider(faults.server, { id: 'second', name: 'Second' }));
    await playground.unfold();
    await page.text(`${byId('provider')}:has-text("Fault Server")`);
    await openPlayground();
    await backTo(byId('provider'));
    const open = 'vscode-single-select[open]';
    await ui.key('Enter');
    await poll('the list', () => page.count(open));
    await ui.key('Escape');
    await poll(
      'no list',
      () => page.count(open),
      (lists) => lists === 0,
    );
    await ui.key('Enter');
    await poll('the list', () => page.count(open));
    await ui.key('ArrowDown');
    await ui.key('Enter');
    await hasFocus(byId('provider'));
    await playground.ask('ok', 'Hello');
    assert.match(await playground.readTurn('done'), /Second/);
  });

  onScreen('leads back to the latest words with Jump to Latest, which is there only above them @deep', async () => {
    const jump = byId('jump-to-latest');
    await playground.ask('echo', '- A line of a long answer\n'.repeat(150));
    await playground.readTurn('done');
    await playground.ask('slow', 'Hello');
    await page.text(inLastTurn(`${byId('answer')}:has-text("word word word")`));
    assert.equal(await page.count(jump), 0);
    await openPlayground();
    await backTo('.transcript');
    await hasFocus('.transcript');
    await ui.key('Home');
    await page.text(jump);
    await openPlayground();
    await backTo(jump);
    await press('Enter', '.transcript');
    const words = async (): Promise<number> => (await playground.readAnswer()).length;
    const before = await words();
    await poll('more words', words, (count) => count > before + 50);
    assert.equal(await page.count(jump), 0);
    await ui.key('Escape');
    await playground.readTurn('stopped');
  });
});
