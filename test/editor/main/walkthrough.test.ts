import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, labViewType, settingIds } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { byId, page, playground, setProviders } from '../support/playground';
import { openText, positionOf } from '../support/texts';
import { pageWith, readHover, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const shown = '.gettingStartedContainer';
const step = (title: string): string => `${shown} .getting-started-step:has(.step-title:has-text("${title}"))`;
const done = (title: string): string => `${step(title)} .codicon-getting-started-step-checked.complete`;
const steps = [
  ...['Rest the mouse on a word', 'See tokens', 'Look at a family'],
  ...['Ask Pocket', 'Open the lab', 'Add a real model'],
];

const getStarted = (): Promise<unknown> => ui.command('AI Field Guide: Get Started');
/** Chooses a step and presses its button. */
async function press(title: string, button: string): Promise<void> {
  await getStarted();
  await ui.click(`${step(title)} .step-title`);
  await ui.click(`${shown} .monaco-button:has-text("${button}")`);
}
async function isDone(title: string): Promise<void> {
  await getStarted();
  await ui.text(done(title)).catch(() => assert.fail(`"${title}" is not done`));
}

describe('the walkthrough', () => {
  onScreen('opens from the palette with six steps, of which none is done before the user did it', async () => {
    await vscode.commands.executeCommand('resetGettingStartedProgress');
    await getStarted();
    for (const title of steps) await ui.text(`${shown} .step-title:has-text("${title}")`);
    await ui.click(`${step('Add a real model')} .step-title`);
    await ui.text(`${shown} .monaco-button:has-text("Use a Real Model")`);
    assert.equal(await ui.count(done('Add a real model')), 0);
    await ui.screenshot('walkthrough');
  });

  onScreen('ticks off a word on hover, on the sample that its button opens', async () => {
    await press('Rest the mouse on a word', 'Open a Sample Text');
    await ui.text('.view-line:has-text("A text to try things on")');
    assert.equal(await ui.count(done('Rest the mouse on a word')), 0);
    await readHover('context window', /at once/);
    await isDone('Rest the mouse on a word');
  });

  onScreen('ticks off tokens once an editor shows them, on the sample where no text is open', async () => {
    await press('See tokens', 'Show Tokens');
    await ui.text('.view-line:has-text("A text to try things on")');
    await isDone('See tokens');
    await vscode.commands.executeCommand(commandIds.hideTokens);
  });

  onScreen('ticks off the families once their view is seen', async () => {
    await press('Look at a family', 'Show Model Families');
    await ui.text('.pane-header:has-text("Model Families")');
    await isDone('Look at a family');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('ticks off Pocket once it was asked, not when the question stands there', async () => {
    await setProviders();
    await press('Ask Pocket', 'Ask What a Token Is');
    await poll('the prompt', () => page.value('#message'), (text) => text === 'What is a token?');
    await getStarted();
    assert.equal(await ui.count(done('Ask Pocket')), 0);
  });
});
