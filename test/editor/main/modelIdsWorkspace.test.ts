import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { configFileName } from '../../../src/core/code/ids/config/idConfig';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { closeEditors, setSetting, workspaceFolder } from '../support/clean';
import { makeTree, makeWatchedFolder, removeTrees } from '../support/folders';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';

const configUri = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), configFileName);
const inConfig = (text: string): Promise<void> => writeFile(configUri().fsPath, text);
const at = (root: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(root, name);

const own = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'AI Field Guide');
const problems = (uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> =>
  poll(
    `${count} problems in ${uri.path}`,
    () => own(uri),
    (found) => found.length === count,
  );
const open = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });

/** The fix of that title, once it is offered. */
const fixOf = (uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> =>
  poll(`the fix ${title.source}`, async () => {
    const name = 'vscode.executeCodeActionProvider';
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(name, uri, range);
    return found.find((each) => title.test(each.title));
  });
const argumentsOf = (command: vscode.Command | undefined): unknown[] => command?.arguments ?? [];
const checkWorkspace = (): Thenable<unknown> => vscode.commands.executeCommand(commandId('models.checkWorkspace'));

describe('model ids that are ignored', () => {
  afterEach(async () => {
    await closeEditors();
    await rm(configUri().fsPath, { force: true });
    await removeTrees();
  });

  it('are ignored by a comment that a fix writes above them @deep', async () => {
    const { document } = await openText("ask({\n  model: 'gpt-4-32k',\n});\n", 'typescript');
    const [problem] = await problems(document.uri, 1);
    const { edit } = await fixOf(document.uri, problem!.range, /^Ignore gpt-4-32k here$/);
    assert.ok(await vscode.workspace.applyEdit(edit!));
    assert.equal(document.lineAt(1).text, '  // ai-field-guide-ignore gpt-4-32k');
    await problems(document.uri, 0);
  });

  it('have no such fix where the language has no comments', async () => {
    const { document } = await openText('{ "model": "gpt-4-32k" }\n', 'json');
    const [problem] = await problems(document.uri, 1);
    const name = 'vscode.executeCodeActionProvider';
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(name, document.uri, problem!.range);
    const titles = found.map(({ title }) => title);
    assert.ok(titles.some((title) => title.startsWith('Replace with ')));
    assert.ok(!titles.includes('Ignore gpt-4-32k here'), titles.join());
  });

  it('are added to ai-field-guide.yml by a fix, which keeps what stands there', async () => {
    await inConfig('# Ours.\nignore:\n  ids:\n  - o1-mini # old\n');
    const root = await makeTree('ignored-ids', { 'a.json': '{ "model": "openai/gpt-4-32k" }\n' });
    const { document } = await open(at(root, 'a.json'));
    const [problem] = await problems(document.uri, 1);
    const { command } = await fixOf(document.uri, problem!.range, /^Ignore gpt-4-32k in this workspace$/);
    await vscode.commands.executeCommand(command!.command, ...argumentsOf(command));
    const expected = '# Ours.\nignore:\n  ids:\n  - o1-mini # old\n  - gpt-4-32k\n';
    assert.equal(await readFile(configUri().fsPath, 'utf8'), expected);
    await problems(document.uri, 0);
  });

  it('are told by ai-field-guide.yml as soon as it changes, and its mistakes stand in it @deep', async () => {
    const root = await makeTree('config-ids', { 'lib/a.py': 'ask(model="gpt-4-32k")\n' });
    const { document } = await open(at(root, 'lib/a.py'));
    await problems(document.uri, 1);
    await inConfig('ignore:\n  paths: [/config-ids/lib/]\n');
    await problems(document.uri, 0);
    await inConfig('severity:\n  retired: hint\n  retried: off\n');
    const [hint] = await problems(document.uri, 1);
    assert.equal(hint?.severity, vscode.DiagnosticSeverity.Hint);
    const [mistake] = await problems(configUri(), 1);
    assert.equal(mistake?.range.start.line, 2);
    assert.match(mistake.message, /^Unknown key "retried"\. Valid keys: retired, /);
    await rm(configUri().fsPath);
    await problems(configUri(), 0);
    await poll('the default', () => own(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Warning);
  });

  it('are a warning within the days of ai-field-guide.yml, and no longer within those of the setting @deep', async () => {
    const days = Math.ceil((Date.parse('2027-04-01') - Date.now()) / 86_400_000);
    await setSetting(settingId('models.warnWithinDays'), days + 1);
    const root = await makeTree('config-days', { 'a.py': 'ask(model="gpt-5.1")\n' });
    const { document } = await open(at(root, 'a.py'));
    const { Warning, Information } = vscode.DiagnosticSeverity;
    await poll('a warning', () => own(document.uri)[0]?.severity === Warning);
    await inConfig(`warnWithinDays: ${days - 2}\n`);
    await poll('an information', () => own(document.uri)[0]?.severity === Information);
  });

  it('are told by the ai-field-guide.yml that is nearest to their file @deep', async () => {
    await inConfig('ignore:\n  ids: [gpt-4-32k]\n');
    await makeWatchedFolder('nested-config/pkg');
    const root = await makeTree('nested-config', {
      'a.py': 'ask(model="gpt-4-32k")\n',
      'pkg/ai-field-guide.yml': 'severity: { retired: hint }\n',
      'pkg/lib/b.py': 'ask(model="gpt-4-32k")\n',
    });
    const inner = await open(at(root, 'pkg/lib/b.py'));
    const [hint] = await problems(inner.document.uri, 1);
    assert.equal(hint?.severity, vscode.DiagnosticSeverity.Hint);
    const outer = await open(at(root, 'a.py'));
    await problems(outer.document.uri, 0);
    await rm(at(root, 'pkg/ai-field-guide.yml').fsPath);
    await problems(inner.document.uri, 0);
  });
});

describe('Check Model IDs in Workspace', () => {
  afterEach(async () => {
    await closeEditors();
    await removeTrees();
    // Problems that were found there go with the files.
    const left = (): vscode.Uri[] =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([uri]) => (uri.path.includes('/checked-ids/') && own(uri).length > 0 ? [uri] : []));
    await poll('no problem left', left, (files) => files.length === 0);
  });

  it('finds them in files that nobody has open, until they are mended or deleted', async () => {
    const cell = { cell_type: 'code', outputs: [], source: ['ask(model="gpt-4-32k")'] };
    await makeWatchedFolder('checked-ids/b');
    const root = await makeTree('checked-ids', {
      '.gitignore': 'out/\n',
      'a.py': 'ask(model="gpt-4-32k")\n',
      'b/b.ts': "// ai-field-guide-ignore\nask({ model: 'gpt-4-32k' });\nask({ model: 'gpt-3.5-turbo' });\n",
      'out/c.py': 'ask(model="gpt-4-32k")\n',
      'd.md': 'model: `gpt-4-32k`\n',
      'e.py': Buffer.from([0, 1, 0, 255]),
      'f.ipynb': JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1),
    });
    const editor = await open(at(root, 'b/b.ts'));
    await problems(editor.document.uri, 1);
    await checkWorkspace();
    const [found] = await problems(at(root, 'a.py'), 1);
    assert.equal(found?.range.start.character, 'ask(model="'.length);
    assert.match(found.message, /^gpt-4-32k was retired /);
    assert.equal((await problems(at(root, 'f.ipynb'), 1))[0]?.range.start.line, 6);
    for (const [name, count] of Object.entries({ 'b/b.ts': 1, 'out/c.py': 0, 'd.md': 0, 'e.py': 0 })) {
      assert.equal(own(at(root, name)).length, count, name);
    }
    await writeFile(at(root, 'a.py').fsPath, 'ask(model="gpt-4-32k")\nask(model="gpt-4-32k")\n');
    await problems(at(root, 'a.py'), 2);
    await rm(at(root, 'a.py').fsPath);
    await problems(at(root, 'a.py'), 0);
    // Closed, a file has the problems that were found in it.
    await closeEditors();
    await problems(at(root, 'b/b.ts'), 1);
    await writeFile(at(root, 'b/b.ts').fsPath, '\n');
    await problems(at(root, 'b/b.ts'), 0);
  });

  it('works where open documents are not checked, and goes on past what is too large @deep', async () => {
    const root = await makeTree('checked-ids', { 'a.py': 'ask(model="gpt-4-32k")\n', 'b.py': '#'.repeat(1_100_000) });
    await setSetting(settingId('models.checkIds'), false);
    await setSetting(settingId('tokens.maxFileSize'), 1);
    const { document } = await open(at(root, 'a.py'));
    await checkWorkspace();
    await problems(document.uri, 1);
    assert.deepEqual(own(at(root, 'b.py')), []);
    await setSetting(settingId('models.checkIds'), undefined);
    await setSetting(settingId('tokens.maxFileSize'), undefined);
    await problems(document.uri, 1);
  });
});

