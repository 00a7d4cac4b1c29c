import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { linkOf, placeOfLink } from '../../../src/core/lab/labPlace';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId, viewType } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { keepTab, setSetting, workspaceFolder } from '../support/clean';
import { openText } from '../support/texts';
import { readPage, saveAs } from '../support/window';
import { onScreen, ui } from '../support/ui';

const page = ui.inWebview('ai-lab main');
const station = (id: string): string => `[data-station="${id}"]`;
const picture = (id: string): string => `${station(id)} .stage svg`;

const said = (expected: RegExp): Promise<string> =>
  poll(
    `the picture to say ${String(expected)}`,
    () => page.text('figcaption'),
    (text) => expected.test(text),
  );

const open = (id: string): Thenable<unknown> => vscode.commands.executeCommand(commandId('lab.open'), id);

async function write(text: string): Promise<void> {
  await page.text('label[for="text"]');
  await page.fill('#text', text);
}

describe('the lab', () => {
  keepTab(viewType('lab'));

  onScreen('opens, and cuts a text into tokens of four vocabularies', async () => {
    await executeCommand('lab.open');
    await open('tokens');
    await page.text(station('tokens'));
    await write('unbelievable');
    // Ids and counts of the real vocabularies, by the token worker.
    assert.match(
      await said(/turned 12 bytes.*Llama 3/),
      /o200k \(GPT-4o and later\): \d tokens.*Claude 2\): \d tokens/,
    );
    await ui.picture('lab-tokens');
  });

  onScreen('shows words on a map, with the terms of the glossary', async () => {
    await open('embeddings');
    await page.text(station('embeddings'));
    await write('top-p and a cat');
    await said(/“top-p” and “.+” have a similarity of -?\d\.\d\d/);
    assert.ok((await page.count('circle')) > 100);
    await ui.picture('lab-embeddings');
  });

  onScreen('follows a token through the heads by the keyboard alone @deep', async () => {
    await open('attention');
    await page.text(station('attention'));
    await write('The model reads the prompt');
    await page.click('.stage rect');
    await said(/“<start>” looks at “<start>” 100 %/);
    for (let i = 0; i < 6; i++) await ui.key('ArrowUp');
    for (let i = 0; i < 3; i++) await ui.key('PageUp');
    await said(/Layer 1, all heads together/);
    await ui.key('PageDown');
    await ui.key('ArrowDown');
    await ui.key('End');
    await said(/Layer 2, head 1: “·prompt”/);
    await ui.picture('lab-attention');
  });

  onScreen('shows what could come next, and draws a hundred times @deep', async () => {
    await open('next-token');
    await page.text(station('next-token'));
    await write('What is a context');
    await page.click('[data-control="draw"]');
    await said(/Drawn 100 times with the seed \d+/);
    await pollFor(() => page.count('svg rect'), 13);
    await ui.picture('lab-next-token');
  });

  onScreen('writes an answer step by step, and what would have come of another token @deep', async () => {
    await open('generation');
    await page.text(station('generation'));
    await write('Who makes Claude?');
    await said(/^Step 1 of \d+: it took “C.+” [\d.]+ %/);
    await page.click('.stage rect');
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await ui.key(key);
    await said(/This is branch 1: it leaves branch 0 at step 2/);
    await ui.picture('lab-generation');
    await ui.key('PageUp');
    await ui.key('End');
    await said(/So far: “Claude is made by Anthropic\.”$/);
  });

  onScreen('shows how sure a wrong answer is @deep', async () => {
    await open('hallucination');
    await page.text(station('hallucination'));
    await write('What is banana attention?');
    await said(/^Pocket answers “.+”\. The average confidence per word is [\d.]+ %/);
    await page.click('.stage rect');
    await ui.key('Home');
    await said(/What is sampling\?”, which it was trained on/);
    await ui.picture('lab-hallucination');
  });

  onScreen('loses the beginning of a text that is more than the window, and answers what is left @deep', async () => {
    await open('context-window');
    await page.text(station('context-window'));
    await write('What does temperature mean?');
    await said(/Nothing was dropped\. The answer begins “Temperature/);
    await page.click('.stage rect');
    await ui.key('Home');
    await said(/The window holds 5 of 5 tokens.*tokens dropped.*The answer begins “(?!Temperature)/);
    await ui.picture('lab-context-window');
  });

  onScreen('teaches a small network the text @deep', async () => {
    await open('training');
    await page.text(station('training'));
    await write('The boats go out when the wind is low, and come home when the lamps are lit.');
    await said(/is learning your 76 characters/);
    await ui.picture('lab-training');
  });

  onScreen('copies a link that leads back to the station with its text and settings', async () => {
    await open('tokens');
    await page.text(station('tokens'));
    await write('a link');
    await said(/turned 6 bytes/);
    await vscode.env.clipboard.writeText('');
    await page.click('[data-testid="copy-link"]');
    const link = await poll('a link', () => vscode.env.clipboard.readText());
    const uri = vscode.Uri.parse(link);
    assert.equal(uri.authority, 'ai-field-guide.ai-field-guide');
    const place = placeOfLink(uri.path, uri.query);
    assert.equal(place?.station, 'tokens');
    assert.equal(place.text, 'a link');
    await page.click('[data-testid="copy-svg"]');
    await poll('a picture', async () => (await vscode.env.clipboard.readText()).startsWith('<svg'));
  });

  onScreen('gives a picture as a PNG: to the clipboard, or where that takes none, to a file', async () => {
    await open('attention');
    await page.html(picture('attention'));
    await page.click('[data-testid="copy-png"]');
    // Whether the clipboard takes it is the browser's to say; else it goes into a file.
    const answer = await poll('an answer', () => page.text('.said'));
    if (answer === 'Picture copied') return;
    await saveAs(vscode.Uri.joinPath(workspaceFolder(), 'lab.png').fsPath, 'lab.png');
    const png = await poll('the file', async () => {
      const found = await vscode.workspace.findFiles('lab.png');
      return found[0] && vscode.workspace.fs.readFile(found[0]);
    });
    assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
  });

  onScreen('opens by a link', async () => {
    const { path, query } = linkOf({ station: 'next-token', text: 'By a link', settings: { temperature: 1.5 } });
    const link = `${vscode.env.uriScheme}://ai-field-guide.ai-field-guide${path}?${query}`;
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(link));
    await page.text(station('next-token'));
    await poll(
      'the text of the link',
      () => page.value('#text'),
      (text) => text === 'By a link',
    );
    await pollFor(() => page.value('[data-control="temperature"]'), '1.5');
  });

  onScreen('opens with the selected text @deep', async () => {
    const editor = await openText('Some words before. Only this.');
    editor.selection = new vscode.Selection(0, 19, 0, 29);
    await vscode.commands.executeCommand(commandId('lab.openWithSelection'));
    await said(/turned 10 bytes/);
    await pollFor(() => page.value('#text'), 'Only this.');
  });

  onScreen('leads from its sentences to the page of a term @deep', async () => {
    await open('tokens');
    await page.click('a[data-term="tokenizer"]');
    await readPage('Tokenizer');
  });

  onScreen('is drawn in a theme of high contrast @deep', async () => {
    await setSetting('workbench.colorTheme', 'Default High Contrast');
    // Each station in each theme: test/webview-browser.
    await open('attention');
    await page.html(picture('attention'));
    await ui.picture('lab-high-contrast');
  });
});
