import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { glossary } from '../../../generated/glossary';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import type { CommandName } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { setSetting, workspaceFolder } from '../support/clean';
import { makeTree, removeTrees } from '../support/folders';
import { hoverAt, openText, positionOf, save } from '../support/texts';
import { hideViews, showAlone } from '../support/views';
import { chooseFromMenu, openMenu, pickRow, readPage, saveAs, untilAnswered } from '../support/window';
import { onScreen, ui } from '../support/ui';

const pane = '.pane:has(.pane-header :text-is("Glossary"))';
const rows = `${pane} .monaco-list-row`;
const row = (label: string): string => `${rows}:has(.monaco-icon-name-container :text-is("${label}"))`;
const message = `${pane} .message`;
const run = (name: CommandName, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commandId(name), ...args);
const focus = (): Thenable<unknown> => vscode.commands.executeCommand(`${viewId('glossary')}.focus`);
const collapse = (): Thenable<unknown> =>
  vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('glossary')}.collapseAll`);
const metRow = row('Found in Your Files');

/** Finds terms in the files, and waits as `showAlone` does: there are new rows. */
async function findInFiles(): Promise<void> {
  await run('glossary.findInFiles');
  await poll(
    'the files',
    () => ui.text(metRow),
    (text) => / of [\d,]+ files/.test(text),
  );
  await untilAnswered();
}

describe('the Glossary view', () => {
  after(hideViews);
  beforeEach(async () => {
    await showAlone(viewId('glossary'), 'Glossary');
    await collapse();
  });
  afterEach(() => run('glossary.search', ''));

  onScreen('has the terms by topic, each with its page', async () => {
    await setSetting('workbench.colorTheme', 'Default Dark Modern');
    await ui.click(row('Basics'));
    await ui.text(row('Context window'));
    await ui.picture('glossary-dark');
    await ui.click(row('Context window'));
    assert.match(await readPage('Context window'), /How many tokens a model/);
    await setSetting('workbench.colorTheme', 'Default Light Modern');
    await ui.picture('glossary-light');
  });

  onScreen('is searched as one types, with slips and in the texts, and shows all again @deep', async () => {
    // A search begins it else, and its end draws the rows anew below an open menu.
    await findInFiles();
    void run('glossary.search');
    const input = '.quick-input-widget input[placeholder^="A name, an alias"]';
    await ui.fill(input, 'halucination');
    await poll(
      'the term',
      () => ui.text(`${rows}[data-index="0"]`),
      (text) => text.startsWith('Hallucination'),
    );
    await ui.fill(input, 'zzqqxx');
    await poll(
      'nothing',
      () => ui.text(message),
      (text) => text === 'No term matches "zzqqxx".',
    );
    await ui.fill(input, 'context window');
    await ui.key('Enter');
    await poll(
      'the terms',
      () => ui.text(message),
      // The glossary of the samples is searched too.
      (text) => Number(/of (\d+) terms for "context/.exec(text)?.[1]) > glossary.length,
    );
    await poll(
      'the best',
      () => ui.text(`${rows}[data-index="0"]`),
      (text) => text.startsWith('Context window'),
    );
    await poll('the focus in the list', () => ui.count(`${pane} .monaco-list:focus-within`));
    await ui.picture('glossary-search');
    await chooseFromMenu(row('Context window'), 'Open Page');
    assert.match(await readPage('Context window'), /How many tokens a model/);
    await focus();
    await ui.click(`${pane} .action-label[aria-label^="Clear Glossary Search"]`);
    await ui.text(row('Basics'));
    assert.equal(await ui.count(message), 0);
  });

  onScreen('says what the reader has chosen for a term, and takes it from the menu of its row @deep', async () => {
    const { document } = await openText('The context window of the LLM is long.', 'plaintext');
    const at = positionOf(document, 'context window', 1);
    const becomes = (words: RegExp): Promise<string> =>
      poll(
        words.source,
        () => ui.text(row('Context window')),
        (text) => words.test(text),
      );
    await focus();
    await ui.click(row('Basics'));
    await chooseFromMenu(row('Context window'), 'Never Explain in This Workspace');
    await becomes(/never explained here/);
    assert.equal(await hoverAt(document, at), '');
    await chooseFromMenu(row('Context window'), 'Always Explain in This Workspace');
    await becomes(/always explained here/);
    await chooseFromMenu(row('Context window'), 'Mark Term as Known');
    await becomes(/known/);
    assert.equal(await hoverAt(document, at), '');
    await openMenu(row('Context window'), 'Explain It Again');
    // Choices for this workspace change nothing for a word that is known.
    assert.equal(await ui.count('.context-view .action-label:has-text("in This Workspace")'), 0);
    await ui.key('Escape');
    await chooseFromMenu(row('Context window'), 'Explain It Again');
    await becomes(/always explained here/);
    await chooseFromMenu(row('Context window'), 'Explain Where It Is Meant');
    await becomes(/^Context window(?!.*explained)/);
    assert.match(await hoverAt(document, at), /Why it matters/);
  });

  onScreen('exports Markdown and an agent skill to the place that is chosen @deep', async () => {
    const exportAs = async (form: string, place: string): Promise<void> => {
      void run('glossary.export');
      await pickRow('Export the glossary in which format?', form, form);
      await saveAs(path.join(workspaceFolder().fsPath, place), 'ai-glossary');
    };
    const opened = (name: string): Promise<vscode.TextDocument | undefined> =>
      poll(
        name,
        () => vscode.window.activeTextEditor?.document,
        (document) => document?.fileName.endsWith(name) === true,
      );
    try {
      await exportAs('Markdown File', 'words.md');
      assert.match((await opened('words.md'))!.getText(), /^# AI glossary\n[\s\S]*### Context window/);
      await exportAs('Agent Skill', 'our-skill');
      assert.match((await opened(`our-skill${path.sep}SKILL.md`))!.getText(), /^---\nname: our-skill\n/);
      const agents = vscode.Uri.joinPath(workspaceFolder(), 'our-skill', 'references', 'agents.md');
      assert.match((await vscode.workspace.openTextDocument(agents)).getText(), /^# Agents\n/);
    } finally {
      for (const name of ['words.md', 'our-skill', 'ai-glossary', 'ai-glossary.md']) {
        await rm(path.join(workspaceFolder().fsPath, name), { recursive: true, force: true });
      }
    }
  });
});

describe('the Glossary view: what is met in the files', () => {
  before(async () => {
    await makeTree('met', {
      'one.md': '# Notes\n\nHallucinations of the LLM, and how to avoid a hallucination.\n',
      'deep/two.py': '# Hallucination of an LLM is common.\nx = 1\n',
      '.gitignore': 'hidden.md\n',
      'hidden.md': 'A hallucination of the LLM.\n',
    });
  });
  beforeEach(async () => {
    await showAlone(viewId('glossary'), 'Glossary');
    await collapse();
  });
  afterEach(() => run('glossary.search', ''));
  after(removeTrees);

  onScreen('are found by a button, with their files and places, and follow what is saved', async () => {
    await findInFiles();
    void run('glossary.search');
    await ui.fill('.quick-input-widget input[placeholder^="A name, an alias"]', 'hallucination');
    await ui.key('Enter');
    await poll(
      'the term',
      () => ui.text(row('Hallucination')),
      (text) => / files/.test(text),
    );
    await ui.click(`${row('Hallucination')} .monaco-tl-twistie`);
    await pollFor(() => ui.text(row('one.md')), /2 · .*met/);
    await ui.click(`${row('one.md')} .monaco-tl-twistie`);
    await ui.picture('glossary-met');
    await ui.click(`${rows}:has-text("and how to avoid")`);
    const selected = await poll('the place', () => {
      const editor = vscode.window.activeTextEditor;
      return editor && editor.document.getText(editor.selection);
    });
    assert.equal(selected, 'Hallucinations');
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'No hallucination. '));
    await save(editor.document);
    await poll(
      'the new count',
      () => ui.text(row('one.md')),
      (text) => text.startsWith('one.md3'),
    );
    await run('glossary.search', '');
  });

  onScreen('tell how many files were left out, and why @deep', async () => {
    await makeTree('left', {
      'large.md': `A hallucination.\n${'x'.repeat(2 * 1024 ** 2)}`,
      'picture.txt': new Uint8Array([0x89, 0, 0xff, 0xfe, 0, 1, 2, 0]),
    });
    await run('glossary.findInFiles');
    await poll(
      'the files',
      () => ui.text(metRow),
      (text) => / of [\d,]+ files · 2 left out$/.test(text),
    );
    await ui.click(`${metRow} .monaco-tl-twistie`);
    await ui.click(`${row('Left Out')} .monaco-tl-twistie`);
    await ui.text(`${rows}:has-text("1 · larger than 2 MB")`);
    await ui.text(`${rows}:has-text("1 · not text")`);
    await ui.text(`${rows}:has-text("hidden by git or VS Code")`);
    await ui.picture('glossary-left-out');
    await rm(path.join(workspaceFolder().fsPath, 'left', 'large.md'));
    await poll(
      'one less',
      () => ui.text(metRow),
      (text) => text.endsWith(' · 1 left out'),
    );
  });

  onScreen('are references of a term in other files', async () => {
    const { document } = await openText('A hallucination of the LLM.\n', 'markdown');
    const at = positionOf(document, 'hallucination');
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      ...(['vscode.executeReferenceProvider', document.uri, at] as const),
    );
    const names = found.map(({ uri }) => path.basename(uri.path));
    assert.ok(names.includes('two.py') && names.includes('one.md'), names.join());
    assert.ok(!names.includes('hidden.md'), names.join());
  });
});
