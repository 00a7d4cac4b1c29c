import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { closeEditors } from '../support/clean';
import { hoverAt, openText } from '../support/texts';

const code = `from openai import OpenAI

client = OpenAI()
first = client.chat.completions.create(model="o3", max_tokens=100, stop=["a"])
second = client.chat.completions.create(model="gpt4o")
# client.chat.completions.create(model="gpt4o", max_tokens=5) in a comment is none.
local = OpenAI(base_url="http://localhost:1234/v1")
third = local.chat.completions.create(model="gpt4o", max_tokens=100)
`;

const hints = (uri: vscode.Uri): Promise<vscode.Diagnostic[]> =>
  poll(
    'three hints',
    () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ source, severity }) => source === 'AI Field Guide' && severity === vscode.DiagnosticSeverity.Hint)
        .sort((a, b) => a.range.start.compareTo(b.range.start)),
    (found) => found.length === 3,
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

  it('have hints at what their model refuses and at slips in its id, with fixes', async () => {
    const editor = await openText(code, 'python');
    const found = await hints(editor.document.uri);
    assert.deepEqual(
      found.map(({ message, range }) => [range.start.line, editor.document.getText(range), message]),
      [
        [3, 'max_tokens', 'o3 rejects max_tokens. max_completion_tokens takes its place.'],
        [3, 'stop', 'o3 rejects stop.'],
        [4, 'gpt4o', 'gpt4o is no model that we know; gpt-4o is close to it.'],
      ],
    );
    // From behind, so that the places of the others stay what they are once the document was looked at again.
    await applyFix(editor, found[2]!.range, 'Replace with gpt-4o');
    assert.match(editor.document.lineAt(4).text, /model="gpt-4o"\)/);
    await editor.edit((edit) =>
      edit.replace(editor.document.lineAt(4).range, 'second = client.chat.completions.create(model="gpt4o")'),
    );
    const [maxTokens] = await hints(editor.document.uri);
    await poll(
      'the argument renamed',
      async () => {
        if (editor.document.lineAt(3).text.includes('max_tokens=')) {
          await applyFix(editor, maxTokens!.range, 'Rename to max_completion_tokens').catch(() => undefined);
        }
        return editor.document.lineAt(3).text;
      },
      (line) => line.includes('(model="o3", max_completion_tokens=100, stop=["a"])'),
    );
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
