import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingIds } from '../../../src/editor/contributions';
import { poll } from '../poll';
import { setSetting } from '../support/clean';
import { hoverAt, openSample, openText, positionOf } from '../support/texts';
import { readHover, readPreview } from '../support/window';
import { onScreen, ui } from '../ui';

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

  onScreen('explains a term that is wrapped over a line, from both of its lines', async () => {
    const editor = await openSample('foundation-models.md');
    reveal(editor, 'window holds a million');
    await readHover('se context', contextWindow);
    assert.match(await hoverAt(editor.document, positionOf(editor.document, 'context\nwindow', 2)), contextWindow);
    assert.match(await hoverAt(editor.document, positionOf(editor.document, 'context\nwindow', 9)), contextWindow);
  });

  it('explains a plural, a possessive and other capitals', async () => {
    const { document } = await openText('Context windows, the CONTEXT WINDOW’s size, a context-window.');
    for (const written of ['Context windows', 'CONTEXT WINDOW’s', 'context-window']) {
      for (const inside of [0, 'context'.length, 10]) {
        assert.match(await hoverAt(document, positionOf(document, written, inside)), contextWindow, written);
      }
    }
  });

  onScreen('opens the page of a related term from the hover', async () => {
    const editor = await openSample('foundation-models.md');
    reveal(editor, 'Context window.');
    await readHover('Context window', contextWindow);
    await ui.click('.monaco-hover a:text-is("token")');
    assert.match(await readPreview('Token'), token);
  });

  onScreen('explains a term in a comment of code under the mouse', async () => {
    const editor = await openSample('askModel.ts');
    reveal(editor, 'Prompt and answer share');
    await readHover('context window', contextWindow);
  });

  it('explains an identifier that is a term, and is silent on tokens of another kind', async () => {
    const { document } = await openSample('askModel.ts');
    const ours = async (text: string, inside: number): Promise<boolean> =>
      (await hoverAt(document, positionOf(document, text, inside))).includes('Why it matters');
    assert.equal(await ours('contextWindow', 3), true);
    assert.equal(await ours('CancellationToken', 14), false);
    assert.equal(await ours('refreshToken: string', 9), false);
    assert.equal(await ours('token: CancellationToken', 2), false);
    assert.equal(await ours('tokenizer would know', 3), true);
  });

  it('is silent when it is switched off', async () => {
    const { document } = await openSample('foundation-models.md');
    const at = positionOf(document, 'Context window.', 3);
    assert.match(await hoverAt(document, at), contextWindow);
    await setSetting(settingIds.hoverEnabled, false);
    await poll(
      'the hover',
      () => hoverAt(document, at),
      (said) => said === '',
    );
  });

  it('speaks only in the languages of its setting', async () => {
    await setSetting(settingIds.hoverLanguages, ['markdown']);
    const { document } = await openText('a context window', 'markdown');
    const other = await openText('a context window', 'plaintext');
    assert.match(await hoverAt(document, new vscode.Position(0, 5)), contextWindow);
    assert.equal(await hoverAt(other.document, new vscode.Position(0, 5)), '');
  });

  it('answers in a line of a megabyte', async () => {
    const { document } = await openText(
      `${'lorem ipsum '.repeat(45_000)}context window ${'dolor sit '.repeat(50_000)}`,
    );
    assert.ok(document.getText().length > 1_000_000 && document.lineCount === 1);
    const at = positionOf(document, 'context window', 2);
    await hoverAt(document, at);
    const start = performance.now();
    assert.match(await hoverAt(document, at), contextWindow);
    const took = performance.now() - start;
    assert.ok(took < 500, `It took ${took.toFixed()} ms.`);
  });
});
