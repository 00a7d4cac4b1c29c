import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { configFileName } from '../../../src/core/code/ids/config/idConfig';
import { closeEditors, workspaceFolder } from '../support/clean';
import { makeTree, removeTrees } from '../support/folders';
import { hoverAt, openText } from '../support/texts';

const code = `from openai import OpenAI

client = OpenAI()
first = client.chat.completions.create(model="o3", max_tokens=100)
second = client.chat.completions.create(model="gpt4o")
# client.chat.completions.create(model="gpt4o", max_tokens=5) in a comment is none.
local = OpenAI(base_url="http://localhost:1234/v1")
third = local.chat.completions.create(model="gpt4o", max_tokens=100)
`;

const hints = (uri: vscode.Uri): Promise<vscode.Diagnostic[]> =>
  poll(
    'a hint',
    () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ source, severity }) => source === 'AI Field Guide' && severity === vscode.DiagnosticSeverity.Hint)
        .sort((a, b) => a.range.start.compareTo(b.range.start)),
    (found) => found.length > 0,
  );

async function applyFix(editor: vscode.TextEditor, at: vscode.Range, title: string): Promise<void> {
  const { uri } = editor.document;
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, at);
  const fix = found.find((each) => each.title === title);
  assert.ok(fix?.edit, found.map((each) => each.title).join());
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
}

describe('calls in code', () => {
  after(closeEditors);

  it('have hints at slips in their ids alone, with a fix', async () => {
    const editor = await openText(code, 'python');
    const found = await hints(editor.document.uri);
    assert.deepEqual(
      found.map(({ message, range }) => [range.start.line, editor.document.getText(range), message]),
      [[4, 'gpt4o', 'Unknown model gpt4o. Did you mean gpt-4o?']],
    );
    await applyFix(editor, found[0]!.range, 'Replace with gpt-4o');
    assert.match(editor.document.lineAt(4).text, /model="gpt-4o"\)/);
  });

  it('are silenced by a comment that a fix writes, and by ai-field-guide.yml as soon as it changes @deep', async () => {
    const root = await makeTree('call-hints', { 'a.py': code });
    const uri = vscode.Uri.joinPath(root, 'a.py');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const config = vscode.Uri.joinPath(workspaceFolder(), configFileName).fsPath;
    const left = (expected: readonly string[]) =>
      poll(
        `hints at ${expected.join()}`,
        // Of o3 itself there is something to be said, too.
        () =>
          vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Hint),
        (found) => found.map(({ range }) => editor.document.getText(range)).join() === expected.join(),
      );
    try {
      const [slip] = await hints(uri);
      await writeFile(config, 'severity: { unknown: off }\n');
      await left([]);
      await rm(config);
      await left(['gpt4o']);
      await writeFile(config, 'ignore: { paths: [/call-hints/] }\n');
      await left([]);
      await rm(config);
      await left(['gpt4o']);
      await applyFix(editor, slip!.range, 'Ignore gpt4o here');
      assert.equal(editor.document.lineAt(4).text, '# ai-field-guide-ignore gpt4o');
      await left([]);
    } finally {
      await rm(config, { force: true });
      await closeEditors();
      await removeTrees();
    }
  });

  it('have a card at a parameter, that says what the model does with it', async () => {
    const editor = await openText(code, 'python');
    const at = (line: number): vscode.Position =>
      new vscode.Position(line, editor.document.lineAt(line).text.indexOf('max_tokens') + 2);
    const cards = (line: number): Promise<string> => hoverAt(editor.document, at(line));
    assert.match(
      await cards(3),
      /\*\*max_tokens\*\* · `o3`\s+o3 rejects max_tokens\..*npmjs\.com\/package\/openai\/v\//,
    );
    assert.doesNotMatch(await cards(7), /rejects/);
  });
});
