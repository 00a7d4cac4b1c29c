import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { nodesOf } from '../../../src/core/tokens/folder/tree';
import { commandIds, settingIds } from '../../../src/editor/contributions';
import { countFolders } from '../../../src/editor/folder/countFolders';
import type { FolderCounts } from '../../../src/editor/folder/countFolders';
import { createWorkerCounter } from '../../../src/editor/tokens/workerCounter';
import type { WorkerCounter } from '../../../src/editor/tokens/workerCounter';
import { poll } from '../poll';
import { setSetting, workspaceFolder } from '../support/clean';
import { ask, onScreen, ui } from '../ui';

const grouped = (count: number): string => count.toLocaleString('en-US');
const print = async (text: string): Promise<void> => {
  if (ui.available) await ask({ do: 'print', text: `      ${text}` });
};

/** A new folder in the folder of the run, with these files in it. */
async function makeTree(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<vscode.Uri> {
  const root = path.join(workspaceFolder().fsPath, name);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }
  return vscode.Uri.file(root);
}

function makeCounter(): WorkerCounter {
  const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
  assert.ok(extension);
  const script = vscode.Uri.joinPath(extension.extensionUri, 'dist/worker/tokenWorker.js');
  const nothing = (): void => undefined;
  const log = { info: nothing, warn: nothing, error: nothing, debug: nothing, show: nothing };
  return createWorkerCounter(new URL(script.toString(true)), log);
}

const filesOf = ({ roots }: FolderCounts): Record<string, number> =>
  Object.fromEntries(
    [...nodesOf(roots.map(({ node }) => node))]
      .filter(({ kind }) => kind === 'file')
      .map((file) => [file.path, file.tokens]),
  );

const skippedOf = ({ skipped }: FolderCounts): Record<string, string[]> =>
  Object.fromEntries(skipped.map(({ reason, examples }) => [reason, examples.map((example) => example.path).sort()]));

const made: string[] = [];
const named = (name: string): string => {
  made.push(name);
  return name;
};

