import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { hoverAt, openSample, openText, positionOf } from '../support/texts';
import { readHover, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const contextWindow = /How many tokens a model can take into account at once/;
const token = /Why it matters/;

/** Scrolls so that `text` is in the middle of the window. */
function reveal(editor: vscode.TextEditor, text: string): void {
  const position = positionOf(editor.document, text);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
}

describe('the glossary hover', () => {
  onScreen('explains a term under the mouse: what, why, related terms, source', async () => {
    const editor = await openSample('foundation-models.md');
    reveal(editor, 'Context window.');
    const hover = await readHover('Context window', contextWindow);
    assert.match(hover, /Why it matters:.*\n*Related:.*token.*\n*Source: Context windows/s);
  });

  onScreen('explains a term that is wrapped over a line, from both of its lines @deep', async () => {
    const editor = await openSample('foundation-models.md');
    reveal(editor, 'window holds a million');
    await readHover('se context', contextWindow);
    assert.match(await hoverAt(editor.document, positionOf(editor.document, 'context\nwindow', 2)), contextWindow);
    assert.match(await hoverAt(editor.document, positionOf(editor.document, 'context\nwindow', 9)), contextWindow);
  });

  it('explains a plural, a possessive and other capitals @deep', async () => {
    const { document } = await openText(
      'Context windows of the LLM. The CONTEXT WINDOW’s size in tokens. A context-window of a language model.',
    );
    for (const written of ['Context windows', 'CONTEXT WINDOW’s', 'context-window']) {
      for (const inside of [0, 'context'.length, 10]) {
        assert.match(await hoverAt(document, positionOf(document, written, inside)), contextWindow, written);
      }
    }
  });

  onScreen('opens the page of a related term from the hover @deep', async () => {
    const editor = await openSample('foundation-models.md');
    reveal(editor, 'Context window.');
    await readHover('Context window', contextWindow);
    await ui.click('.monaco-hover a:text-is("token")');
    assert.match(await readPage('Token'), token);
  });

  onScreen('explains a term in a comment of code under the mouse @deep', async () => {
    const editor = await openSample('askModel.ts');
    reveal(editor, 'Prompt and answer share');
    await readHover('context window', contextWindow);
  });

  it('says of a term in a call what holds of the model of that call, and elsewhere of the one that the counter counts for @deep', async () => {
    await setSetting(settingId('tokens.model'), 'gpt-5.4');
    const { document } = await openText(
      `client.chat.completions.create({ model: 'gpt-4o', max_tokens: 10 });\nconst max_tokens = 5;\n`,
      'typescript',
    );
    const inCall = await hoverAt(document, positionOf(document, 'max_tokens', 2));
    assert.match(inCall, /GPT-4o answers with up to 16,384 tokens\. This call uses GPT-4o\./);
    const elsewhere = await hoverAt(document, positionOf(document, 'const max_tokens', 8));
    assert.match(elsewhere, /GPT-5\.4 answers with up to [\d,]+ tokens\. Tokens are counted for GPT-5\.4\./);
  });

  it('explains an identifier that is a term, and is silent on tokens of another kind @deep', async () => {
    const { document } = await openSample('askModel.ts');
    const ours = async (text: string, inside: number): Promise<boolean> =>
      (await hoverAt(document, positionOf(document, text, inside))).includes('Why it matters');
    assert.equal(await ours('contextWindow', 3), true);
    assert.equal(await ours('CancellationToken', 14), false);
    assert.equal(await ours('refreshToken: string', 9), false);
    assert.equal(await ours('token: CancellationToken', 2), false);
    assert.equal(await ours('tokenizer would know', 3), true);
  });

  const says = async (document: vscode.TextDocument, text: string, inside: number): Promise<boolean> =>
    (await hoverAt(document, positionOf(document, text, inside))).includes('Why it matters');

  it('knows a docstring far down a file from the code after it @deep', async () => {
    const { document } = await openText(
      `"""\n${'A line of the module docstring.\n'.repeat(1_000)}one token\nHow many the LLM reads in a prompt.\n"""\n${'x = 1\n'.repeat(400)}refresh(token)\n`,
      'python',
    );
    assert.equal(await says(document, 'one token', 5), true);
    assert.equal(await says(document, '(token)', 2), false);
  });

  it('reads fences of Markdown as their language, and inline code as code @deep', async () => {
    const { document } = await openText(
      'A context window of the LLM.\n\n```ts\nconst window = 1; // each context window of the LLM\n```\n\nThe `window` here; the last context window of an LLM.\n',
      'markdown',
    );
    assert.equal(await says(document, 'A context window', 5), true);
    assert.equal(await says(document, 'const window', 7), false);
    assert.equal(await says(document, 'each context window', 8), true);
    assert.equal(await says(document, '`window`', 2), false);
    assert.equal(await says(document, 'last context window', 8), true);
  });

  it('follows the edits of a document, and its change of language', async () => {
    const editor = await openText('\none();\n\nthe context window of the LLM\n', 'typescript');
    const { document } = editor;
    const ours = (): Promise<boolean> => says(document, 'window', 1);
    assert.equal(await ours(), false);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '/* a\nb\n'));
    assert.equal(await ours(), true);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 1), '*/');
      edit.insert(new vscode.Position(3, 0), '\n\n');
    });
    assert.equal(await ours(), false);
    await vscode.commands.executeCommand('undo');
    assert.equal(await ours(), true);
    await vscode.commands.executeCommand('undo');
    assert.equal(await ours(), false);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    assert.equal(await ours(), true);
  });

  it('answers in each of more documents than it keeps in mind, also when they are asked about at once @deep', async () => {
    const lines = 'const a = "b"; // c\n'.repeat(5_000);
    // No server of VS Code's own answers for Rust.
    const documents = await Promise.all(
      Array.from({ length: 12 }, (_each, i) =>
        vscode.workspace.openTextDocument({
          content: `${lines}// the context window of the LLM ${i}\nf(window);\n`,
          language: 'rust',
        }),
      ),
    );
    for (const round of [1, 2]) {
      const answers = await Promise.all(documents.map((document) => says(document, 'context window', 9)));
      assert.deepEqual(answers, Array<boolean>(12).fill(true), `round ${round}`);
    }
    assert.equal(await says(documents[0]!, 'f(window)', 3), false);
  });

  it('is silent in the code of a notebook, and speaks in its Markdown and comments', async () => {
    const cells = [
      new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'one context window of the LLM', 'markdown'),
      new vscode.NotebookCellData(
        vscode.NotebookCellKind.Code,
        'window = 1 # two context windows of the LLM',
        'python',
      ),
    ];
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData(cells));
    const [text, code] = notebook.getCells().map(({ document }) => document);
    assert.equal(await says(text!, 'context window', 9), true);
    assert.equal(await says(code!, 'window = 1', 1), false);
    assert.equal(await says(code!, 'context windows', 9), true);
  });

  it('is silent when it is switched off @deep', async () => {
    const { document } = await openSample('foundation-models.md');
    const at = positionOf(document, 'Context window.', 3);
    assert.match(await hoverAt(document, at), contextWindow);
    await setSetting(settingId('glossary.hover'), false);
    await poll(
      'the hover',
      () => hoverAt(document, at),
      (said) => said === '',
    );
  });

  it('speaks only in the languages of its setting @deep', async () => {
    await setSetting(settingId('glossary.languages'), ['markdown']);
    const { document } = await openText('a context window of an LLM', 'markdown');
    const other = await openText('a context window of an LLM', 'plaintext');
    assert.match(await hoverAt(document, new vscode.Position(0, 5)), contextWindow);
    assert.equal(await hoverAt(other.document, new vscode.Position(0, 5)), '');
  });

  it('answers in a line of a megabyte @deep', async () => {
    const { document } = await openText(
      `${'lorem ipsum '.repeat(45_000)}LLM context window of tokens ${'dolor sit '.repeat(50_000)}`,
    );
    assert.ok(document.getText().length > 1_000_000 && document.lineCount === 1);
    const at = positionOf(document, 'context window', 2);
    assert.match(await hoverAt(document, at), contextWindow);
  });
});

