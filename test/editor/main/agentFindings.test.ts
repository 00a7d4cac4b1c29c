import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { leaveClean, workspaceFolder } from '../support/clean';
import { writeFile } from '../support/texts';

describe('a file that agents read', () => {
  after(async () => {
    await leaveClean();
    for (const name of ['tidy-up', 'quiet'])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), name), { recursive: true });
  });

  it('has no problem that every prompt file would have @deep', async () => {
    await writeFile('quiet/.token-limits.json', '{ "defaults": { "*.md": 1 } }');
    const uri = await writeFile('quiet/greet.prompt.md', 'Greet the user by name.\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const codes = () => vscode.languages.getDiagnostics(uri).map(({ code }) => code);
    const all = await poll('the problem of its budget', codes, (found) => found.includes('over-budget'));
    assert.equal(all.includes('ignored'), false);
  });

  it('has problems with a fix, which follow each edit @deep', async () => {
    const uri = await writeFile('tidy-up/SKILL.md', '---\nname: tidy-up\ndescription: d\nallowed-tools: [Read]\n---\n');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const problems = (isRight: (problems: readonly vscode.Diagnostic[]) => boolean) =>
      poll('the problems', () => vscode.languages.getDiagnostics(uri), isRight);
    const isOurs = ({ code }: vscode.Diagnostic): boolean => code === 'skill-allowed-tools';
    const problem = (await problems((all) => all.some(isOurs))).find(isOurs);
    assert.equal(problem?.message, 'allowed-tools is one text, with spaces between the tools.');
    const name = 'vscode.executeCodeActionProvider';
    const actions = () => vscode.commands.executeCommand<vscode.CodeAction[]>(name, uri, problem.range);
    const isFix = ({ title, edit }: vscode.CodeAction): boolean => title === 'Write the tools as one text' && !!edit;
    const fix = (await poll('the fix', actions, (all) => all.some(isFix))).find(isFix);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /^allowed-tools: Read$/m);
    await problems((all) => !all.some(isOurs));
  });
});
