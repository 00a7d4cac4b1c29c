import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from './clean';
import { positionOf, writeFile } from './texts';

type Place = vscode.Location | vscode.LocationLink;
const addressOf = (place: Place): string => ('targetUri' in place ? place.targetUri : place.uri).toString();

export const ask = <T>(what: string, document: vscode.TextDocument, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`vscode.${what}`, document.uri, ...args);

export const definitions = async (document: vscode.TextDocument, at: vscode.Position): Promise<string[]> =>
  (await ask<Place[]>('executeDefinitionProvider', document, at)).map(addressOf);

export const wordsOf = (document: vscode.TextDocument, ranges: readonly vscode.Range[]): string[] =>
  ranges.map((range) => `${range.start.line}: ${document.getText(range)}`);

export const markdown =
  '# Tokens\n\nA prompt is cut into tokens.\nThe `prompt` counts; see [the prompt](#tokens).\n\nEach prompt\ncosts.\n';

export const code = `/** @param prompt counted in tokens */
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

/**
 * Asserts that others say the same of a TypeScript file and of a page with our answers and without. One in `every` places
 * is checked.
 */
export async function assertNothingChanges({ every }: { readonly every: number }): Promise<void> {
  const typescript = await vscode.workspace.openTextDocument(await writeFile('tooling.ts', code));
  const page = await vscode.workspace.openTextDocument(await writeFile('tooling.md', markdown));
  const inComment = (at: vscode.Position): boolean => at.line === 2 || (at.line === 0 && at.character > 16);
  const asWords = [positionOf(page, 'prompt is'), positionOf(page, 'tokens.'), positionOf(page, 'prompt\ncosts')];
  const some = (all: vscode.Position[]): vscode.Position[] => all.filter((_, index) => index % every === 0);
  const places = new Map([
    [typescript, some(starts(typescript).filter((at) => !inComment(at)))],
    [page, some(starts(page).filter((at) => !asWords.some((each) => each.isEqual(at))))],
  ]);
  try {
    await vscode.window.showTextDocument(typescript);
    const at = positionOf(typescript, 'prompt.length');
    await poll('the language server', async () => (await definitions(typescript, at)).length > 0);
    const heading = positionOf(page, 'Tokens');
    await poll('Markdown', async () => (await definitions(page, heading)).length > 0);
    for (const [document, all] of places) {
      assert.ok(all.length * every > 10);
      let [withUs, without] = await bothWays(document, all);
      // On a busy machine the others still load: then they had more to say the second time.
      if (!isDeepStrictEqual(withUs, without)) [withUs, without] = await bothWays(document, all);
      assert.deepEqual(withUs, without);
    }
  } finally {
    for (const { uri } of places.keys()) await vscode.workspace.fs.delete(uri);
  }
}
