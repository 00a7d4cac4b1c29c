import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { leaveClean, setSetting } from '../support/clean';
import { startCommand } from '../support/commands';
import { makeTree, removeTrees } from '../support/folders';
import { openText } from '../support/texts';
import { answerInputBox, readMessage, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('reports on tokens', () => {
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));
  afterEach(async () => {
    await leaveClean();
    await removeTrees();
  });

  onScreen('say what has changed since a commit, by file @deep', async () => {
    const root = await makeTree('committed', {
      'a.md': 'One two three.\n',
      'gone.md': 'Four five.\n',
      '.gitignore': 'out\n',
    });
    const git = (...args: readonly string[]): void => {
      const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
      execFileSync('git', ['-C', root.fsPath, ...who, ...args], { stdio: 'ignore' });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'Begin');
    git('rm', '-q', 'gone.md');
    writeFileSync(path.join(root.fsPath, 'a.md'), 'One two three four five.\n');
    writeFileSync(path.join(root.fsPath, 'new.md'), 'Six.\n');
    writeFileSync(path.join(root.fsPath, 'out'), 'ignored\n');
    await startCommand('tokens.compareCommit', root);
    await answerInputBox('Compare Tokens with a Commit', 'HEAD');
    const report = await readPage('Tokens changed since HEAD in committed');
    assert.match(report, /a\.md\s+changed\s+4\s+6\s+\+2/);
    assert.match(report, /gone\.md\s+removed\s+3\s+0\s+−3/);
    assert.match(report, /new\.md\s+new\s+0\s+2\s+\+2/);
    assert.doesNotMatch(report, /ignored\b.*out|\bout\s/);
    await ui.picture('commit-report');
    await executeCommand('tokens.compareCommit', root, 'nowhere');
    assert.match(await readMessage('There is no commit'), /There is no commit "nowhere" in committed\./);
  });

  onScreen('count a text in all encodings, and selections beside the first @deep', async () => {
    const editor = await openText('Hello world.\nHallo Welt.\nこんにちは世界。\n', 'plaintext');
    await executeCommand('tokens.countInAllEncodings');
    const whole = await readPage('All encodings of');
    assert.match(whole, /Against the fewest[^]*o200k_base\s+\d+\s+×\d\.\d\d\s+\d\.\d/);
    await ui.picture('tax-report');
    await vscode.window.showTextDocument(editor.document);
    const line = (number: number): vscode.Selection => {
      const { range } = editor.document.lineAt(number);
      return new vscode.Selection(range.start, range.end);
    };
    vscode.window.activeTextEditor!.selections = [line(0), line(1), line(2)];
    await executeCommand('tokens.countInAllEncodings');
    const beside = await ui.inWebview('ai-pages th:has-text("Line 3")').text('main');
    assert.match(beside, /Characters\s+12\s+11\s+8/);
    assert.match(beside, /o200k_base\s+3\s+\d+ \(×\d\.\d\d\)\s+\d+ \(×\d\.\d\d\)/);
    await ui.picture('tax-report-languages');
  });
});