describe('folder tokens: what is counted', () => {
  let counter: WorkerCounter;
  const { token } = new vscode.CancellationTokenSource();
  const count = async (uris: readonly vscode.Uri[], maxFileBytes = 1024 ** 2): Promise<FolderCounts> => {
    const rules = { counter, encoding: 'o200k_base' as const, maxFileBytes };
    const counts = await countFolders(uris, rules, token, () => undefined);
    assert.ok(counts);
    return counts;
  };

  before(() => {
    counter = makeCounter();
  });
  after(async () => {
    counter.dispose();
    for (const name of made) await rm(path.join(workspaceFolder().fsPath, name), { recursive: true, force: true });
  });

  it('counts each file as the tokenizer does, and folders as their sums', async () => {
    const texts = { 'a.md': 'One two three.', 'src/b.ts': 'export const b = 1;\n', 'src/deep/c.txt': 'größer 中文 😀' };
    const root = await makeTree(named('sums'), texts);
    const counts = await count([root]);
    const expected = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [`sums/${file}`, countTokens(text)]),
    );
    assert.deepEqual(filesOf(counts), expected);
    const folders = [...nodesOf(counts.roots.map(({ node }) => node))].filter(({ kind }) => kind === 'folder');
    const sum = (prefix: string): number =>
      Object.entries(expected).reduce((all, [file, tokens]) => all + (file.startsWith(`${prefix}/`) ? tokens : 0), 0);
    assert.deepEqual(
      folders.map(({ path: folder, tokens }) => [folder, tokens]).sort(),
      ['sums', 'sums/src', 'sums/src/deep'].map((folder) => [folder, sum(folder)]),
    );
  });

  it('respects .gitignore at every level, above the folder too', async () => {
    const root = await makeTree(named('ignoring'), {
      '.gitignore': '*.log\nbuild/*\n/top\n',
      top: 'x',
      'a.log': 'x',
      'build/a.js': 'x',
      'build/.gitignore': '!keep/\n',
      'build/keep/a.js': 'x',
      'sub/top': 'x',
      'sub/.gitignore': '!important.log\ndata\n',
      'sub/important.log': 'x',
      'sub/b.log': 'x',
      'sub/deep/data': 'x',
      'sub/deep/deeper/important.log': 'x',
    });
    assert.deepEqual(
      Object.keys(filesOf(await count([root]))).sort(),
      [
        'ignoring/.gitignore',
        'ignoring/build/.gitignore',
        'ignoring/build/keep/a.js',
        'ignoring/sub/.gitignore',
        'ignoring/sub/deep/deeper/important.log',
        'ignoring/sub/important.log',
        'ignoring/sub/top',
      ].filter((file) => file !== 'ignoring/build/.gitignore'),
    );
    const sub = await count([vscode.Uri.joinPath(root, 'sub')]);
    assert.deepEqual(Object.keys(filesOf(sub)).sort(), [
      'sub/.gitignore',
      'sub/deep/deeper/important.log',
      'sub/important.log',
      'sub/top',
    ]);
  });

  it('counts a folder that is ignored when somebody chooses it', async () => {
    const root = await makeTree(named('chosen'), { '.gitignore': 'dist/\n', 'dist/a.js': 'x', 'b.js': 'x' });
    assert.deepEqual(Object.keys(filesOf(await count([root]))).sort(), ['chosen/.gitignore', 'chosen/b.js']);
    assert.deepEqual(Object.keys(filesOf(await count([vscode.Uri.joinPath(root, 'dist')]))), ['dist/a.js']);
  });

  it('respects files.exclude, and its conditions', async () => {
    const root = await makeTree(named('hidden'), {
      'a.js': 'x',
      'a.ts': 'x',
      'b.js': 'x',
      'out/c.txt': 'x',
      'd.map': 'x',
    });
    await setSetting('files.exclude', { '**/*.js': { when: '$(basename).ts' }, '**/out': true, '**/*.map': false });
    const counts = await count([root]);
    assert.deepEqual(Object.keys(filesOf(counts)).sort(), ['hidden/a.ts', 'hidden/b.js', 'hidden/d.map']);
    assert.deepEqual(skippedOf(counts), { excluded: ['hidden/a.js', 'hidden/out'] });
  });

  it('leaves out binaries and large files, and reads UTF-16 and what is not UTF-8', async () => {
    const root = await makeTree(named('bytes'), {
      'picture.png': 'no picture',
      program: Buffer.from('MZ\0\0'),
      'large.txt': 'a b '.repeat(300_000),
      'wide.txt': Buffer.from('\uFEFFgrößer 中文', 'utf16le'),
      'latin.txt': Buffer.from('größer', 'latin1'),
      'mark.txt': '\uFEFFOne two.',
      'empty.txt': '',
    });
    const counts = await count([root]);
    assert.deepEqual(filesOf(counts), {
      'bytes/empty.txt': 0,
      'bytes/latin.txt': countTokens('gr\uFFFD\uFFFDer'),
      'bytes/mark.txt': countTokens('One two.'),
      'bytes/wide.txt': countTokens('größer 中文'),
    });
    assert.deepEqual(skippedOf(counts), {
      binary: ['bytes/picture.png', 'bytes/program'],
      tooLarge: ['bytes/large.txt'],
    });
    const latin = [...nodesOf(counts.roots.map(({ node }) => node))].find(({ name }) => name === 'latin.txt');
    assert.equal(latin?.approximate, true);
  });

  it('survives links in a circle, and counts nothing twice', async function () {
    if (process.platform === 'win32') this.skip(); // Links need a privilege there.
    const root = await makeTree(named('linked'), { 'a/file.txt': 'One.', 'b/other.txt': 'Two.' });
    const outside = await realpath(await mkdtemp(path.join(tmpdir(), 'linked-')));
    try {
      await writeFile(path.join(outside, 'far.txt'), 'Three.');
      await symlink(outside, path.join(outside, 'self'));
      const link = (target: string, name: string) => symlink(target, path.join(root.fsPath, name));
      await link('..', 'a/up');
      await link('.', 'b/here');
      await link('../a/file.txt', 'b/file-again.txt');
      await link(outside, 'c');
      await link(outside, 'd');
      await link('nowhere', 'broken');
      await link('ring-b', 'ring-a');
      await link('ring-a', 'ring-b');
      const counts = await count([root]);
      const far = Object.keys(filesOf(counts)).filter((file) => file.endsWith('far.txt'));
      assert.equal(far.length, 1);
      assert.equal(Object.keys(filesOf(counts)).length, 3);
      const { link: refused, broken } = skippedOf(counts);
      assert.deepEqual(broken, ['linked/broken', 'linked/ring-a', 'linked/ring-b']);
      assert.equal(refused?.length, 5); // a/up, b/here, b/file-again.txt, c or d, and its self.
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });

  it('counts several items, and an item inside another one once', async () => {
    const root = await makeTree(named('several'), { 'a.txt': 'One.', 'b/c.txt': 'Two.', 'd.txt': 'Three.' });
    const at = (name: string) => vscode.Uri.joinPath(root, name);
    assert.deepEqual(Object.keys(filesOf(await count([at('a.txt'), at('b')]))).sort(), ['a.txt', 'b/c.txt']);
  });

  it('counts a large file in slices, exactly and without blocking', async function () {
    this.timeout(120_000);
    const text = 'export const value = [1, 22, 333];\n\n    // A comment that is indented.\n'.repeat(200_000);
    const root = await makeTree(named('large'), { 'large.ts': text });
    const work = watchWork();
    const counts = await count([root], 20 * 1024 ** 2);
    const longest = work.stop();
    await print(`a file of ${(text.length / 1e6).toFixed(0)} MB: longest stretch of work ${longest.toFixed(1)} ms`);
    assert.deepEqual(filesOf(counts), { 'large/large.ts': countTokens(text) });
    assert.ok(longest > 0 && longest < 200, `${longest} ms`);
  });

  it('stops soon when it is cancelled, and gives no part of a sum', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.txt`, `File ${i}.`]));
    const root = await makeTree(named('cancelled'), files);
    const source = new vscode.CancellationTokenSource();
    const rules = { counter, encoding: 'o200k_base' as const, maxFileBytes: 1024 };
    let last = 0;
    const counts = await countFolders([root], rules, source.token, (counted) => {
      last = counted;
      if (counted === 50) source.cancel();
    });
    assert.equal(counts, undefined);
    assert.ok(last < 55, `${last} files`);
  });
});

const inMs = (delay: IntervalHistogram): string =>
  `p50 ${(delay.percentile(50) / 1e6).toFixed(1)}, p99 ${(delay.percentile(99) / 1e6).toFixed(1)}, max ${(delay.max / 1e6).toFixed(1)} ms`;

/** What the rest of VS Code and of the machine does to the event loop: watchers and git have seen the new files. */
async function idleDelay(): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  delay.disable();
  return inMs(delay);
}

/**
 * The longest stretch of work on this thread, in ms of its processor time: what the event loop is late by when nothing
 * else wants the processor.
 */
function watchWork(): { stop: () => number } {
  const used = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest] = [used(), 0];
  const timer = setInterval(() => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

const pane = '.pane:has(.pane-header:has-text("Tokens in Folders"))';
const rows = `${pane} .monaco-list-row`;

/** The names in the tree, from the top. */
async function readRow(index: number): Promise<string> {
  return ui.text(`${rows}[data-index="${index}"]`);
}

describe('folder tokens: the tree and the report', () => {
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
  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));
  after(async () => {
    await vscode.commands.executeCommand(commandIds.clearFolderTokens);
    await rm(big.fsPath, { recursive: true, force: true });
  });

  onScreen('count 10,000 files without blocking the editor, and write nothing', async function () {
    this.timeout(120_000);
    const before = await readdir(workspaceFolder().fsPath);
    const heap = process.memoryUsage().heapUsed;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const idle = await idleDelay();
    const work = watchWork();
    delay.enable();
    const start = performance.now();
    await vscode.commands.executeCommand(commandIds.countTokensInFolder, big);
    const taken = performance.now() - start;
    delay.disable();
    const longest = work.stop();
    const grown = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
    await print(
      `10,000 files in ${(taken / 1000).toFixed(2)} s; longest stretch of work ${longest.toFixed(1)} ms of processor time; ` +
        `event loop late by ${inMs(delay)} (idle: ${idle}); heap ${grown.toFixed(0)} MB more`,
    );
    const tokens = Array.from({ length: total }, (_, i) => countTokens(textOf(i))).reduce((sum, each) => sum + each, 0);
    const expected = `10,000 files, ${grouped(tokens)} tokens for GPT-4o`;
    await poll(
      'the sum',
      () => ui.text(`${pane} .message`),
      (text) => text.startsWith(expected),
    );
    assert.deepEqual(await readdir(workspaceFolder().fsPath), before);
    assert.ok(longest > 0 && longest < 200, `${longest} ms`); // Sanity; the figure is printed.
  });

  onScreen('sorts by tokens and by name', async () => {
    const root = await makeTree('sorting', {
      'b.txt': 'one '.repeat(50),
      'a.txt': 'one',
      'z/c.txt': 'one '.repeat(10),
    });
    try {
      await vscode.commands.executeCommand(commandIds.countTokensInFolder, root);
      await poll(
        'the heaviest first',
        () => readRow(1),
        (text) => text.includes('b.txt'),
      );
      assert.match(await readRow(2), /z/);
      assert.match(await readRow(3), /a\.txt/);
      await ui.click(`${pane} .action-label[aria-label^="Sort by Name"]`);
      await poll(
        'folders first',
        () => readRow(1),
        (text) => text.startsWith('z'),
      );
      assert.match(await readRow(2), /a\.txt/);
      await ui.click(`${pane} .action-label[aria-label^="Sort by Tokens"]`);
      await poll(
        'the heaviest first again',
        () => readRow(1),
        (text) => text.includes('b.txt'),
      );
      await ui.click(`${rows}[data-index="1"]`);
      await poll(
        'the file',
        () => vscode.window.activeTextEditor?.document.fileName ?? '',
        (name) => name.endsWith('b.txt'),
      );
    } finally {
      await rm(root.fsPath, { recursive: true, force: true });
    }
  });

  onScreen('shows a page of a large folder, and more on demand', async () => {
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}.txt`, 'One.']));
    const root = await makeTree('wide', files);
    try {
      await vscode.commands.executeCommand(commandIds.countTokensInFolder, root);
      await poll(
        'the tree',
        () => readRow(0),
        (text) => text.startsWith('wide'),
      );
      await ui.key('End');
      await ui.click(`${rows}:has-text("350 more")`);
      await vscode.commands.executeCommand('aiFieldGuide.folderTokens.focus');
      const atTheEnd = async (): Promise<number> => {
        await ui.key('End');
        return ui.count(`${rows}:has-text("100 more")`);
      };
      await poll('the second page', atTheEnd);
    } finally {
      await rm(root.fsPath, { recursive: true, force: true });
    }
  });

  onScreen('reports files, folders, cost and what was left out', async () => {
    const root = await makeTree('reporting', {
      'a.txt': 'One two.',
      'b/c.txt': 'Three.',
      'd.png': '',
      '.gitignore': 'skip\n',
      skip: 'x',
    });
    try {
      await vscode.commands.executeCommand(commandIds.countTokensInFolder, root);
      await ui.click(`${pane} .action-label[aria-label^="Open Report"]`);
      const report = await ui.inWebview('h1:has-text("Tokens of reporting")').text('.markdown-body');
      assert.match(report, /GPT-4o.*Cost as input\s+\$.*Exact, with the encoding o200k_base.*checked \d{4}-/s);
      assert.match(report, /Folders.*reporting\/b\s+2\s.*Files.*reporting\/a\.txt\s+3\s/s);
      assert.match(
        report,
        /Left out.*Ignored by a \.gitignore file: 1 entry.*reporting\/skip.*Binary: 1 entry.*reporting\/d\.png/s,
      );
    } finally {
      await rm(root.fsPath, { recursive: true, force: true });
    }
  });

  onScreen('counts the items that are selected in the explorer', async () => {
    const root = await makeTree('selecting', { 'a.txt': 'One two.', 'b/c.txt': 'Three.', 'd.txt': 'Four.' });
    try {
      const at = (name: string) => vscode.Uri.joinPath(root, name);
      await vscode.commands.executeCommand(commandIds.countTokensInFolder, at('b'), [at('b'), at('a.txt')]);
      await poll(
        'the sum',
        () => ui.text(`${pane} .message`),
        (text) => text.startsWith('2 files, 5 tokens'),
      );
      assert.match(await ui.text(`${pane} .pane-header`), /2 items/);
    } finally {
      await rm(root.fsPath, { recursive: true, force: true });
    }
  });

  onScreen('asks which folder when it is called from the palette', async function () {
    this.timeout(90_000);
    await ui.command('AI Field Guide: Count Tokens in Folder...');
    await ui.text('.quick-input-list .monaco-list-row:has-text("Choose Another Folder...")');
    await ui.click('.quick-input-list .monaco-list-row:has-text("workspace folder")');
    await poll(
      'the count',
      () => ui.text(`${pane} .pane-header`),
      (text) => text.includes('samples'),
      60_000,
    );
  });

  onScreen('shows tokens as badges in the explorer where the setting asks for it', async () => {
    const root = await makeTree('badges', { 'small.txt': 'One two three.', 'middle.txt': 'word '.repeat(4_000) });
    try {
      await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.joinPath(root, 'small.txt'));
      const row = (name: string) => `.explorer-folders-view .monaco-list-row:has-text("${name}")`;
      assert.doesNotMatch(await ui.hoverOver(row('small.txt')), /tokens/);
      await setSetting(settingIds.explorerBadges, true);
      const tooltip = (name: string) => ui.hoverOver(row(name)).catch(() => ''); // It goes when its row is drawn anew.
      await poll(
        'the tooltip',
        () => tooltip('small.txt'),
        (text) => text.includes('4 tokens (GPT-4o)'),
        20_000,
      );
      await poll(
        'the tooltip',
        () => tooltip('middle.txt'),
        (text) => text.includes('4,001 tokens'),
        20_000,
      );
      await ui.screenshot('folder-badges');
    } finally {
      await rm(root.fsPath, { recursive: true, force: true });
    }
  });
});

