import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { leaveClean, workspaceFolder } from '../support/clean';
import { writeFile } from '../support/texts';

describe('a file that agents read', () => {
  after(async () => {
    await leaveClean();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'tidy-up'), { recursive: true });
  });

  it('has problems with a fix, which follow each edit', async () => {
    const uri = await writeFile('tidy-up/SKILL.md', '---\nname: tidy-up\ndescription: d\nallowed-tools: [Read]\n---\n');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const problems = (isRight: (problems: readonly vscode.Diagnostic[]) => boolean) =>
      poll('the problems', () => vscode.languages.getDiagnostics(uri), isRight);
    const isOurs = ({ code }: vscode.Diagnostic): boolean => code === 'skill-allowed-tools';
    const problem = (await problems((all) => all.some(isOurs))).find(isOurs);
    assert.equal(problem?.message, 'allowed-tools is one text, with spaces between the tools.');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      ...[uri, problem.range],
    );
    const fix = actions.find(({ title }) => title === 'Write the tools as one text');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /^allowed-tools: Read$/m);
    await problems((all) => !all.some(isOurs));
  });
});
