import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { guide } from '../../../generated/guide';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { byId, page, playground, setProviders } from '../support/playground';
import { assertTriesLead, messageIs, triesOf } from '../support/tries';
import { readHover, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

const shown = '.gettingStartedContainer';
const steps = {
  hover: 'Rest the mouse on a word',
  tokens: 'See tokens',
  families: 'Look at a family',
  ask: 'Ask Pocket',
  lab: 'Open the lab',
  model: 'Add a real model',
} as const;
type StepId = keyof typeof steps;

const stepTitle = (id: StepId): string => `${shown} .step-title:has-text("${steps[id]}")`;
const box = (id: StepId, done: boolean): string =>
  `${shown} [data-done-step-id$="#${id}"][aria-checked="${String(done)}"]`;
const lab = ui.inWebview('ai-lab main');

const picture = ui.inWebview('svg[role="img"]');
/** As it stands in the file. */
function titleOfPicture(id: StepId): string {
  const file = path.join(extensionPath(), 'media', 'walkthrough', `${id}.svg`);
  return /<title>([^<]+)<\/title>/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'no title';
}
const extensionPath = (): string =>
  vscode.extensions.getExtension('ai-field-guide.ai-field-guide')?.extensionPath ?? '';

const getStarted = (): Thenable<unknown> => vscode.commands.executeCommand(commandId('start.openWalkthrough'));
/** Chooses a step and presses its button. */
async function press(id: StepId, button: string): Promise<void> {
  await getStarted();
  await ui.click(stepTitle(id));
  await ui.click(`${shown} .monaco-button:has-text("${button}")`);
}
async function isTicked(id: StepId, done: boolean): Promise<void> {
  await getStarted();
  await ui.text(box(id, done));
}

describe('the walkthrough', () => {
  onScreen('opens from the palette, with six steps and a picture and a button each', async () => {
    await ui.runInPalette('AI Field Guide: Get Started');
    for (const id of Object.keys(steps) as StepId[]) await ui.text(stepTitle(id));
    for (const id of Object.keys(steps) as StepId[]) {
      await ui.click(stepTitle(id));
      await poll(
        `the picture of ${id}`,
        // The frame of the step before goes away meanwhile.
        () => picture.html('svg[role="img"] title').catch(String),
        (title) => title.includes(titleOfPicture(id)),
      );
    }
    await ui.text(`${shown} .monaco-button:has-text("Use a Real Model")`);
    await ui.screenshot('walkthrough');
  });

  onScreen('ticks a word off when it was explained, on the sample that the button opens', async () => {
    await press('hover', 'Open a Sample Text');
    await ui.text('.view-line:has-text("A text to try things on")');
    await poll(
      'a text that nobody is asked to save',
      () => vscode.window.visibleTextEditors.map(({ document }) => document.isUntitled),
      (shownTexts) => shownTexts.length === 1 && !shownTexts[0],
    );
    await readHover('context window', /at once/);
    await isTicked('hover', true);
  });

  onScreen('ticks tokens off when an editor shows them, on the sample where no text is open', async () => {
    await press('tokens', 'Show Tokens');
    await ui.text('.view-line:has-text("A text to try things on")');
    await isTicked('tokens', true);
    await vscode.commands.executeCommand(commandId('tokens.toggleColors'), false);
  });

  onScreen(
    'counts the text in the status bar after Show Tokens, and leaves its colours at a second press',
    async () => {
      await press('hover', 'Open a Sample Text');
      await ui.text('.view-line:has-text("A text to try things on")');
      for (const time of ['first', 'second']) {
        await press('tokens', 'Show Tokens');
        await poll(
          `the sample with the focus, the ${time} time`,
          () => vscode.window.activeTextEditor?.document.getText() ?? '',
          (text) => text.includes('A text to try things on'),
        );
        await pollFor(() => ui.text(tokenStatus), /\d+ tokens$/);
        await poll('its colours', async () => (await ui.boxes('.cdr[class*="TextEditorDecorationType"]')).length > 50);
      }
      await ui.screenshot('walkthrough-tokens');
      await vscode.commands.executeCommand(commandId('tokens.toggleColors'), false);
    },
  );

  onScreen('ticks the families off when their view is seen', async () => {
    await press('families', 'Show Model Families');
    await ui.text('.pane-header:has-text("Model Families")');
    await isTicked('families', true);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('puts the question to Pocket into the message field, and ticks it off when it is sent', async () => {
    await setProviders();
    await press('ask', 'Ask What a Token Is');
    await messageIs('What is a token?');
    await page.text(`${byId('destination')}:text-is("Stays on this machine")`);
    assert.equal(await playground.countTurns(), 0);
    await playground.click('send');
    await playground.readTurn('done');
    await isTicked('ask', true);
  });

  onScreen('ticks the lab off when it is there', async () => {
    await press('lab', 'Open the Lab');
    await lab.text('[data-station]');
    await isTicked('lab', true);
  });

  onScreen('ticks a real model off when one is set up, however that was done', async () => {
    await setProviders({ id: 'mine', name: 'Mine', baseUrl: 'http://127.0.0.1:9/v1' });
    await isTicked('model', true);
  });
});

// One with both kinds of tries: test/webview/pages/tries.test.ts has all of them on the page, test/editor/deep in the editor.
describe('what a page of the guide offers to try', () => {
  onScreen('leads where it says', async () => {
    const withBoth = guide.find(({ markdown }) =>
      ['lab', 'playground'].every((kind) => triesOf(markdown, kind).length > 0),
    );
    await assertTriesLead(withBoth!);
  });
});
