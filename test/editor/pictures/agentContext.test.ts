import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { leaveClean, setSetting, workspaceFolder } from '../support/clean';
import { openSample, writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { hideViews, showAlone, unfold } from '../support/views';
import { pageWith } from '../support/window';

const row = (label: string): string =>
  `.pane:has(.pane-header :text-is("Agent Context")) .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;
const files = {
  'AGENTS.md': 'Use plain words, and test what you write. '.repeat(900),
  'CLAUDE.md': 'Answer in haiku.\n',
  '.claude/skills/release/SKILL.md': '---\nname: release\ndescription: Releases a version.\n---\nPush a tag.',
  '.github/instructions/py.instructions.md': '---\napplyTo: "**/*.py"\n---\nUse types.',
};

describe('the pictures of Agent Context', () => {
  before(async () => {
    for (const [name, text] of Object.entries(files)) await writeFile(name, text);
  });
  after(async () => {
    await leaveClean();
    await hideViews();
    for (const name of [...Object.keys(files).slice(0, 2), '.claude', '.github'])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), name), { recursive: true });
  });

  for (const theme of [
    'Default Dark Modern',
    'Default Light Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ]) {
    onScreen(`show it in the theme ${theme}`, async () => {
      await setSetting('workbench.colorTheme', theme);
      await openSample('ask_model.py');
      await showAlone(viewId('context'), 'Agent Context');
      await unfold(row('Codex'), row('With Every Turn'));
      await unfold(row('Cut, Left Out or Not Read'), row('AGENTS.md'));
      const name = theme.toLowerCase().replaceAll(' ', '-');
      await ui.screenshot(`agent-context-${name}`);
      await vscode.commands.executeCommand(commandId('context.openReport'));
      const report = pageWith(`What agents read in ${workspaceFolder().path.split('/').at(-1)}`);
      await report.text('main:has-text("Rules")');
      await ui.screenshot(`context-report-${name}`);
      await report.click('a:has-text("All Rules") >> nth=0');
      await report.text('details[open]');
      await ui.screenshot(`context-rules-${name}`);
    });
  }
});
