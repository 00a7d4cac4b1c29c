import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { openText, positionOf, writeFile } from '../support/texts';
import { onScreen, ui } from '../support/ui';

type Place = vscode.Location | vscode.LocationLink;
const addressOf = (place: Place): string => ('targetUri' in place ? place.targetUri : place.uri).toString();

const ask = <T>(what: string, document: vscode.TextDocument, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`vscode.${what}`, document.uri, ...args);

const definitions = async (document: vscode.TextDocument, at: vscode.Position): Promise<string[]> =>
  (await ask<Place[]>('executeDefinitionProvider', document, at)).map(addressOf);

const wordsOf = (document: vscode.TextDocument, ranges: readonly vscode.Range[]): string[] =>
  ranges.map((range) => `${range.start.line}: ${document.getText(range)}`);

const markdown =
  '# Tokens\n\nA prompt is cut into tokens.\nThe `prompt` counts; see [the prompt](#tokens).\n\nEach prompt\ncosts.\n';

const code = `/** @param prompt counted in tokens */
export function count(prompt: string): number {
  // A prompt is cut into tokens; a token is a piece of a word.
  const contextWindow = { tokens: prompt.length, note: 'the tokens of a prompt' };
  return contextWindow.tokens;
}
export const embedding = count('temperature');
`;

/** All that the language tooling says of a document: at each place, and as a whole. */
async function everything(document: vscode.TextDocument, places: readonly vscode.Position[]): Promise<unknown[]> {
  const said: unknown[] = [await ask('executeDocumentSymbolProvider', document)];
  for (const at of places) {
    const highlights = await ask<vscode.DocumentHighlight[] | undefined>('executeDocumentHighlights', document, at);
    said.push([
      ...[at.line, at.character],
      await definitions(document, at),
      (await ask<vscode.Location[]>('executeReferenceProvider', document, at)).map(({ range }) => range),
      highlights?.map(({ range, kind }) => [range, kind]),
      await Promise.resolve(ask('prepareRename', document, at)).catch(String),
      await Promise.resolve(ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document, at, 'x')).then(
        (edit) => edit.entries().map(([, edits]) => edits),
        String,
      ),
    ]);
  }
  return JSON.parse(JSON.stringify(said)) as unknown[];
}

/** The same with our answers among them, and without. */
async function bothWays(document: vscode.TextDocument, places: readonly vscode.Position[]): Promise<unknown[][]> {
  const said = [];
  for (const isOn of [true, false]) {
    await setSetting(settingId('glossary.languageFeatures'), isOn);
    said.push(await everything(document, places));
  }
  return said;
}

const starts = (document: vscode.TextDocument): vscode.Position[] =>
  Array.from(document.getText().matchAll(/\p{L}+/gu), ({ index }) => document.positionAt(index));

