import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { commandIds, glossaryViewId, settingIds } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { setSetting, workspaceFolder } from '../support/clean';
import { inMs, makeTree, print, removeTrees, watchWork } from '../support/folders';
import { grouped } from '../support/texts';
import { onScreen, ui } from '../support/ui';

const total = 10_000;
const run = (name: keyof typeof commandIds, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(commandIds[name], ...args);

/** `textOf` file `i`, in folders of 500. */
const tree = (name: string, ending: (i: number) => string, textOf: (i: number) => string): Promise<vscode.Uri> =>
  makeTree(
    name,
    Object.fromEntries(
      Array.from({ length: total }, (_, i) => [`d${Math.floor(i / 500)}/f${i}.${ending(i)}`, textOf(i)]),
    ),
  );

/** Prints what `work` costs the editor. */
async function printCost(what: string, work: () => Thenable<unknown>): Promise<void> {
  const heap = process.memoryUsage().heapUsed;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const watched = watchWork();
  delay.enable();
  const start = performance.now();
  await work();
  const taken = performance.now() - start;
  delay.disable();
  const longest = watched.stop();
  const grown = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
  await print(
    `${what} in ${(taken / 1000).toFixed(2)} s; longest stretch of work ${longest.toFixed(1)} ms of processor time; ` +
      `event loop late by ${inMs(delay)}; heap ${grown.toFixed(0)} MB more`,
  );
}

describe('10,000 files', () => {
  after(async () => {
    await run('clearFolderTokens');
    await removeTrees();
  });

  onScreen(
    'are counted, and nothing is written',
    async () => {
      await setSetting(settingIds.model, 'gpt-4o');
      const textOf = (i: number): string => `export const value${i} = ${i};\n`.repeat(1 + (i % 7));
      const folder = await tree('big', () => 'ts', textOf);
      const before = await readdir(workspaceFolder().fsPath);
      await printCost('10,000 files', () => run('countTokensInFolder', folder));
      const tokens = Array.from({ length: total }, (_, i) => countTokens(textOf(i))).reduce((sum, each) => sum + each);
      const expected = `10,000 files, ${grouped(tokens)} tokens for GPT-4o`;
      await poll(
        'the sum',
        () => ui.text('.pane:has(.pane-header:has-text("Tokens in Folders")) .message'),
        (text) => text.startsWith(expected),
      );
      assert.deepEqual(await readdir(workspaceFolder().fsPath), before);
      await removeTrees();
    },
    300_000,
  );

  onScreen(
    'are read for terms, with a stop',
    async () => {
      const pane = '.pane:has(.pane-header :text-is("Glossary"))';
      const row = (label: string): string =>
        `${pane} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;
      const stop = `${pane} .action-label[aria-label^="Stop Finding Terms"]`;
      const readMet = (what: string, is: (text: string) => boolean): Promise<string> =>
        poll(what, () => ui.text(row('Met in Your Files')), is);
      const isTypeScript = (i: number): boolean => i % 2 === 1;
      await tree(
        'many',
        (i) => (isTypeScript(i) ? 'ts' : 'md'),
        (i) =>
          isTypeScript(i)
            ? `// The tokens of a prompt for the LLM.\nvalue(${i});\n`
            : `# File ${i}\n\nA token of the LLM prompt.\n`,
      );
      await vscode.commands.executeCommand(`${glossaryViewId}.focus`);
      void run('findTermsInFiles');
      await poll('the stop', () => ui.count(stop));
      await ui.click(stop);
      await readMet('stopped', (said) => !/files/.test(said.replace('Met in Your Files', '')));
      await printCost('terms of 10,000 files', () => run('findTermsInFiles'));
      const said = await readMet('the files', (words) => / of [\d,]+ files/.test(words));
      assert.match(said, /10,0\d\d of 10,0\d\d files/);
      await ui.click(row('Met in Your Files'));
      await poll(
        'the term',
        () => ui.text(row('Token')),
        (words) => /10,00\d files/.test(words),
      );
    },
    300_000,
  );
});
