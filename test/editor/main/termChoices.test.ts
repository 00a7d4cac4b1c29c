import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { settingId } from '../../../src/editor/shared/settingsTable';
import { poll, pollFor } from '../../support/poll';
import { clearNotifications, setSetting } from '../support/clean';
import { quickRow } from '../support/keyboard';
import { hoverAt, openText, positionOf } from '../support/texts';
import { startCommand } from '../support/commands';
import { clickInMessage, readMessage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const title = (text: string): string => `.quick-input-widget .quick-input-title:has-text('${text}')`;
const row = (text: string): string => `.quick-input-list .monaco-list-row:has-text('${text}')`;

/** A text with the cursor in front of `at`. */
async function openAt(text: string, at: string, language = 'plaintext'): Promise<vscode.TextDocument> {
  const editor = await openText(text, language);
  const position = positionOf(editor.document, at);
  editor.selection = new vscode.Selection(position, position);
  return editor.document;
}

const isExplained = async (document: vscode.TextDocument, text: string): Promise<boolean> =>
  (await hoverAt(document, positionOf(document, text, 1))).includes('Why it matters');

const becomes = (document: vscode.TextDocument, text: string, explained: boolean): Promise<boolean> =>
  poll(
    `${text} ${explained ? '' : 'not '}explained`,
    () => isExplained(document, text),
    (said) => said === explained,
  );

const known = (): unknown => vscode.workspace.getConfiguration().get(settingId('glossary.knownTerms'));

/** Types until the row has the focus, and takes it. */
async function take(text: string): Promise<void> {
  await ui.type(text);
  await ui.text(quickRow(text));
  await ui.key('Enter');
}

describe('Show Why a Term Is (Not) Explained', () => {
  onScreen('says why, and never here silences the term until that is taken back in the same list', async () => {
    const document = await openAt('The context window of the LLM is long.', 'context');
    await startCommand('glossary.explainTerm');
    await ui.text(title('"context window" is explained here'));
    await pollFor(() => ui.text(row('Recognized as an AI term')), /supports/);
    await take('Never Explain Here');
    await ui.text(title('"context window" is not explained here'));
    await ui.text(row('You chose never to explain it in this workspace'));
    assert.equal(await isExplained(document, 'context window'), false);
    // The row with the focus is that which takes it back.
    await ui.text(quickRow('Explain Here Again'));
    await ui.key('Enter');
    await ui.text(title('"context window" is explained here'));
    assert.equal(await isExplained(document, 'context window'), true);
  });

  onScreen('tells what silences hovers, and leads to the setting', async () => {
    await setSetting(settingId('glossary.languages'), ['markdown']);
    await openAt('The context window of the LLM is long.', 'context');
    await startCommand('glossary.explainTerm');
    await ui.text(title('"context window" is not explained here'));
    await ui.text(row('Hovers are not shown in the language plaintext'));
    await ui.text(row(`Open Setting`));
  });

  onScreen('says that there is no term, and why a word that is written as one is none @deep', async () => {
    await openAt('const token = refresh();', 'token', 'typescript');
    await startCommand('glossary.explainTerm');
    await ui.text(title('"token" is not explained here'));
    await ui.text(row('Recognized as something else'));
    await ui.key('Escape');
    await openAt('A marmalade.', 'marmalade');
    await startCommand('glossary.explainTerm');
    await ui.text(row('has no term spelled "marmalade"'));
  });

  onScreen('has an answer wherever the cursor is @deep', async () => {
    const places = [
      // [text, language, at, title, row]
      [
        'The context window of the LLM.',
        'plaintext',
        'context',
        '"context window" is explained here',
        'Recognized as an AI term',
      ],
      ['The train has a window.', 'plaintext', 'window', 'No term here', 'has no term spelled "window"'],
      ['An oil rag.', 'plaintext', 'rag', 'No term here', 'The term is spelled RAG, not "rag"'],
      [
        'See https://example.com/embedding now.',
        'plaintext',
        'embedding',
        'No term here',
        'Addresses, paths, tags, ids',
      ],
      ['<p id="embedding">x</p>', 'html', 'embedding', 'No term here', 'Addresses, paths, tags, ids'],
      ['const large = language, model = 1;', 'typescript', 'language', 'No term here', 'spelled "language"'],
      ['\n\n', 'plaintext', '\n', 'No term here', 'No word here'],
    ] as const;
    for (const [text, language, at, said, why] of places) {
      await openAt(text, at, language);
      await startCommand('glossary.explainTerm');
      await ui.text(title(said));
      await ui.text(row(why));
      await ui.key('Escape');
    }
    await setSetting(settingId('glossary.knownTerms'), ['context-window']);
    await openAt('The context window of the LLM.', 'context');
    await startCommand('glossary.explainTerm');
    await ui.text(title('"context window" is not explained here'));
    await ui.text(row('You know this term'));
    await take('Explain It Again');
    await ui.text(title('"context window" is explained here'));
    await ui.key('Escape');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    void vscode.commands.executeCommand(commandId('glossary.explainTerm'));
    assert.match(await readMessage('No text editor is open'), /Open a text file first/);
  });

  onScreen('explains the place that a link of a hover names, wherever the cursor is @deep', async () => {
    const document = await openAt('One word. The context window of the LLM is long.', 'One');
    const at = positionOf(document, 'context');
    const hover = await hoverAt(document, at);
    assert.ok(hover.includes(`command:${commandId('glossary.explainTerm')}?`), hover);
    void vscode.commands.executeCommand(
      commandId('glossary.explainTerm'),
      document.uri.toString(),
      at.line,
      at.character,
    );
    await ui.text(title('"context window" is explained here'));
    await ui.key('Escape');
    // Arguments that are no place mean the cursor.
    void vscode.commands.executeCommand(commandId('glossary.explainTerm'), document.uri.toString(), -1, 'x');
    await ui.text(title('No term here'));
  });
});

describe('I know this term', () => {
  onScreen('silences a term everywhere from its card, and Undo explains it again', async () => {
    const document = await openAt('The context window of the LLM is long.', 'long');
    const hover = await hoverAt(document, positionOf(document, 'context window', 1));
    const link = encodeURIComponent(JSON.stringify(['context-window']));
    assert.ok(hover.includes(`command:${commandId('glossary.markKnown')}?${link}`), hover);
    void vscode.commands.executeCommand(commandId('glossary.markKnown'), 'context-window');
    await becomes(document, 'context window', false);
    assert.deepEqual(known(), ['context-window']);
    await clickInMessage('is no longer explained anywhere', 'Undo');
    await becomes(document, 'context window', true);
    assert.deepEqual(known(), []);
  });

  it('takes the id of a term, and nothing else', async () => {
    await openAt('A marmalade.', 'marmalade');
    for (const given of ['no-such-term', 7, { id: 'token' }, ['token']]) {
      await vscode.commands.executeCommand(commandId('glossary.markKnown'), given);
    }
    assert.deepEqual(known(), []);
  });

  onScreen('lists the words; one that is taken off, or all of them, can be taken back @deep', async () => {
    await setSetting(settingId('glossary.knownTerms'), ['hallucination', 'context-window']);
    const document = await openAt('One hallucination of the context window.', 'One');
    await becomes(document, 'hallucination', false);
    await startCommand('glossary.showKnown');
    await ui.text(title('Terms I Know'));
    // Its summary names no other term of the list, so that only its own row is found.
    await take('Hallucination');
    await ui.text(row('explained again'));
    await becomes(document, 'hallucination', true);
    await ui.key('Enter');
    await becomes(document, 'hallucination', false);
    await ui.click('.quick-input-widget .quick-input-titlebar .action-label[aria-label="Explain All of Them Again"]');
    await becomes(document, 'context window', true);
    await ui.click('.quick-input-widget .quick-input-titlebar .action-label[aria-label="I Know All of Them"]');
    await becomes(document, 'context window', false);
    assert.deepEqual(known(), ['context-window', 'hallucination']);
  });
});

describe('twenty choices at once', () => {
  const ids = [
    ...['token', 'prompt', 'context-window', 'hallucination', 'embedding', 'fine-tuning', 'temperature'],
    ...['large-language-model', 'foundation-model', 'attention', 'transformer', 'inference', 'quantization'],
    ...['weights', 'tokenizer', 'system-prompt', 'base-model', 'chat-model', 'kv-cache', 'modality'],
  ];
  const all = (
    name: 'glossary.explainAgain' | 'glossary.alwaysExplain' | 'glossary.explainWhereMeant',
  ): Promise<unknown> => Promise.all(ids.map((id) => vscode.commands.executeCommand(commandId(name), id)));

  it('lose no word that is known, and none that is explained again @deep', async () => {
    assert.equal(new Set(ids).size, 20);
    await setSetting(settingId('glossary.knownTerms'), []);
    for (const id of ids) void vscode.commands.executeCommand(commandId('glossary.markKnown'), id);
    const sorted = [...ids].sort().join();
    await poll('all known', known, (now) => String(now) === sorted);
    await all('glossary.explainAgain');
    assert.deepEqual(known(), []);
    await clearNotifications();
  });

  it('lose none of this workspace @deep', async () => {
    const document = await openAt('const token = refresh(); const prompt = ask();', 'token', 'typescript');
    assert.equal(await isExplained(document, 'token'), false);
    await all('glossary.alwaysExplain');
    await becomes(document, 'token', true);
    await becomes(document, 'prompt', true);
    await all('glossary.explainWhereMeant');
    await becomes(document, 'token', false);
  });

  onScreen(
    'are two in Terms I Know, where a row is chosen again before the first choice is written @deep',
    async () => {
      await setSetting(settingId('glossary.knownTerms'), ['prompt', 'token']);
      await startCommand('glossary.showKnown');
      await ui.text(title('Terms I Know'));
      await ui.type('Prompt');
      await ui.text(quickRow('Prompt'));
      let written = 0;
      const listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(settingId('glossary.knownTerms'))) written++;
      });
      await Promise.all([ui.key('Enter'), ui.key('Enter')]);
      await poll('both written', () => written === 2);
      listening.dispose();
      assert.deepEqual(known(), ['prompt', 'token']);
    },
  );
});