describe('Replace everywhere in the workspace', () => {
  afterEach(async () => {
    await closeEditors();
    await removeTrees();
  });

  onScreen('shows each place in the preview, and writes what was ticked @deep', async () => {
    const ignored = '# ai-field-guide-ignore\nask(model="gpt-4-32k")\n';
    const root = await makeTree('replaced-ids', {
      '.gitignore': 'out/\n',
      'a.py': 'ask(model="gpt-4-32k")\n',
      'b.ts': "ask({ model: 'openai/gpt-4-32k' });\n",
      'c.py': ignored,
      'out/d.py': 'ask(model="gpt-4-32k")\n',
      'e.py': 'ask(model="gpt-4-32k-0314")\n',
    });
    const { document } = await open(at(root, 'a.py'));
    const [problem] = await problems(document.uri, 1);
    const { command } = await fixOf(document.uri, problem!.range, /^Replace gpt-4-32k everywhere in the workspace/);
    const done = vscode.commands.executeCommand(command!.command, ...argumentsOf(command));
    const row = (name: string): string => `.bulk-edit-panel .monaco-list-row:has-text("${name}")`;
    await ui.text(row('a.py'));
    await ui.picture('model-ids-replace');
    assert.equal(await ui.count(row('d.py')), 0);
    assert.equal(await ui.count(row('e.py')), 0);
    for (const name of ['a.py', 'b.ts']) await ui.click(`${row(name)} .edit-checkbox`);
    await ui.click('.bulk-edit-panel .buttons .monaco-button:has-text("Apply")');
    await done;
    const text = (name: string): Promise<string> => readFile(at(root, name).fsPath, 'utf8');
    const successor = String(argumentsOf(command)[1]);
    await poll('a.py', async () => (await text('a.py')) === `ask(model="${successor}")\n`);
    await poll('b.ts', async () => (await text('b.ts')) === `ask({ model: 'openai/${successor}' });\n`);
    assert.equal(await text('c.py'), ignored);
    assert.match(await text('out/d.py'), /gpt-4-32k/);
  });
});
