import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { contextScheme, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { closeEditors, leaveClean, setSetting, workspaceFolder } from '../support/clean';
import { save, writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { clickUntil, hideViews, showAlone, unfold } from '../support/views';
import { readPage } from '../support/window';

const pane = '.pane:has(.pane-header :text-is("Agent Context"))';
const row = (label: string): string => `${pane} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;

/** The text of what is shown now, as soon as it is right. */
const readText = (isRight: (text: string) => boolean): Promise<string> =>
  poll('the text', () => vscode.window.activeTextEditor?.document.getText() ?? '', isRight);

describe('Agent Context', () => {
  before(() => writeFile('CLAUDE.md', 'Answer in haiku.\n'));
  afterEach(leaveClean);
  after(async () => {
    await hideViews();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md'));
  });

  it('opens what an agent reads as a text, which follows each edit @deep', async () => {
    const file = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md'));
    const editor = await vscode.window.showTextDocument(file);
    await executeCommand('context.showText', 'claude-code');
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, contextScheme);
    assert.match(await readText((text) => text !== ''), /Answer in haiku\./);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), 'Be kind. ');
    await vscode.workspace.applyEdit(edit);
    await readText((text) => text.includes('Be kind. Answer in haiku.'));
    await save(file);
  });

  it('stands in a line above a file that agents read, which follows edits and its setting @deep', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const lenses = () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 9);
    const titles = async () => (await lenses()).map(({ command }) => command?.title ?? '');
    const readBy = / · every turn: Claude Code, Copilot · not read: Codex, Gemini CLI, Cursor$/;
    const [before] = await poll('the line', titles, (all) => all.some((title) => readBy.test(title)));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), 'Name what you do. ');
    await vscode.workspace.applyEdit(edit);
    await poll('other tokens', titles, ([now = '']) => readBy.test(now) && now !== before);
    await setSetting(settingId('context.codeLens'), false);
    await poll('no line', titles, (all) => all.length === 0);
    await save(document);
  });

  it('takes a file that a changed .gitignore leaves out for one that no agent reads @deep', async () => {
    await writeFile('.gitignore', 'other/\n');
    await writeFile('below/CLAUDE.md', 'Answer in prose.\n');
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'below/CLAUDE.md');
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      const isRead = async (): Promise<boolean> => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          ...(['vscode.executeCodeLensProvider', uri, 9] as const),
        );
        return lenses.some(({ command }) => command?.title.includes('Claude Code') === true);
      };
      await poll('the line', isRead);
      await writeFile('.gitignore', 'below/\n');
      await poll('another line', isRead, (is) => !is);
      await writeFile('.gitignore', 'other/\n');
      await poll('the line again', isRead);
    } finally {
      for (const name of ['below', '.gitignore'])
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), name), { recursive: true });
    }
  });

  onScreen('shows the row of a file at a click on the line above it @deep', async () => {
    await closeEditors();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const chosen = `${pane} .monaco-list-row.selected:has(.monaco-icon-name-container :text-is("CLAUDE.md"))`;
    // One click was lost in a whole run, as if the line had been drawn anew below it; the cause was not seen.
    await clickUntil('.codelens-decoration a:has-text("every turn: Claude Code, Copilot")', 'the row of the file', () =>
      ui.count(chosen),
    );
  });

  onScreen('lists for each agent what it reads, and opens a file at a click', async () => {
    await closeEditors();
    await showAlone(viewId('context'), 'Agent Context');
    await unfold(row('Claude Code'), row('With Every Turn'));
    await unfold(row('With Every Turn'), row('CLAUDE.md'));
    await pollFor(() => ui.text(row('Claude Code')), /≈\d+ tokens · .*\$.*, cached /);
    const notLookedAt = row('The files of the user were not looked at.');
    await unfold(row('Not Known'), notLookedAt);
    await executeCommand('context.includeOwnFiles');
    await poll('the files of the user', async () => (await ui.count(notLookedAt)) === 0);
    await ui.text(`${pane} [aria-label="Ignore My Own Files"]`);
    await executeCommand('context.ignoreOwnFiles');
    await poll('no files of the user', () => ui.count(notLookedAt));
    await ui.click(row('CLAUDE.md'));
    await readText((text) => text.includes('Answer in haiku.'));
  });

  onScreen('is of no file any more once all editors are closed @deep', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'CLAUDE.md');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await showAlone(viewId('context'), 'Agent Context');
    const description = `${pane} .pane-header .description`;
    await poll(
      'the name of the file',
      () => ui.text(description),
      (text) => text === 'CLAUDE.md',
    );
    await closeEditors();
    await poll('no name of a file', async () => (await ui.count(description)) === 0);
  });

  onScreen('has all of it as a report, from the title of the view @deep', async () => {
    await closeEditors();
    await showAlone(viewId('context'), 'Agent Context');
    await vscode.commands.executeCommand(`${viewId('context')}.focus`);
    await ui.text(row('Claude Code'));
    await ui.click(`${pane} .action-label[aria-label^="Open Report"]`);
    const report = await readPage('What agents read in');
    assert.match(report, /Claude Code\s+Claude [^\n]*tokens[^]*CLAUDE\.md\s+Instructions\s+with\severy\sturn\s+whole/);
    for (const name of ['Codex', 'Copilot', 'Gemini CLI', 'Cursor', 'Not Known', 'Findings', 'Rules'])
      assert.ok(report.includes(name), name);
    const page = ui.inWebview('ai-pages main');
    assert.doesNotMatch(report, /32 KiB/);
    await page.click('a:has-text("All Rules") >> nth=0');
    await pollFor(() => page.text('details[open]'), /^Rules of .* as of/);
    await page.click('summary:has-text("Rules of Codex")');
    await pollFor(() => page.text('details:has-text("Rules of Codex")'), /together have 32 KiB.*Tried out with/);
    await ui.picture('context-report');
  });

  onScreen('says what has changed since the last commit, and nothing before @deep', async () => {
    const folder = workspaceFolder();
    const git = (...args: readonly string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'core.hooksPath='];
      execFileSync('git', ['-C', folder.fsPath, ...who, ...args], { stdio: 'ignore' });
    };
    const file = vscode.Uri.joinPath(folder, 'CLAUDE.md');
    const since = async (): Promise<string> =>
      /[+−]\d+ since the last commit/.exec(await ui.text(row('CLAUDE.md')))?.[0] ?? '';
    await closeEditors();
    git('init', '-q');
    try {
      git('add', 'CLAUDE.md');
      git('commit', '-q', '--no-verify', '-m', 'One');
      await vscode.commands.executeCommand('git.openRepository', folder.fsPath);
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      await showAlone(viewId('context'), 'Agent Context');
      await unfold(row('Claude Code'), row('With Every Turn'));
      await unfold(row('With Every Turn'), row('CLAUDE.md'));
      assert.equal(await since(), '');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(file, new vscode.Position(0, 0), 'Be kind to everybody, and brief. ');
      await vscode.workspace.applyEdit(edit);
      await poll('the change of what is typed', since, (text) => text.startsWith('+'));
      await pollFor(() => ui.text(row('Claude Code')), /\+\d+ since the last commit/);
      await save(document);
      await poll('the change of what is saved', since, (text) => text.startsWith('+'));
      git('commit', '-q', '--no-verify', '-a', '-m', 'Two');
      await vscode.commands.executeCommand('git.refresh', folder);
      await poll('no change', since, (text) => text === '');
    } finally {
      await vscode.commands.executeCommand('git.close', folder);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '.git'), { recursive: true });
    }
  });
});
