import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { poll, pollFor } from '../../support/poll';
import { onScreen, ui } from '../support/ui';
import { openSample } from '../support/texts';
import { tokenStatus } from '../support/window';

const titlesSchema = v.object({
  contributes: v.object({
    commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
  }),
});

describe('the running extension', () => {
  it('has registered every command', async () => {
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    const declared = v.parse(titlesSchema, extension?.packageJSON).contributes.commands;
    // It starts once the window is there, which may be after the first test.
    await poll(
      'the commands that are missing',
      async () => {
        const registered = await vscode.commands.getCommands(true);
        return declared.map(({ command }) => command).filter((command) => !registered.includes(command));
      },
      (missing) => missing.length === 0,
    );
  });

  it('has the words of its manifest', () => {
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    const titles = v.parse(titlesSchema, extension?.packageJSON).contributes.commands;
    assert.ok(titles.some(({ title, category }) => category === 'AI Field Guide' && title === 'Look Up Term...'));
    assert.deepEqual(
      titles.filter(({ title, category }) => /^%/.test(title) || /^%/.test(category)),
      [],
    );
  });

  onScreen('shows one status bar item, under its public id', async () => {
    await openSample('foundation-models.md');
    await ui.text(tokenStatus);
    await pollFor(() => ui.count('[id^="ai-field-guide.ai-field-guide"]'), 1);
  });
});