describe('the hover over a model', () => {
  it('says over an id in config what it names, when it ends, its window and price, and leads to its page', async () => {
    const { document } = await openText('model: gpt-4o\n', 'yaml');
    const hover = await hoverAt(document, new vscode.Position(0, 9));
    assert.match(hover, /GPT-4o.*(?:Deprecated, retires|Retired) on 14 January 2027/s);
    assert.match(hover, /Context window 128,000 tokens/);
    assert.match(hover, /\[Details\]\(command:aiFieldGuide\.pages\.open/);
  });

  it('says what the open file is for the model once it is counted, and else offers to count it', async () => {
    const shown = await openText('model: gpt-4o\n', 'yaml');
    const at = new vscode.Position(0, 9);
    const said = await poll(
      'the count',
      () => hoverAt(shown.document, at),
      (hover) => hover.includes('The open file: '),
    );
    assert.match(said, /The open file: \d+ tokens, (?:less than )?\\\$[\d.]+ as input\./);
    assert.match(said, /\d+ days? left|Retired on/);
    for (const link of ['models.showInTree', 'tokens.selectModel', 'models.openInPlayground'] as const)
      assert.ok(said.includes(`command:${commandId(link)}`), link);
    const unseen = await vscode.workspace.openTextDocument({ content: 'model: gpt-4o\n', language: 'yaml' });
    assert.match(
      await hoverAt(unseen, at),
      /\[Count the open file for this model\]\(command:aiFieldGuide\.tokens\.count/,
    );
  });

  it('is one card where a term stands inside of an id: the model leads, the term is a line of it', async () => {
    const { document } = await openText('We use gemini-embedding-001 here.', 'markdown');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'embedding', 3),
    );
    const texts = hovers.map(({ contents }) =>
      contents.map((part) => (part as vscode.MarkdownString).value).join('\n'),
    );
    const ours = texts.filter((text) => text.includes('aiFieldGuide'));
    assert.equal(ours.length, 1);
    assert.match(ours[0] ?? '', /^\*\*gemini-embedding-001\*\*[^]*\n\nTerm: \[embedding\]\(command:/);
    assert.doesNotMatch(ours[0] ?? '', /Why it matters/);
  });

  it('stands over a name in prose, with the term at that place as a line of it', async () => {
    const { document } = await openText('We asked Claude Opus 5.5 about its context window.', 'markdown');
    assert.match(await hoverAt(document, new vscode.Position(0, 12)), /Claude Opus 5\.5.*claude-opus-5-5/s);
  });
});
