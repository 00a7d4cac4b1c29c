import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';

const markdown = 'A prompt has tokens.\nEach prompt costs.\n\n# More\n\nA prompt, and a prompt.\n';
const code =
  '// What the LLM reads: a prompt.\n// Another prompt.\nconst prompt = 1;\n// A prompt of tokens, and no other prompt.\n';

/** On which lines, from 1, there are dots, each as often as there are. */
async function dotted(): Promise<number[]> {
  const boxes = await ui.boxes('.view-overlays .cdr[class*="ced-"]');
  const lines = await ui.boxes('.margin-view-overlays .line-numbers');
  return boxes.map(({ y }) => lines.findLastIndex((line) => line.y <= y + 2) + 1);
}

describe('the line under terms', () => {
  onScreen('stands under the first mention in each section, while the setting wants it', async () => {
    await setSetting('workbench.colorTheme', 'Default Dark Modern');
    await openText(markdown, 'markdown');
    assert.deepEqual(await dotted(), []);
    await setSetting(settingId('glossary.underline'), true);
    await poll('the dots', dotted, (all) => all.join() === '1,1,6');
    await ui.picture('underline-dark');
    await setSetting('workbench.colorTheme', 'Default Light Modern');
    await ui.picture('underline-light');
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Tokens.\n'));
    await poll('the dots after an edit', dotted, (all) => all.join() === '1,2,7');
    await setSetting(settingId('glossary.underline'), false);
    await poll('no dots', dotted, (all) => all.length === 0);
  });

  onScreen('stands once in each block of comments, and in no code @deep', async () => {
    await openText(code, 'typescript');
    await setSetting(settingId('glossary.underline'), true);
    await poll('the dots', dotted, (all) => all.join() === '1,1,4,4');
  });
});