describe('terms in the language tooling', () => {
  onScreen('lead to their page in prose, with F12 and in a peek', async () => {
    const editor = await openText(markdown, 'markdown');
    const { document } = editor;
    const at = positionOf(document, 'prompt is');
    assert.deepEqual(await definitions(document, at), ['ai-field-guide:/terms/prompt.md']);
    assert.deepEqual(await definitions(document, at.translate(0, 6)), ['ai-field-guide:/terms/prompt.md']);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.peekDefinition');
    assert.match(await ui.text('.peekview-widget .preview .view-lines'), /Prompt/);
    await ui.picture('term-peek');
    await vscode.commands.executeCommand('closeReferenceSearch');
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    const opened = await poll(
      'the page',
      () => vscode.window.activeTextEditor?.document,
      (each) => each?.uri.scheme === 'ai-field-guide',
    );
    assert.match(opened!.getText(), /^# Prompt\n/);
  });

  it('have the places where they stand as words as references and highlights', async () => {
    const { document } = await openText(markdown, 'markdown');
    const at = positionOf(document, 'prompt is');
    // Other files have theirs, where the workspace has been searched for terms.
    const here = ({ uri }: vscode.Location): boolean => uri.toString() === document.uri.toString();
    const references = (await ask<vscode.Location[]>('executeReferenceProvider', document, at)).filter(here);
    const expected = ['2: prompt', '5: prompt'];
    assert.deepEqual(
      wordsOf(
        document,
        references.map(({ range }) => range),
      ),
      expected,
    );
    const highlights = await ask<vscode.DocumentHighlight[]>('executeDocumentHighlights', document, at);
    assert.deepEqual(
      wordsOf(
        document,
        highlights.map(({ range }) => range),
      ),
      expected,
    );
  });

  it('answer in prose alone: elsewhere VS Code would offer the commands at every place', async () => {
    for (const language of ['json', 'python', 'typescript']) {
      const { document } = await openText(code, language);
      const at = positionOf(document, 'tokens;');
      assert.deepEqual(await definitions(document, at), [], language);
      const references = (await ask<vscode.Location[] | undefined>('executeReferenceProvider', document, at)) ?? [];
      assert.equal(references.length, 0, language);
    }
  });

  it('change nothing where no term is meant: definition, references, highlights, rename, symbols', async function () {
    this.timeout(120_000);
    const typescript = await vscode.workspace.openTextDocument(await writeFile('tooling.ts', code));
    const page = await vscode.workspace.openTextDocument(await writeFile('tooling.md', markdown));
    const inComment = (at: vscode.Position): boolean => at.line === 2 || (at.line === 0 && at.character > 16);
    const asWords = [positionOf(page, 'prompt is'), positionOf(page, 'tokens.'), positionOf(page, 'prompt\ncosts')];
    const places = new Map([
      [typescript, starts(typescript).filter((at) => !inComment(at))],
      [page, starts(page).filter((at) => !asWords.some((each) => each.isEqual(at)))],
    ]);
    try {
      await vscode.window.showTextDocument(typescript);
      const at = positionOf(typescript, 'prompt.length');
      await poll('the language server', async () => (await definitions(typescript, at)).length > 0);
      const heading = positionOf(page, 'Tokens');
      await poll('Markdown', async () => (await definitions(page, heading)).length > 0);
      for (const [document, all] of places) {
        assert.ok(all.length > 10);
        let [withUs, without] = await bothWays(document, all);
        // On a busy machine the others still load: then they had more to say the second time.
        if (!isDeepStrictEqual(withUs, without)) [withUs, without] = await bothWays(document, all);
        assert.deepEqual(withUs, without);
      }
    } finally {
      for (const { uri } of places.keys()) await vscode.workspace.fs.delete(uri);
    }
  });

  it('are no symbols and cannot be renamed: where nobody else answers, nobody does', async () => {
    for (const language of ['plaintext', 'latex']) {
      const { document } = await openText(markdown, language);
      const at = positionOf(document, 'prompt is');
      // Ours are at work here, so it is not that nobody has looked.
      assert.equal((await definitions(document, at)).length, 1, language);
      assert.equal(await ask('executeDocumentSymbolProvider', document), undefined, language);
      const renamed = await ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document, at, 'x');
      assert.deepEqual(renamed.entries(), [], language);
    }
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      ...(['vscode.executeWorkspaceSymbolProvider', 'hallucination'] as const),
    );
    // VS Code's own Markdown support answers with the headings of the workspace, "### Hallucination".
    const names = symbols.map(({ name }) => name).filter((name) => !name.startsWith('#'));
    assert.deepEqual(names, []);
  });

  it('answer no more once the setting is off', async () => {
    const { document } = await openText(markdown, 'markdown');
    const at = positionOf(document, 'prompt is');
    assert.equal((await definitions(document, at)).length, 1);
    await setSetting(settingId('glossary.languageFeatures'), false);
    assert.deepEqual(await definitions(document, at), []);
  });
});
