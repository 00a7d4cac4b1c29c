import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting } from '../support/clean';
import { openText, positionOf } from '../support/texts';
import { onScreen, ui } from '../support/ui';

/** In a language for which VS Code brings no server: the names that one offers at each place would take seconds. */
const code = `import anthropic

client = anthropic.Anthropic()
client.messages.create(model='claude-old', max_tokens=100, system='Be brief.')
# client.messages.create(model='claude-old') in a comment
`;

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** Our items at a place, the first of them with their documentation. */
async function offered(document: vscode.TextDocument, at: vscode.Position, trigger?: string) {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
    trigger,
    5,
  );
  return items.filter((item) => item.kind === vscode.CompletionItemKind.EnumMember && /^claude-/.test(labelOf(item)));
}

const someAt = (document: vscode.TextDocument, at: vscode.Position, trigger?: string) =>
  poll(
    'ids of models',
    () => offered(document, at, trigger),
    (items) => items.length > 5,
  );

describe('completion of model ids', () => {
  after(closeEditors);

  it('offers what a call can name, with its card, and puts it in the place of the whole id', async () => {
    const { document } = await openText(code, 'python');
    const at = positionOf(document, 'claude-old', 3);
    const items = await someAt(document, at);
    const [first] = items;
    assert.ok(first);
    assert.match(first.detail ?? '', /^1M · \$/);
    const card = first.documentation;
    assert.match(card instanceof vscode.MarkdownString ? card.value : '', /Context window 1,000,000 tokens/);
    const { range } = first;
    assert.ok(range instanceof vscode.Range);
    assert.equal(document.getText(range), 'claude-old');
    // The one that ends is struck through, and stands behind the others.
    const ending = items.map((item) => item.tags?.includes(vscode.CompletionItemTag.Deprecated) ?? false);
    assert.deepEqual(
      ending,
      ending.toSorted((a, b) => Number(a) - Number(b)),
    );
    assert.ok(!items.some((item) => labelOf(item).startsWith('claude-2')));
    for (const elsewhere of ['Be brief.', "ld') in a comment", 'max_tokens']) {
      assert.deepEqual(await offered(document, positionOf(document, elsewhere, 1)), []);
    }
  });

  it('offers ids in config as a value is begun, unless the setting is off', async () => {
    const { document } = await openText('llm:\n  provider: anthropic\n  model: \n  name: \n', 'yaml');
    const at = positionOf(document, 'model: ', 'model: '.length);
    const [first] = await someAt(document, at, ' ');
    assert.equal(first?.insertText, labelOf(first!));
    assert.deepEqual(await offered(document, positionOf(document, 'name: ', 'name: '.length), ' '), []);
    await setSetting(settingId('models.checkIds'), false);
    await poll('no ids', async () => (await offered(document, at)).length === 0);
    await setSetting(settingId('models.checkIds'), undefined);
    await someAt(document, at);
  });

  onScreen('is there as a quote is typed, finds names, and writes the id that is chosen @deep', async () => {
    const { document } = await openText('client.messages.create({ model: });\n', 'typescript');
    const at = positionOf(document, '});');
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
    // Typed text goes to where the window has the cursor, not the host.
    await ui.text(`[id="status.editor.selection"]:has-text("Ln 1, Col ${at.character + 1}")`);
    await ui.type("'");
    await ui.text('.suggest-widget.visible .monaco-list-row:has-text("claude-")');
    await ui.picture('model-ids-completion');
    await ui.type('sonnet');
    await ui.text('.suggest-widget.visible .monaco-list-row.focused:has-text("claude-sonnet-5-5")');
    await ui.key('Enter');
    await poll('the id', () => document.lineAt(0).text === "client.messages.create({ model: 'claude-sonnet-5-5'});");
  });
});
