import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll } from '../../support/poll';
import { watchWork } from '../../support/watchWork';
import { setSetting, workspaceFolder } from '../support/clean';
import { inMs, makeTree, print, removeTrees } from '../support/folders';
import { grouped } from '../support/texts';
import { showAlone } from '../support/views';
import { onScreen, ui } from '../support/ui';

describe('10,000 files: their tokens', () => {
  const total = 10_000;
  const perFolder = 500;
  const textOf = (i: number): string => `export const value${i} = ${i};\n`.repeat(1 + (i % 7));
  let big: vscode.Uri;

  before(async function () {
    this.timeout(120_000);
    const files = Object.fromEntries(
      Array.from({ length: total }, (_, i) => [
        `d${String(Math.floor(i / perFolder)).padStart(2, '0')}/f${i}.ts`,
        textOf(i),
      ]),
    );
    big = await makeTree('big', files);
  });
  beforeEach(() => setSetting(settingId('tokens.model'), 'gpt-4o'));
  after(async () => {
    await vscode.commands.executeCommand(commandId('tokens.clearFolders'));
    await removeTrees();
  });

  onScreen('count 10,000 files, say how long that kept the editor, and write nothing', async function () {
    this.timeout(120_000);
    const before = await readdir(workspaceFolder().fsPath);
    const heap = process.memoryUsage().heapUsed;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const work = watchWork();
    delay.enable();
    const start = performance.now();
    await vscode.commands.executeCommand(commandId('tokens.countFolder'), big);
    const taken = performance.now() - start;
    delay.disable();
    const longest = work.stop();
    const grown = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
    await print(
      `10,000 files in ${(taken / 1000).toFixed(2)} s; longest stretch of work ${longest.toFixed(1)} ms of processor time; ` +
        `event loop late by ${inMs(delay)}; heap ${grown.toFixed(0)} MB more`,
    );
    const tokens = Array.from({ length: total }, (_, i) => countTokens(textOf(i))).reduce((sum, each) => sum + each, 0);
    const expected = `10,000 files, ${grouped(tokens)} tokens for GPT-4o`;
    await poll(
      'the sum',
      () => ui.text('.pane:has(.pane-header:has-text("Tokens in Folders")) .message'),
      (text) => text.startsWith(expected),
    );
    assert.deepEqual(await readdir(workspaceFolder().fsPath), before);
  });
});

describe('10,000 files: their terms', () => {
  const pane = '.pane:has(.pane-header :text-is("Glossary"))';
  const row = (label: string): string =>
    `${pane} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;
  const metRow = row('Found in Your Files');
  const find = (): Thenable<unknown> => vscode.commands.executeCommand(commandId('glossary.findInFiles'));
  beforeEach(() => showAlone(viewId('glossary'), 'Glossary'));
  after(removeTrees);

  onScreen('are found in 10,000 files, with a stop, and without keeping the editor', async function () {
    this.timeout(300_000);
    const text = (i: number): string =>
      i % 2 ? `// The tokens of a prompt for the LLM.\nvalue(${i});\n` : `# File ${i}\n\nA token of the LLM prompt.\n`;
    const files = Array.from({ length: 10_000 }, (_, i) => [
      `d${Math.floor(i / 500)}/f${i}.${i % 2 ? 'ts' : 'md'}`,
      text(i),
    ]);
    await makeTree('many', Object.fromEntries(files) as Record<string, string>);
    void find();
    await poll('the stop', () => ui.count(`${pane} .action-label[aria-label^="Stop Finding Terms"]`));
    await ui.click(`${pane} .action-label[aria-label^="Stop Finding Terms"]`);
    await poll(
      'stopped',
      () => ui.text(metRow),
      (said) => !/files/.test(said.replace('Found in Your Files', '')),
    );
    const heap = process.memoryUsage().heapUsed;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const work = watchWork();
    delay.enable();
    const start = performance.now();
    await find();
    const taken = performance.now() - start;
    delay.disable();
    const longest = work.stop();
    const grown = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
    await print(
      `terms of 10,000 files in ${(taken / 1000).toFixed(2)} s; longest stretch of work ${longest.toFixed(1)} ms of processor time; ` +
        `event loop late by ${inMs(delay)}; heap ${grown.toFixed(0)} MB more`,
    );
    const said = await poll(
      'the files',
      () => ui.text(metRow),
      (words) => / of [\d,]+ files/.test(words),
    );
    assert.match(said, /10,0\d\d of 10,0\d\d files/);
    await ui.click(metRow);
    await poll(
      'the term',
      () => ui.text(row('Token')),
      (words) => /10,00\d files/.test(words),
    );
  });
});