describe('where the tokens of a document go (folder tokens)', () => {
  onScreen('is in the report of Count Tokens', async () => {
    await setSetting(settingIds.model, 'gpt-4o');
    const picture = Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256));
    const block = 'const first = readFirst();\nconst second = readSecond();\nconst third = readThird();\n';
    const content = `${block}\nconst icon = 'data:image/png;base64,${picture.toString('base64')}';\n${block}`;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'typescript' }));
    await vscode.commands.executeCommand(commandIds.countTokens);
    const report = await ui.inWebview('h2:has-text("Where the tokens go")').text('.markdown-body');
    assert.match(report, /Starts with\s+5\s+[\d,]+\s+9\d\S* %\s+const icon = 'data:image\/png;base64,/);
    assert.match(report, /Base64\s+[\d,]+\s+9\d\S* %\s+1\s+5\s/);
    assert.match(report, /stand earlier too\s+18\s+\S+ %\s+3\s+7\s/);
    await ui.screenshot('folder-waste');
  });
});

describe('folder tokens: looks', () => {
  const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };
  for (const [name, theme] of Object.entries(themes)) {
    onScreen(`can be read in the theme ${theme}`, async () => {
      await setSetting('workbench.colorTheme', theme);
      await setSetting(settingIds.model, 'claude-sonnet-5');
      await vscode.commands.executeCommand(commandIds.countTokensInWorkspace);
      await ui.text(`${rows}:has-text("samples")`);
      await ui.click(`${pane} .action-label[aria-label^="Open Report"]`);
      await ui.inWebview('h1:has-text("Tokens of samples")').text('.markdown-body');
      await ui.screenshot(`folder-${name}`);
      assert.ok((await ui.count(rows)) > 3);
    });
  }
});
