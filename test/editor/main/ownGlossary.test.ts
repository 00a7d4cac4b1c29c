import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { closeEditors } from '../support/clean';
import { makeTree, removeTrees } from '../support/folders';
import { hoverAt, positionOf } from '../support/texts';

const glossary = `terms:
  - term: berth
    aliases: [mooring place]
    definition: A place at the quay for one ship.
  - term: token
    definition: A coin for the crane.
`;

const at = (root: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(root, name);
const open = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });

/** What the hover says at a text, once it says that. */
const says = (document: vscode.TextDocument, text: string, expected: RegExp): Promise<string> =>
  poll(
    `${expected.source} at "${text}"`,
    () => hoverAt(document, positionOf(document, text, 1)),
    (hover) => expected.test(hover),
  );

describe('a glossary of the workspace', () => {
  afterEach(async () => {
    await closeEditors();
    await removeTrees();
  });

  it('explains its terms in its folder and below, before ours', async () => {
    const root = await makeTree('harbour', {
      'port.glossary.yml': glossary,
      'docs/readme.md': 'The berths, a mooring place. One token.\n',
      'src/plan.ts': 'const berthPlan = 1; // free berth\n',
    });
    const beside = await makeTree('town', { 'readme.md': 'The berth. One token.\n' });
    const { document } = await open(at(root, 'docs/readme.md'));
    const hover = await says(document, 'berths', /A place at the quay for one ship\./);
    assert.match(hover, /From glossary \[port\.glossary\.yml\]\(command:aiFieldGuide\.lookUpTerm/);
    await says(document, 'mooring', /A place at the quay/);
    await says(document, 'token', /A coin for the crane\.[^]*Also: AI term \[token\]\(command:/);
    const code = await open(at(root, 'src/plan.ts'));
    await says(code.document, 'berthPlan', /A place at the quay/);
    const other = await open(at(beside, 'readme.md'));
    await says(other.document, 'token', /Why it matters/);
    assert.equal(await hoverAt(other.document, positionOf(other.document, 'berth', 1)), '');
  });

  it('follows what is typed into it, and what changes on the disk', async () => {
    const root = await makeTree('live', { 'a.glossary.yml': glossary, 'readme.md': 'One berth and a crane.\n' });
    const { document } = await open(at(root, 'readme.md'));
    await says(document, 'berth', /A place at the quay/);
    const editor = await open(at(root, 'a.glossary.yml'));
    const place = positionOf(editor.document, 'A place at');
    await editor.edit((edit) => edit.insert(place, 'Numbered: '.replace(':', '')));
    assert.ok(editor.document.isDirty);
    await says(document, 'berth', /Numbered A place at the quay/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await says(document, 'berth', /^[^]*\n\nA place at the quay/);
    await writeFile(at(root, 'b.glossary.yaml').fsPath, 'terms:\n  - term: crane\n    definition: It lifts.\n');
    await says(document, 'crane', /It lifts\./);
    await rm(at(root, 'b.glossary.yaml').fsPath);
    await poll(
      'no crane',
      () => hoverAt(document, positionOf(document, 'crane', 1)),
      (hover) => hover === '',
    );
  });

  it('opens at the line of a term from the card', async () => {
    const root = await makeTree('line', { 'a.glossary.yml': glossary, 'readme.md': 'One token.\n' });
    const { document } = await open(at(root, 'readme.md'));
    const hover = await says(document, 'token', /A coin/);
    const [, args = ''] = /From glossary \[[^\]]*\]\(command:aiFieldGuide\.lookUpTerm\?([^)]*)\)/.exec(hover) ?? [];
    const [id] = JSON.parse(decodeURIComponent(args)) as string[];
    await vscode.commands.executeCommand(commandIds.lookUpTerm, id);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), at(root, 'a.glossary.yml').toString());
    assert.equal(editor.selection.active.line, 4);
  });
});
