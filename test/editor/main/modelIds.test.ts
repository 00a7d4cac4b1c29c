import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';

const code = `import OpenAI from 'openai';

const client = new OpenAI();
const first = client.chat.completions.create({ model: 'gpt-3.5-turbo', messages: [] });
const second = client.chat.completions.create({ model: 'openai/gpt-3.5-turbo', messages: [] });
// model: 'gpt-4' in a comment, and 'gpt-4-but-not-really' in a string, are none.
const third = 'gpt-4-but-not-really';
`;

const own = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'AI Field Guide');
const problems = (editor: vscode.TextEditor, count: number): Promise<vscode.Diagnostic[]> =>
  poll(
    `${count} problems`,
    () => own(editor.document.uri),
    (found) => found.length === count,
  );

async function fixes(editor: vscode.TextEditor, at: vscode.Range): Promise<vscode.CodeAction[]> {
  const { uri } = editor.document;
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, at);
  return found.filter(({ title }) => /^Replace (?:with|all) /.test(title));
}

describe('model ids in code', () => {
  after(closeEditors);

  onScreen('that are retired are errors, with date, source and successor', async () => {
    const editor = await openText(code, 'typescript');
    const [first, second] = await problems(editor, 2);
    const [what, ...changes] = first?.message.split('\n') ?? [];
    assert.match(what ?? '', /^gpt-3\.5-turbo was retired at OpenAI on 23 October 2026\. Its successor is \S+\.$/);
    assert.ok(changes.length > 0, 'what else has to be changed');
    assert.ok(first);
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual([first.range.start.line, second?.range.start.line], [3, 4]);
    const target = typeof first.code === 'object' ? first.code.target : undefined;
    assert.equal(target?.scheme, 'https');
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await ui.text('.markers-panel .monaco-list-row:has-text("gpt-3.5-turbo was retired")');
    await ui.picture('model-ids-problems');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('are replaced here, or everywhere in the file, and keep the prefix of a router @deep', async () => {
    const editor = await openText(code, 'typescript');
    const [first, second] = await problems(editor, 2);
    const [fix] = await fixes(editor, second!.range);
    assert.match(fix?.title ?? '', /^Replace with /);
    assert.ok(await vscode.workspace.applyEdit(fix!.edit!));
    assert.match(editor.document.lineAt(4).text, /model: 'openai\/(?!gpt-3\.5)[\w.-]+'/);
    await problems(editor, 1);
    const titles = (await fixes(editor, first!.range)).map(({ title }) => title);
    assert.equal(titles.length, 1, titles.join());
  });

  it('are replaced only where they still stand', async () => {
    // A language whose other fixes keep nobody waiting.
    const editor = await openText('model: gpt-3.5-turbo\n', 'ini');
    const [problem] = await problems(editor, 1);
    const replaced = async (range: vscode.Range): Promise<string[]> =>
      (await fixes(editor, range)).flatMap(({ edit }) =>
        (edit?.get(editor.document.uri) ?? []).map(({ range: at }) => editor.document.getText(at)),
      );
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'));
    // At once, and when it was looked at again.
    for (const text of await replaced(problem!.range)) assert.equal(text, 'gpt-3.5-turbo');
    await poll('fixes of the new place', async () => (await replaced(problem!.range)).includes('gpt-3.5-turbo'));
  });

  it('are looked at again as they are typed, and forgotten where the setting is off @deep', async () => {
    const editor = await openText("const model = 'gpt-';\n", 'typescript');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 19), '4'));
    await problems(editor, 1);
    await setSetting(settingId('models.checkIds'), false);
    await problems(editor, 0);
    await setSetting(settingId('models.checkIds'), undefined);
    await problems(editor, 1);
  });

  it('are a warning within the days of the setting, and an information before @deep', async () => {
    const days = Math.ceil((Date.parse('2027-04-01') - Date.now()) / 86_400_000);
    const editor = await openText("const model = 'gpt-5.1';\n", 'typescript');
    await setSetting(settingId('models.warnWithinDays'), days + 1);
    const severity = (wanted: vscode.DiagnosticSeverity): Promise<boolean> =>
      poll(`severity ${wanted}`, () => own(editor.document.uri)[0]?.severity === wanted);
    await severity(vscode.DiagnosticSeverity.Warning);
    await setSetting(settingId('models.warnWithinDays'), days - 2);
    await severity(vscode.DiagnosticSeverity.Information);
    await setSetting(settingId('models.warnWithinDays'), undefined);
  });
});
