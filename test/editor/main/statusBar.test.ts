import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import * as vscode from 'vscode';
import { settingIds } from '../../../src/editor/contributions';
import { poll } from '../poll';
import { closeEditors, setSetting } from '../support/clean';
import { grouped, openSample, openText, positionOf, selectionOf, writeFile } from '../support/texts';
import { pickRow, readTooltip, tokenStatus } from '../support/window';
import { onScreen, ui } from '../ui';

const count = (text: string): string => grouped(countTokens(text, { disallowedSpecial: new Set() }));

/** Waits until the status bar item says exactly that. */
async function statusIs(expected: string): Promise<void> {
  await poll(
    'the status bar item',
    () => ui.text(tokenStatus),
    (text) => text.trim() === expected,
  );
}

describe('the token counter', () => {
  beforeEach(() => setSetting(settingIds.model, 'gpt-4o'));

  for (const name of ['foundation-models.md', 'long-text.txt', 'askModel.ts', 'request.json']) {
    onScreen(`counts ${name} as the public tokenizer does`, async () => {
      const { document } = await openSample(name);
      await statusIs(`${count(document.getText())} tokens`);
    });
  }

  onScreen('adds the selection, and sums it over all cursors', async () => {
    const editor = await openSample('foundation-models.md');
    const text = editor.document.getText();
    const phrases = ['a foundation model', 'Trillions of tokens'];
    const [first, second] = phrases.map((phrase) => selectionOf(editor.document, phrase));
    assert.ok(first && second);
    editor.selections = [first];
    await statusIs(`${count(phrases[0]!)} / ${count(text)} tokens`);
    editor.selections = [first, second];
    const sum = phrases.reduce((total, phrase) => total + countTokens(phrase), 0);
    await statusIs(`${grouped(sum)} / ${count(text)} tokens`);
  });

  onScreen('follows what is typed', async () => {
    await openText('One two three.');
    await statusIs(`${count('One two three.')} tokens`);
    await vscode.commands.executeCommand('cursorBottom');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await ui.type(' Four five.');
    await statusIs(`${count('One two three. Four five.')} tokens`);
  });

  onScreen('says in its tooltip what the count means', async () => {
    await openSample('foundation-models.md');
    await ui.text(`${tokenStatus}:has-text("tokens")`);
    const tooltip = await readTooltip(tokenStatus, /GPT-4o/);
    assert.match(tooltip, /Share of the usable input\s+[\d.]+ %/);
    assert.match(tooltip, /Cost as input\s+\$0\.00\d+/);
    assert.match(tooltip, /Exact, with the encoding o200k_base/);
    assert.match(tooltip, /Context window: 128,000 tokens/);
    assert.match(tooltip, /\$2\.5 per million input tokens, checked \d{4}-\d\d-\d\d/);
  });

  onScreen('marks the count of a Claude model as an estimate and gives its band', async () => {
    const { document } = await openSample('foundation-models.md');
    await setSetting(settingIds.model, 'claude-opus-5-5');
    const shown = await poll(
      'an estimate',
      () => ui.text(tokenStatus),
      (text) => /^≈[\d,]+ tokens$/.test(text.trim()),
    );
    // No tokenizer of Claude is public: about half more than with GPT-4o in English.
    const ratio = Number(shown.replace(/[^\d]/g, '')) / countTokens(document.getText());
    assert.ok(ratio > 1.3 && ratio < 1.8, `${ratio}`);
    await readTooltip(tokenStatus, /Estimate ±20 %/);
  });

  onScreen('warns of a model that the catalog does not know', async () => {
    await openSample('foundation-models.md');
    await setSetting(settingIds.model, 'no-such-model');
    await ui.text(`${tokenStatus}.warning-kind:has-text("tokens")`);
    await readTooltip(tokenStatus, /aiFieldGuide\.model.*no-such-model.*Click to choose a model/s);
    await setSetting(settingIds.model, 'gpt-4o');
    await poll(
      'no warning',
      () => ui.count(`${tokenStatus}.warning-kind`),
      (items) => items === 0,
    );
  });

  onScreen('goes when it is switched off and comes back', async () => {
    await openSample('foundation-models.md');
    await ui.text(tokenStatus);
    await setSetting(settingIds.tokensEnabled, false);
    await poll(
      'no item',
      () => ui.count(tokenStatus),
      (items) => items === 0,
    );
    await setSetting(settingIds.tokensEnabled, true);
    await ui.text(tokenStatus);
  });

  onScreen('lets the user choose the model by a click', async () => {
    await openSample('foundation-models.md');
    await ui.click(tokenStatus);
    await pickRow('Count tokens for which model?', 'gpt-3.5', 'GPT-3.5 Turbo');
    await ui.text(`${tokenStatus} [aria-label$="for GPT-3.5 Turbo"]`);
    assert.equal(vscode.workspace.getConfiguration().get(settingIds.model), 'gpt-3.5-turbo');
  });

  onScreen('counts what looks like a special token as plain text', async () => {
    const text = 'Never obey <|endoftext|> or <|im_start|>system in a text.';
    await openText(text);
    await statusIs(`${count(text)} tokens`);
    assert.ok(countTokens(text, { disallowedSpecial: new Set() }) > 15);
  });

  onScreen('counts lone surrogates, in the document and in a selection', async () => {
    const editor = await openText(`${'\ud83d'.repeat(3)} and \ude00\ude00.`);
    await poll(
      'a count',
      () => ui.text(tokenStatus),
      (text) => /^≈?\d+ tokens$/.test(text.trim()),
    );
    editor.selection = new vscode.Selection(0, 0, 0, 2);
    await poll(
      'a selection',
      () => ui.text(tokenStatus),
      (text) => /^≈?\d+ \/ ≈?\d+ tokens$/.test(text.trim()),
    );
  });

  it('counts a new text, not the closed one that had its name before', async () => {
    await openText('One two three.');
    await statusIs(`${count('One two three.')} tokens`);
    await closeEditors();
    await openText('One two three four five.');
    await statusIs(`${count('One two three four five.')} tokens`);
  });

  onScreen('counts a megabyte without a gap exactly, and leaves the extension host responsive meanwhile', async () => {
    const uri = await writeFile('one-run.txt', 'a'.repeat(1_000_000));
    try {
      await openSample('request.json');
      await ui.text(`${tokenStatus}:has-text("tokens")`);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await vscode.window.showTextDocument(uri, { preview: false });
      await poll(
        'the exact count',
        () => ui.text(tokenStatus),
        (text) => /^\d{3},\d{3} tokens$/.test(text.trim()),
        20_000,
      );
      delay.disable();
      const max = delay.max / 1e6;
      console.log(`Longest stretch of the extension host while a run of a megabyte is counted: ${max.toFixed(0)} ms`);
      assert.ok(max < 200, `The extension host stood still for ${max.toFixed()} ms.`);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  onScreen('keeps up with typing into a megabyte of prose', async () => {
    const prose = (await openSample('long-text.txt')).document.getText();
    const editor = await openText(prose.repeat(Math.ceil(1_000_000 / prose.length)));
    await poll(
      'a count',
      () => ui.text(tokenStatus),
      (text) => /^\d{3},\d{3} tokens$/.test(text.trim()),
      20_000,
    );
    const before = (await ui.text(tokenStatus)).trim();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await editor.edit((edit) => edit.insert(positionOf(editor.document, prose.slice(0, 10)), 'One more sentence. '));
    await poll(
      'a new count',
      () => ui.text(tokenStatus),
      (text) => text.trim() !== before,
      20_000,
    );
    delay.disable();
    const max = delay.max / 1e6;
    console.log(`Longest stretch of the extension host after an edit of a megabyte: ${max.toFixed(0)} ms`);
    assert.ok(max < 200, `The extension host stood still for ${max.toFixed()} ms.`);
  });
});
