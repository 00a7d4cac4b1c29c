import assert from 'node:assert/strict';
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { encode as encodeCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import * as vscode from 'vscode';
import type { Box } from '../../../scripts/vscode/bridgeProtocol';
import { poll } from '../../support/poll';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId } from '../../../src/editor/shared/contributions';
import { closeEditors, leaveClean, setSetting, workspaceFolder } from '../support/clean';
import { firstRowFor } from '../support/picks';
import { picture, writeFile } from '../support/texts';
import { startCommand } from '../support/commands';
import { readDone, readMessage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const boxSelector = '.monaco-editor .view-overlays .cdr[class*="TextEditorDecorationType"]';
const colourOf = ({ background, border }: Box): string => `${background} ${border}`;

/** Opens `text` as the file of that name, as the only editor. */
async function open(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

const boxes = (): Promise<Box[]> => ui.boxes(boxSelector);

/** The boxes of each line on screen, from the top, once there are as many as `fits` wants and they rest. */
async function rows(what: string, fits: (rows: Box[][]) => boolean): Promise<Box[][]> {
  let last = '';
  let found: Box[][] = [];
  await poll(what, async () => {
    const all = await boxes();
    const now = JSON.stringify(all);
    const rests = now === last;
    last = now;
    found = [...new Set(all.map(({ y }) => y))].map((top) => all.filter(({ y }) => y === top));
    return rests && fits(found);
  });
  return found;
}

function assertNeighboursDiffer(found: readonly Box[][]): void {
  for (const row of found) {
    for (const [index, box] of row.entries()) {
      const next = row[index + 1];
      if (!next) continue;
      assert.ok(
        Math.abs(box.x + box.width - next.x) < 2,
        `a character has no token, or two: ${JSON.stringify([box, next])}`,
      );
      assert.notEqual(colourOf(box), colourOf(next));
    }
  }
}

const line = (index: number) => `${index}: the tokenizer reads antidisestablishmentarianism, "it's" 日本 🙂\n`;

async function clear(): Promise<void> {
  await executeCommand('tokens.toggleColors', false);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await leaveClean();
}

describe('tokens on screen', () => {
  // Before each: the picture of a failure shows what failed.
  beforeEach(clear);
  after(clear);

  onScreen('are coloured, neighbours never alike, and go away again', async () => {
    const text = "A model reads tokens, not words: unbelievable! It's <|endoftext|> 1234567.";
    await open('one.txt', text);
    await executeCommand('tokens.toggleColors');
    const expected = encode(text, { disallowedSpecial: new Set() });
    const found = await rows('a box for each token', ([first]) => first?.length === expected.length);
    assert.equal(found.length, 1);
    assertNeighboursDiffer(found);
    assert.equal(new Set(found.flat().map(colourOf)).size, 5);
    await ui.click('.editor-actions .action-label[aria-label^="Toggle Token Colors"]');
    await poll('boxes', boxes, (all) => all.length === 0);
  });

  onScreen('tell what they are on hover, and nothing once they are hidden', async () => {
    const text = 'We call it zyzzyva today.\n';
    const editor = await open('hover.txt', text);
    await executeCommand('tokens.toggleColors');
    await rows('boxes', ([first]) => (first?.length ?? 0) > 4);
    const ids = encode(text);
    const index = ids.findIndex((id) => decode([id]) === ' today');
    const card = await ui.hover('today');
    assert.match(card, new RegExp(`Token ${index + 1}\\b.*·today`));
    assert.match(card, new RegExp(`id ${ids[index]} · 6 bytes · 20 74 6F 64 61 79`));
    assert.match(card, /Encoding o200k_base/);
    await executeCommand('tokens.toggleColors', false);
    await poll('boxes', boxes, (all) => all.length === 0);
    const { document } = editor;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(text.indexOf('today')),
    );
    assert.deepEqual(hovers, []);
  });

  onScreen('know their place far down in a document @deep', async () => {
    const text = Array.from({ length: 3_000 }, (_, index) => line(index)).join('') + 'The end is near.';
    const editor = await open('long.txt', text);
    await executeCommand('tokens.toggleColors');
    const lastLine = editor.document.lineCount - 1;
    editor.revealRange(editor.document.lineAt(lastLine).range);
    const ids = encode(text);
    await poll(
      'the hover',
      () => ui.hover('near'),
      (card) => card.includes('·near'),
    );
    assert.ok((await ui.hover('near')).includes(`Token ${(ids.length - 1).toLocaleString('en-US')} `));
  });

  onScreen('keep their colours while the text is scrolled @deep', async () => {
    // No two runs of lines are as long as each other, so that a run of colours is found at one place only.
    const text = Array.from({ length: 2_000 }, (_, index) => ' word'.repeat(1 + ((index * index) % 23)) + '\n').join(
      '',
    );
    const editor = await open('scrolled.txt', text);
    await executeCommand('tokens.toggleColors');
    const colours = async () => {
      const found = await rows('boxes', (all) => all.length > 30);
      assertNeighboursDiffer(found);
      const kinds = ['rgba(47', 'rgba(240', 'rgba(47, 169', 'rgba(192', 'rgba(124'];
      return found.map((row) =>
        row.map((box) => kinds.findLastIndex((kind) => colourOf(box).startsWith(kind))).join(''),
      );
    };
    const topLine = () => editor.visibleRanges[0]?.start.line ?? 0;
    let before = await colours();
    for (const by of [15, 15, 15, 15, 15, -15, -15, 900, 15, -15]) {
      const wanted = topLine() + by;
      await vscode.commands.executeCommand('editorScroll', { to: 'down', by: 'line', value: by });
      await poll('the top line', topLine, (top) => top === wanted);
      const after = await colours();
      const shared = by > 0 ? before.slice(-12, -3) : before.slice(3, 12);
      if (Math.abs(by) === 15) assert.ok(after.join('|').includes(shared.join('|')), `${shared.join('|')} changed`);
      before = after;
    }
  });

  onScreen('follow the typing, and only where it is', async () => {
    const editor = await open('typed.txt', 'alpha beta gamma\ndelta epsilon zeta');
    await executeCommand('tokens.toggleColors');
    const count = (text: string) => encode(text).filter((id) => !/^[\r\n]+$/.test(decode([id]))).length;
    const shown = async () => {
      const wanted = count(editor.document.getText());
      return rows(`${wanted} boxes`, (found) => found.flat().length === wanted);
    };
    const [first] = await shown();
    await ui.click('.monaco-editor .view-lines');
    await ui.key('ControlOrMeta+End');
    await ui.type(' unbelievable 123456');
    await poll(
      'the text',
      () => editor.document.getText(),
      (all) => all.includes('zeta unbelievable 123456'),
    );
    const found = await shown();
    assertNeighboursDiffer(found);
    assert.deepEqual(found[0]?.map(colourOf), first?.map(colourOf));
    await vscode.commands.executeCommand('undo');
    assertNeighboursDiffer(await shown());
  });

  for (const wordWrap of ['off', 'on']) {
    onScreen(`colour what is on screen of one line of a megabyte (word wrap ${wordWrap}) @deep`, async () => {
      await setSetting('editor.wordWrap', wordWrap);
      const editor = await open('oneLine.txt', 'x1=[1,22,333];y("日本語",it\'s);'.repeat(35_000));
      await executeCommand('tokens.toggleColors');
      assertNeighboursDiffer(await rows('boxes', (found) => found.flat().length > 20));
      const end = editor.document.lineAt(0).range.end;
      editor.revealRange(new vscode.Range(end, end));
      await rows('boxes at the end', (found) => wordWrap === 'off' || found.flat().length > 20);
    });
  }

  onScreen('are readable in every kind of theme @deep', async () => {
    await open('themes.txt', line(1).repeat(20));
    await executeCommand('tokens.toggleColors');
    for (const [theme, kind] of Object.entries(themes)) {
      await setSetting('workbench.colorTheme', theme);
      await poll(theme, () => ui.count(`.monaco-workbench.${kind}`));
      const found = await rows('boxes', (all) => all.length > 10);
      assertNeighboursDiffer(found);
      const isPlain = (colour: string) => /^rgba.*, 0\)$/.test(colour);
      const isHighContrast = kind.startsWith('hc');
      for (const { background, border } of found.flat()) {
        assert.equal(isPlain(background), isHighContrast, `the background is ${background}`);
        assert.equal(isPlain(border), !isHighContrast, `the border is ${border}`);
      }
      await ui.picture(`tokens-${kind}`);
    }
  });

  onScreen('say so where the count of the model is an estimate @deep', async () => {
    await setSetting('aiFieldGuide.tokens.model', 'claude-sonnet-5');
    await open('estimate.txt', 'Tokens of another model.');
    await executeCommand('tokens.toggleColors');
    assert.match(await readDone('These are tokens of claude_legacy'), /not of Claude Sonnet 5\./);
    assert.match(await ui.hover('another'), /Encoding claude_legacy\. .* publishes no tokenizer/);
  });

  onScreen('are nothing silent where there is no text: it says why, and what to do', async () => {
    await closeEditors();
    await vscode.commands.executeCommand(commandId('tokens.toggleColors'));
    assert.match(await readMessage('No text editor is open'), /Open a text file first/);
    const uri = await writeFile('point.png', picture);
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await ui.text('.tab.active:has-text("point.png")');
      await vscode.commands.executeCommand(commandId('tokens.toggleColors'));
      assert.match(await readMessage('point.png'), /is not open as text\. Open a text file/);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('of two encodings stand side by side, with their totals @deep', async () => {
    const text = Array.from({ length: 300 }, (_, index) => line(index)).join('');
    await open('compared.txt', text);
    await startCommand('tokens.compare');
    await firstRowFor('o200k_base', 'o200k_base');
    await ui.key('Enter');
    await poll(
      'the second step',
      () => ui.text('.quick-input-widget .quick-input-title'),
      (title) => title.endsWith('(2/2)'),
    );
    await firstRowFor('cl100k', 'cl100k_base');
    await ui.key('Enter');
    const total = (ids: readonly number[]) => ids.length.toLocaleString('en-US');
    const labels = () => vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.label);
    await poll(
      'the titles',
      () => labels().join(),
      (all) => all.includes('cl100k_base'),
    );
    assert.deepEqual(labels(), [
      `compared.txt (o200k_base, ${total(encode(text))} tokens)`,
      `compared.txt (cl100k_base, ${total(encodeCl100k(text))} tokens)`,
    ]);
    const sides = async () => {
      const all = await boxes();
      const middle = Math.max(...all.map(({ x }) => x)) / 2 + Math.min(...all.map(({ x }) => x)) / 2;
      return [all.filter(({ x }) => x < middle).length, all.filter(({ x }) => x >= middle).length];
    };
    await poll('tokens on both sides', sides, ([left = 0, right = 0]) => left > 100 && right > left);
    const [, second] = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme !== 'file');
    assert.ok(second);
    second.revealRange(new vscode.Range(150, 0, 150, 0), vscode.TextEditorRevealType.AtTop);
    const tops = () => vscode.window.visibleTextEditors.map(({ visibleRanges }) => visibleRanges[0]?.start.line);
    await poll(
      'both at line 150',
      () => tops().join(),
      (all) => all === '150,150',
    );
    await poll('tokens on both sides', sides, ([left = 0, right = 0]) => left > 100 && right > left);
    await ui.picture('tokens-compare');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await poll('boxes', boxes, (all) => all.length === 0);
  });
});

const themes = {
  'Default Dark Modern': 'vs-dark',
  'Default Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
};
