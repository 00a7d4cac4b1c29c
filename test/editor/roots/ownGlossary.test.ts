import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { hoverAt, positionOf } from '../support/texts';

const folder = (name: string): vscode.Uri => {
  const found = vscode.workspace.workspaceFolders?.find((each) => each.name === name);
  assert.ok(found, `The workspace has no folder ${name}.`);
  return found.uri;
};
const write = async (root: string, name: string, text: string): Promise<vscode.Uri> => {
  const file = vscode.Uri.joinPath(folder(root), name);
  await writeFile(file.fsPath, text);
  return file;
};
const open = async (file: vscode.Uri): Promise<vscode.TextDocument> => {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
};
const says = (document: vscode.TextDocument, text: string, expected: RegExp): Promise<string> =>
  poll(
    `${expected.source} at "${text}" in ${document.fileName}`,
    () => hoverAt(document, positionOf(document, text, 1)),
    (hover) => expected.test(hover),
  );

describe('glossaries in a workspace of several folders', () => {
  const made: vscode.Uri[] = [];
  after(async () => {
    for (const { fsPath } of made) await rm(fsPath);
  });

  it('hold in their own folder alone, and import from another one of the workspace', async () => {
    made.push(
      await write('harbour', 'a.glossary.yml', 'terms:\n  - term: berth\n    definition: A place at the quay.\n'),
      await write('harbour', 'readme.md', 'The berth and the crane.\n'),
      await write('town', 'b.glossary.yml', 'terms:\n  - term: berth\n    definition: A bed in the train.\n'),
      await write('town', 'c.contextive.yml', 'imports: [../harbour/shared.yml]\n'),
      await write('harbour', 'shared.yml', 'terms:\n  - term: crane\n    definition: It lifts.\n'),
      await write('town', 'readme.md', 'The berth and the crane.\n'),
    );
    const [harbour, town] = [await open(made[1]!), await open(made[5]!)];
    await says(harbour, 'berth', /A place at the quay/);
    await says(town, 'berth', /A bed in the train/);
    await says(town, 'crane', /It lifts/);
    assert.equal(await hoverAt(harbour, positionOf(harbour, 'crane', 1)), '');
    await write('harbour', 'a.glossary.yml', 'terms:\n  - term: berth\n    definition: Changed.\n');
    await says(harbour, 'berth', /Changed\./);
    await says(town, 'berth', /A bed in the train/);
  });

  it('of one name in two folders keep their terms apart: each leads to its own line, and is known by itself', async () => {
    const one = (definition: string): string => `terms:\n  - term: winch\n    definition: ${definition}\n`;
    made.push(
      await write('harbour', 'same.glossary.yml', one('It pulls ships.')),
      await write('town', 'same.glossary.yml', `# Ours.\n${one('It pulls trams.')}`),
      await write('harbour', 'winch.md', 'The winch.\n'),
      await write('town', 'winch.md', 'The winch.\n'),
    );
    const [ofHarbour, ofTown, harbourText, townText] = made.slice(-4);
    const [harbour, town] = [await open(harbourText!), await open(townText!)];
    const ids: string[] = [];
    for (const [document, expected] of [
      [harbour, /It pulls ships/],
      [town, /It pulls trams/],
    ] as const) {
      const hover = await says(document, 'winch', expected);
      const [, args = ''] =
        /From glossary \[[^\]]*\]\(command:aiFieldGuide\.glossary\.lookUp\?([^)]*)\)/.exec(hover) ?? [];
      ids.push(...(JSON.parse(decodeURIComponent(args)) as string[]));
    }
    for (const [id, file, line] of [
      [ids[0], ofHarbour, 1],
      [ids[1], ofTown, 2],
      [ids[0], ofHarbour, 1],
    ] as const) {
      await vscode.commands.executeCommand(commandId('glossary.lookUp'), id);
      const editor = vscode.window.activeTextEditor;
      assert.deepEqual([editor?.document.uri.toString(), editor?.selection.active.line], [file!.toString(), line]);
    }
    await setSetting(settingId('glossary.knownTerms'), [ids[1]]);
    await says(town, 'winch', /^$/);
    await says(harbour, 'winch', /It pulls ships/);
  });

  it('explain nothing in a text of no folder: it could be of any', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'The berth.', language: 'markdown' });
    assert.equal(await hoverAt(document, positionOf(document, 'berth', 1)), '');
  });
});
