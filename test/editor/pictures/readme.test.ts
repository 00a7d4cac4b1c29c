import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { setSetting } from '../support/clean';
import { byId, page, playground, setProviders } from '../support/playground';
import { openSample, selectionOf } from '../support/texts';
import { readTooltip, tokenStatus } from '../support/window';
import { onScreen, ui } from '../support/ui';

// The pictures of the README and of docs: test/editor/artifacts/readme-*.png, copied to media/screenshots by hand when they change.

const answer = `The **context window** is how many tokens a model takes into account at once:

1. the system prompt,
2. the conversation so far, and
3. the answer itself.

\`\`\`python
if count_tokens(messages) > context_window - max_output:
    messages = drop_oldest(messages)
\`\`\`

| Model | Window |
|---|---:|
| an early chat model | 4K |
| many models today | 1M |`;

describe('the pictures', () => {
  let mock: LLMock;
  before(async () => {
    mock = new LLMock({ port: 0, chunkSize: 12, latency: 15 });
    mock.onMessage('context window', { content: answer, reasoning: 'A short answer, with an example.' });
    await mock.start();
  });
  after(() => mock.stop());

  onScreen('show a definition over a term', async () => {
    const editor = await openSample('foundation-models.md');
    editor.revealRange(selectionOf(editor.document, 'Context window.'), vscode.TextEditorRevealType.InCenter);
    assert.match(await ui.hover("context window's"), /How many tokens/);
    await ui.screenshot('readme-hover');
  });

  onScreen('show the model families', async () => {
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    const row = (label: string): string => `.pane-body .monaco-list-row:has-text("${label}")`;
    await ui.click(row('Claude'));
    await ui.click(row('Claude Opus 5.5'));
    await readTooltip(row('Claude Opus 5.5'), /Knowledge cutoff/);
    await ui.screenshot('readme-families');
    await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  onScreen('show the tokens of a text', async () => {
    const editor = await openSample('foundation-models.md');
    editor.revealRange(selectionOf(editor.document, 'Five words'), vscode.TextEditorRevealType.AtTop);
    await vscode.commands.executeCommand('aiFieldGuide.tokens.toggleColors');
    await poll(
      'the boxes',
      () => ui.count('.cdr[class*="TextEditorDecorationType"]'),
      (count) => count > 100,
    );
    assert.match(await ui.hover('tokenizer'), /id \d+ · 10 bytes/);
    await ui.screenshot('readme-show-tokens');
    await vscode.commands.executeCommand(commandId('tokens.toggleColors'), false);
  });

  onScreen('show what the text costs', async () => {
    const editor = await openSample('foundation-models.md');
    editor.selection = selectionOf(editor.document, 'How large?');
    await poll(
      'the counts',
      () => ui.text(tokenStatus),
      (text) => / \/ /.test(text),
    );
    await readTooltip(tokenStatus, /Usable input: .* full/);
    await ui.screenshot('readme-tokens');
  });

  onScreen('show an answer of a well-behaved provider in the playground', async () => {
    await setProviders({ id: 'local', name: 'Local Server', baseUrl: `${mock.url}/v1`, preset: 'custom' });
    await playground.fresh();
    await playground.ask('gpt-oss-20b', 'What is a context window?');
    assert.match(await playground.readTurn('done'), /tokens\/s/);
    await pollFor(() => page.count('table'), 1);
    await page.click(`${byId('settings')}[aria-expanded="true"]`);
    await page.text(`${byId('settings')}[aria-expanded="false"]`);
    await ui.screenshot('readme-playground');
    await playground.newSession();
  });

  onScreen('show a prompt file in its colours', async () => {
    await openSample('review.prompt');
    assert.ok((await ui.count('.view-line span[class*="mtk"]')) > 20);
    await ui.screenshot('readme-prompt-file');
  });

  for (const theme of ['Default Light Modern', 'Default High Contrast', 'Default High Contrast Light']) {
    onScreen(`show the surfaces in the theme ${theme}`, async () => {
      await setSetting('workbench.colorTheme', theme);
      const name = theme.toLowerCase().replaceAll(' ', '-');
      const editor = await openSample('foundation-models.md');
      editor.revealRange(selectionOf(editor.document, 'Context window.'), vscode.TextEditorRevealType.InCenter);
      assert.match(await ui.hover("context window's"), /How many tokens/);
      await ui.screenshot(`${name}-hover`);
      await setProviders({ id: 'local', name: 'Local Server', baseUrl: `${mock.url}/v1`, preset: 'custom' });
      await playground.fresh();
      await playground.ask('gpt-oss-20b', 'What is a context window?');
      await playground.readTurn('done');
      await ui.screenshot(`${name}-playground`);
      await playground.newSession();
    });
  }
});
