import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, runFolder, setSetting } from '../support/clean';
import { makeTree, makeWatchedFolder, removeTrees } from '../support/folders';
import { hoverAt, positionOf } from '../support/texts';
import { onScreen } from '../support/ui';
import { clickInMessage } from '../support/window';

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

const own = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source?.startsWith('AI Field Guide'));
const problems = (uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> =>
  poll(
    `${count} problems in ${uri.path}`,
    () => own(uri),
    (found) => found.length === count,
  );
const fixesAt = (uri: vscode.Uri, range: vscode.Range): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range);

/** Waits until the hover at a text matches `expected`, and returns it. */
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
    const beside = await makeTree('town', { 'readme.md': 'The berth counts the tokens of the LLM prompt.\n' });
    const { document } = await open(at(root, 'docs/readme.md'));
    const hover = await says(document, 'berths', /A place at the quay for one ship\./);
    assert.match(hover, /From glossary \[port\.glossary\.yml\]\(command:aiFieldGuide\.glossary\.lookUp/);
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

  it('in a nearer folder goes before those above, and what is explained there alone stays @deep', async () => {
    await makeWatchedFolder('nested/docs');
    const root = await makeTree('nested', {
      'outer.glossary.yml': glossary,
      'docs/inner.glossary.yml': 'terms:\n  - term: berth\n    definition: A bed on a ship.\n',
      'docs/deep/readme.md': 'The berth, one token.\n',
      'readme.md': 'The berth.\n',
    });
    const deep = await open(at(root, 'docs/deep/readme.md'));
    await says(deep.document, 'berth', /A bed on a ship\.[^]*Also: \[berth\]\([^)]*\) of outer\.glossary\.yml/);
    await says(deep.document, 'token', /A coin for the crane/);
    const above = await open(at(root, 'readme.md'));
    await says(above.document, 'berth', /A place at the quay/);
    await rm(at(root, 'docs/inner.glossary.yml').fsPath);
    await says(deep.document, 'berth', /A place at the quay/);
  });

  it('imports no glossary that a link takes out of the workspace, and says so at its line', async () => {
    const outside = path.join(runFolder(), 'outside');
    await mkdir(outside, { recursive: true });
    await writeFile(path.join(outside, 'words.yml'), 'terms:\n  - term: crane\n    definition: It lifts.\n');
    const root = await makeTree('linked', {
      'inside.yml': 'terms:\n  - term: quay\n    definition: A wall.\n',
      'readme.md': 'A crane on the quay.\n',
    });
    await symlink(path.join(outside, 'words.yml'), at(root, 'link.yml').fsPath);
    await symlink(outside, at(root, 'folder').fsPath);
    const imports = 'imports:\n  - inside.yml\n  - link.yml\n  - folder/words.yml\n';
    await writeFile(at(root, 'a.contextive.yml').fsPath, imports);
    try {
      const { document } = await open(at(root, 'readme.md'));
      await says(document, 'quay', /A wall\./);
      assert.equal(await hoverAt(document, positionOf(document, 'crane', 1)), '');
      const found = await problems(at(root, 'a.contextive.yml'), 2);
      assert.deepEqual(
        found.map(({ range, message }) => [range.start.line, message]),
        [
          [2, 'There is no glossary link.yml in this workspace.'],
          [3, 'There is no glossary folder/words.yml in this workspace.'],
        ],
      );
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('opens at the line of a term from the card', async () => {
    const root = await makeTree('line', { 'a.glossary.yml': glossary, 'readme.md': 'One token.\n' });
    const { document } = await open(at(root, 'readme.md'));
    const hover = await says(document, 'token', /A coin/);
    const [, args = ''] =
      /From glossary \[[^\]]*\]\(command:aiFieldGuide\.glossary\.lookUp\?([^)]*)\)/.exec(hover) ?? [];
    const [id] = JSON.parse(decodeURIComponent(args)) as string[];
    await vscode.commands.executeCommand(commandId('glossary.lookUp'), id);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), at(root, 'a.glossary.yml').toString());
    assert.equal(editor.selection.active.line, 4);
  });

  it('that loses a term is not asked for it any more: a link to it leads nowhere, and it cannot be known', async () => {
    const root = await makeTree('lost', { 'a.glossary.yml': glossary, 'readme.md': 'One berth and a crane.\n' });
    const { document } = await open(at(root, 'readme.md'));
    const hover = await says(document, 'berth', /A place at the quay/);
    const [, args = ''] =
      /From glossary \[[^\]]*\]\(command:aiFieldGuide\.glossary\.lookUp\?([^)]*)\)/.exec(hover) ?? [];
    const [id] = JSON.parse(decodeURIComponent(args)) as string[];
    await writeFile(at(root, 'a.glossary.yml').fsPath, 'terms:\n  - term: crane\n    definition: It lifts.\n');
    await says(document, 'crane', /It lifts\./);
    // Of a term that is there it would wait for an answer.
    await vscode.commands.executeCommand(commandId('glossary.markKnown'), id);
    assert.deepEqual(vscode.workspace.getConfiguration().get(settingId('glossary.knownTerms')), []);
  });

  it('that breaks is told so at the line, and its terms stay as they were', async () => {
    const root = await makeTree('broken', { 'a.glossary.yml': glossary, 'readme.md': 'One berth.\n' });
    const { document } = await open(at(root, 'readme.md'));
    await says(document, 'berth', /A place at the quay/);
    await writeFile(at(root, 'a.glossary.yml').fsPath, 'terms:\n  - term: berth\n   definition: [x\n');
    // Errors that follow from it are no problems of their own.
    const [problem] = await problems(at(root, 'a.glossary.yml'), 1);
    assert.match(problem!.message, /^This line is not indented/);
    assert.equal(problem!.range.start.line, 2);
    await says(document, 'berth', /A place at the quay/);
    const related = 'terms:\n  - term: berth\n    definition: Mended.\n    related: [quay]\n    links: x\n';
    await writeFile(at(root, 'a.glossary.yml').fsPath, related);
    const found = await poll(
      'the other problems',
      () => own(at(root, 'a.glossary.yml')),
      (all) => all.length === 2 && all.every(({ message }) => /^(?:There is no|Unknown key) /.test(message)),
    );
    assert.deepEqual(found.map(({ range }) => range.start.line).sort(), [3, 4]);
    await says(document, 'berth', /Mended\./);
  });

  it('tells a word that nobody should say any more, with fixes for one place and for the file', async () => {
    const deprecated =
      'terms:\n  - term: client\n    definition: x\n    deprecated: {use: guest, because: It is an inn.}\n';
    const root = await makeTree('deprecated', {
      'a.glossary.yml': deprecated,
      'readme.md': 'Our clients.\n\nClient or host.\n\n<!-- ai-field-guide-ignore client -->\nA client of theirs.\n',
      'a.ts': 'const clientId = 1;\n',
    });
    const { document } = await open(at(root, 'readme.md'));
    const [first] = await problems(document.uri, 2);
    assert.equal(first!.message, 'Use “guest” instead. It is an inn.');
    assert.equal(first!.severity, vscode.DiagnosticSeverity.Hint);
    const fixes = await fixesAt(document.uri, first!.range);
    assert.ok(
      fixes.some(({ title }) => title === 'Replace with guests'),
      fixes.map(({ title }) => title).join(),
    );
    assert.ok(fixes.some(({ title }) => title === 'Ignore clients here'));
    const all = fixes.find(({ title }) => title === 'Replace all 2 in this file');
    assert.ok(await vscode.workspace.applyEdit(all!.edit!));
    assert.match(document.getText(), /^Our guests\.\n\nGuest or host\.[^]*A client of theirs\./);
    await problems(document.uri, 0);
    const code = await open(at(root, 'a.ts'));
    const [inCode] = await problems(code.document.uri, 1);
    const inName = await fixesAt(code.document.uri, inCode!.range);
    assert.ok(!inName.some(({ title }) => title.startsWith('Replace with')), 'a name is not replaced');
    await setSetting(settingId('glossary.deprecatedTerms'), 'off');
    await problems(code.document.uri, 0);
  });

  it('gets the word at the cursor as an entry, which keeps what stands there', async () => {
    const root = await makeTree('added', {
      'a.glossary.yml': `# Ours.\n${glossary}`,
      'docs/readme.md': 'The free quay.\n',
    });
    const { document } = await open(at(root, 'docs/readme.md'));
    const place = positionOf(document, 'quay', 2);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand(commandId('glossary.addTerm'));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), at(root, 'a.glossary.yml').toString());
    assert.equal(editor.document.getText(), `# Ours.\n${glossary}  - term: quay\n    definition: >-\n      \n`);
    assert.deepEqual(editor.selection.active, editor.document.lineAt(editor.document.lineCount - 2).range.end);
    await editor.edit((edit) => edit.insert(editor.selection.active, 'Where ships lie: a wall.'));
    await says(document, 'quay', /Where ships lie: a wall\./);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  onScreen('takes no entry that it has, nor while it is not understood, and says which @deep', async () => {
    const root = await makeTree('refused', { 'a.glossary.yml': glossary, 'readme.md': 'The token of a quay.\n' });
    const add = async (word: string): Promise<void> => {
      const { document } = await open(at(root, 'readme.md'));
      const place = positionOf(document, word, 1);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(place, place);
      void vscode.commands.executeCommand(commandId('glossary.addTerm'));
    };
    const isAt = (line: number): Promise<unknown> =>
      poll(
        `line ${line} of the glossary`,
        () => vscode.window.activeTextEditor,
        (editor) =>
          editor?.document.uri.path.endsWith('a.glossary.yml') === true && editor.selection.active.line === line,
      );
    await add('token');
    await clickInMessage('a.glossary.yml already explains "token".', 'Show Entry');
    await isAt(4);
    await closeEditors();
    const file = at(root, 'a.glossary.yml');
    await writeFile(file.fsPath, `${glossary}   - term: [\n`);
    // VS Code keeps the text of an editor that was closed until it hears of the file.
    await poll('the new text', async () => (await vscode.workspace.openTextDocument(file)).getText().endsWith('[\n'));
    await add('quay');
    await clickInMessage('a.glossary.yml has errors', 'Open a.glossary.yml');
    await isAt(6);
  });

  it('offers its terms in prose and comments, and none in code', async () => {
    const root = await makeTree('offered', {
      'a.glossary.yml': glossary.replace('berth', 'Berth Plan'),
      'a.ts': '// a ber\nber\n',
    });
    const { document } = await open(at(root, 'a.ts'));
    const offered = async (line: number): Promise<vscode.CompletionItem | undefined> => {
      const name = 'vscode.executeCompletionItemProvider';
      const end = document.lineAt(line).range.end;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(name, document.uri, end);
      return items.find(({ label }) => (typeof label === 'string' ? label : label.label) === 'Berth Plan');
    };
    const item = await poll('the term', () => offered(0));
    assert.equal(item.detail, 'A place at the quay for one ship.');
    assert.equal(await offered(1), undefined);
  });

  it('is where the definition of a term in prose is, while the setting wants it, and of none in code @deep', async () => {
    const root = await makeTree('defined', {
      'a.glossary.yml': glossary,
      'readme.md': 'The free berth.\n',
      'a.rs': 'let berth = 1; // berth\n',
    });
    const definitions = (document: vscode.TextDocument, position: vscode.Position) =>
      vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      );
    const { document } = await open(at(root, 'readme.md'));
    const found = (await definitions(document, positionOf(document, 'berth', 1)))[0] as vscode.LocationLink;
    assert.equal(found.targetUri.toString(), at(root, 'a.glossary.yml').toString());
    assert.equal(found.targetRange.start.line, 1);
    const code = await open(at(root, 'a.rs'));
    for (const text of ['// berth', 'let berth'])
      assert.equal((await definitions(code.document, positionOf(code.document, text, 5))).length, 0);
    await setSetting(settingId('glossary.languageFeatures'), false);
    assert.equal((await definitions(document, positionOf(document, 'berth', 1))).length, 0);
  });
});
