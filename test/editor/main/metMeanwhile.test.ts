import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { noChoices } from '../../../src/core/glossary/cards/choices';
import { WorkspaceTerms } from '../../../src/editor/glossary/index/workspaceTerms';
import { poll } from '../../support/poll';
import { makeTree, makeWatchedFolder, removeTrees } from '../support/folders';

/** Tells of each file what is written in it as its one term. */
const worker = {
  findTerms: ({ file }: { readonly file: string | Uint8Array }) => {
    const id = typeof file === 'string' ? file : new TextDecoder().decode(file);
    return Promise.resolve([{ id: id.trim(), count: 1, places: [0, 0, 1, 1] }]);
  },
};

describe('the index of met terms, of files that change while it is made', () => {
  afterEach(removeTrees);

  it('has what stands in them at the end, and leaves out those that went', async () => {
    const texts = { 'changed.md': 'before', 'gone.md': 'gone', 'last.md': 'last' };
    const made = new Set<string>();
    const told = new Set<string>();
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    watcher.onDidCreate((uri) => made.add(uri.toString()));
    watcher.onDidChange((uri) => told.add(uri.toString()));
    watcher.onDidDelete((uri) => told.add(uri.toString()));
    await makeWatchedFolder('met-meanwhile');
    const folder = (await makeTree('met-meanwhile', texts)).fsPath;
    const file = (name: string): string => path.join(folder, name);
    const uriOf = (name: string): string => vscode.Uri.file(file(name)).toString();
    // A file that is made and changed within a moment is told as made. One that is made and gone is not told at all.
    await poll('the files', () => Object.keys(texts).every((name) => made.has(uriOf(name))), Boolean);
    const read = new Set<string>();
    let heldBack = true;
    const layers = async (uri: vscode.Uri) => {
      // The last one waits until the others have changed.
      if (uri.toString() === uriOf('last.md'))
        await poll(
          'the end of the wait',
          () => heldBack,
          (isHeld) => !isHeld,
        );
      else read.add(uri.toString());
      return { key: '', layers: [] };
    };
    const failures: unknown[] = [];
    const quiet = (): void => undefined;
    const log = { error: (_what: string, error?: unknown) => void failures.push(error), warn: quiet, debug: quiet };
    const terms = new WorkspaceTerms({
      worker,
      layers,
      log,
      rules: { choices: () => noChoices, onDidChange: new vscode.EventEmitter().event },
    });
    try {
      const started = terms.start();
      await poll('the first files', () => read.has(uriOf('changed.md')) && read.has(uriOf('gone.md')), Boolean);
      await writeFile(file('changed.md'), 'after');
      await rm(file('gone.md'));
      await poll('both events', () => told.has(uriOf('changed.md')) && told.has(uriOf('gone.md')), Boolean);
      heldBack = false;
      await started;
      await poll(
        'the new text',
        () => terms.index.filesOf('after').map(({ uri }) => uri),
        (all) => all.includes(uriOf('changed.md')),
      );
      assert.deepEqual(terms.index.filesOf('before'), []);
      assert.deepEqual(terms.index.filesOf('gone'), []);
      assert.equal(terms.index.filesOf('last').length, 1);
      assert.deepEqual(failures, []);
    } finally {
      heldBack = false;
      watcher.dispose();
      terms.dispose();
    }
  });
});
