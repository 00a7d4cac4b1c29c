import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { closeEditors, findStoredSession, storedDraftWith, readStoredSession } from '../support/clean';
import {
  answeringDialog,
  byId,
  chatRequests,
  page,
  playground,
  sendSelection,
  setProviders,
  useFaultServer,
} from '../support/playground';
import { faultProvider } from '../support/playground';
import { openText } from '../support/texts';
import { startCommand } from '../support/commands';
import { clickUntil, hideViews } from '../support/views';
import { answerInputBox, chooseFromMenu, pickRow, readDone } from '../support/window';
import { onScreen, secondWindow, ui } from '../support/ui';

const row = (title: string): string => `.monaco-list-row:has(.monaco-icon-name-container :text-is("${title}"))`;
/** With its first rows: where the list was used before, it stays scrolled. */
async function showList(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId('playground.sessions')}.focus`);
  await ui.key('Home');
}

/** Clicks the row of a session until the playground shows it. */
const showSession = (title: string): Promise<unknown> =>
  clickUntil(row(title), `the session ${title}`, () => page.count(`ai-turn:has-text("${title}")`));

async function askAndWait(message: string): Promise<void> {
  await playground.ask('ok', message);
  await playground.readTurn('done');
  await poll(
    'the stored turn',
    readStoredSession,
    (session) => session.includes(message) && session.includes('"done"'),
  );
}

describe('sessions', () => {
  const faults = useFaultServer();
  after(hideViews);

  onScreen('New Session keeps the old one in the list, from where it is opened again', async () => {
    await askAndWait('The old question');
    await executeCommand('playground.newSession');
    await poll('no turn', playground.countTurns, (turns) => turns === 0);
    await askAndWait('The new question');
    await showList();
    await ui.text(row('The new question'));
    await showSession('The old question');
    await pollFor(() => playground.countTurns(), 1);
  });

  onScreen('a session is renamed in the list @deep', async () => {
    await askAndWait('To be renamed');
    await showList();
    await chooseFromMenu(row('To be renamed'), 'Rename Session...');
    await answerInputBox('Rename Session', 'A better name');
    await ui.text(row('A better name'));
    await poll('the stored title', readStoredSession, (session) => session.includes('A better name'));
  });

  onScreen(
    'without a row a command asks which session under its title, and that which is shown comes first @deep',
    async () => {
      await askAndWait('Shown again');
      await executeCommand('playground.newSession');
      await poll('no turn', playground.countTurns, (turns) => turns === 0);
      await askAndWait('The newest');
      await showList();
      await ui.text(row('The newest'));
      await showSession('Shown again');
      await startCommand('playground.renameSession');
      await pollFor(() => ui.text('.quick-input-widget .quick-input-title'), 'Rename Session');
      await pollFor(() => ui.text('.quick-input-widget .monaco-list-row.focused'), /Shown again/);
      await ui.key('Escape');
    },
  );

  onScreen('a deleted session leaves the list and the tab, and Undo brings it back', async () => {
    await askAndWait('To be deleted');
    await showList();
    await chooseFromMenu(row('To be deleted'), 'Delete Session');
    await poll('no turn', playground.countTurns, (turns) => turns === 0);
    await ui.text(`${row('To be deleted')}:has-text("deleted")`);
    assert.equal(await ui.count('.notification-list-item'), 0);
    await chooseFromMenu(row('To be deleted'), 'Undo Delete Session');
    await poll(
      'the session again',
      () => ui.text(row('To be deleted')),
      (text) => !/deleted$/.test(text),
    );
    await playground.readTurn('done');
  });

  onScreen('a search finds a message of another session, and opens that with Find at it @deep', async () => {
    await askAndWait('Apples and quinces');
    await askAndWait('And something else');
    await playground.newSession();
    await askAndWait('Bread and butter');
    await startCommand('playground.searchSessions');
    await pickRow('Words in messages', 'quinces apples', '»Apples« and »quinces«');
    await page.text(`${byId('turn')}:has-text("And something else")`);
    await pollFor(() => page.value(byId('find-input')), 'quinces');
    await page.text(`${byId('find-count')}:has-text("1 of")`);
    await page.click(byId('find-close'));
  });

  onScreen('a search finds what stands in a session of another folder, and opens a copy of that @deep', async () => {
    await askAndWait('Plums and medlars');
    const folder = path.dirname((await findStoredSession()) ?? '');
    await playground.newSession();
    await askAndWait('Here and now');
    const other = path.resolve(folder, '../../another-folder');
    await mkdir(other, { recursive: true });
    await rename(folder, path.join(other, path.basename(folder)));
    try {
      await startCommand('playground.searchSessions');
      await pickRow('Words in messages', 'medlars', 'another folder');
      await page.text(`ai-turn:has-text("Plums and medlars")`);
      await showList();
      await ui.text(row('Plums and medlars'));
      // Copy and original are both found from then on.
      await startCommand('playground.searchSessions');
      await ui.fill('.quick-input-widget input[placeholder^="Words in messages"]', 'medlars');
      await pollFor(() => ui.count('.quick-input-list .monaco-list-row:has-text("Plums and medlars")'), 2);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  onScreen('a file that is no session is listed as unreadable, opens as it is, and is left alone @deep', async () => {
    await askAndWait('Beside a stranger');
    const file = path.resolve((await findStoredSession()) ?? '', '../../stranger.json');
    await writeFile(file, '{"turns":[]}');
    try {
      await playground.newSession();
      await askAndWait('After it');
      await showList();
      await ui.text(`${row('stranger.json')}:has-text("unreadable")`);
      await clickUntil(
        row('stranger.json'),
        'the file',
        () => vscode.window.activeTextEditor?.document.getText() === '{"turns":[]}',
      );
      assert.equal(await readFile(file, 'utf8'), '{"turns":[]}');
    } finally {
      await rm(file);
    }
  });

  onScreen('Delete All Sessions says where they lie before it deletes them', async () => {
    await askAndWait('One of all');
    const question = await answeringDialog('Delete All', () => executeCommand('playground.deleteAllSessions'));
    assert.match(question, /Delete (all \d+ sessions|the one session).*stored in .*sessions/);
    await readDone('All sessions are deleted');
    await poll('no turn', playground.countTurns, (turns) => turns === 0);
    assert.equal(await readStoredSession(), '');
  });

  onScreen('an answer goes on while another session is shown @deep', async () => {
    await playground.ask('slow', 'A long one');
    await page.text(`${byId('answer')}:has-text("word")`);
    await playground.newSession();
    await playground.ask('ok', 'Meanwhile');
    await playground.readTurn('done');
    await showList();
    await showSession('A long one');
    await playground.readTurn('streaming');
    await playground.click('stop');
    await playground.readTurn('stopped');
  });

  onScreen('a retry stands beside the earlier answer, and both can be paged', async () => {
    await askAndWait('Ask me twice');
    await playground.click('retry');
    await page.text(`${byId('pager')}:has-text("2")`);
    await playground.readTurn('done');
    await pollFor(() => playground.countTurns(), 1);
    await playground.click('previous-answer');
    await page.text(`${byId('pager')}:has-text("1")`);
    assert.equal(chatRequests(faults.server).length, 2);
  });

  onScreen('a retry asks the model of the answer, or the one that is chosen by now @deep', async () => {
    await askAndWait('Who are you?');
    assert.equal(await page.count(byId('retry-chosen')), 0);
    await playground.fill('model', 'reasoning');
    await page.text(`${byId('retry-chosen')}:has-text("Retry with reasoning")`);
    await playground.click('retry-chosen');
    await page.text(`${byId('pager')}:has-text("2")`);
    await playground.readTurn('done');
    const models = chatRequests(faults.server).map(({ body }) => body['model']);
    assert.deepEqual(models, ['ok', 'reasoning']);
    assert.equal(await page.count(byId('retry-chosen')), 0);
  });

  onScreen(
    'a retry whose provider has moved asks first, and sends nothing when the user does not want it @deep',
    async () => {
      await askAndWait('Where to?');
      // Another name of the same machine: another host.
      await setProviders(
        faultProvider(faults.server, { baseUrl: faults.server.baseUrl.replace('127.0.0.1', 'localhost') }),
      );
      await page.text(`${byId('destination')}:has-text("localhost")`);
      const question = await answeringDialog(undefined, () => playground.click('retry'));
      assert.match(question, /Send this conversation to ok\?.*localhost:\d+.*came from http:\/\/127\.0\.0\.1/);
      await playground.fill('model', 'reasoning');
      const other = await answeringDialog(undefined, () => playground.click('retry-chosen'));
      assert.match(other, /Send this conversation to reasoning\?.*came from http:\/\/127\.0\.0\.1/);
      assert.equal(chatRequests(faults.server).length, 1);
    },
  );

  onScreen('a provider that is gone is replaced by none: nothing is sent before the user chooses @deep', async () => {
    await askAndWait('Who are you?');
    await setProviders({ ...faultProvider(faults.server), id: 'second', name: 'Second Server' });
    await page.text(`${byId('destination')}:text-is("No provider chosen")`);
    await playground.fill('message', 'And now?');
    await playground.click('send');
    await page.text(':text-is("Choose a provider.")');
    await playground.click('retry');
    await ui.text('.quick-input-widget input[placeholder^="Fault Server is no longer set up"]');
    await ui.text('.quick-input-widget .monaco-list-row:has-text("Second Server")');
    await ui.key('Escape');
    assert.equal(chatRequests(faults.server).length, 1);
  });
});

describe('a session in two windows', () => {
  useFaultServer();
  const other = 'ai-playground main';

  after(async () => {
    if (ui.available) await secondWindow.close();
  });

  onScreen(
    'is read in the second one as of a moment, and goes on there in a copy, with what was typed @deep',
    async () => {
      await askAndWait('For both windows');
      await secondWindow.open();
      await secondWindow.command('AI Field Guide: Open Playground');
      // It takes the focus when it is there, and with it a list that is open by then.
      await secondWindow.text('ai-composer:has(#message:focus)', other);
      await secondWindow.command('AI Field Guide: Open Session...');
      await secondWindow.click('.quick-input-list .monaco-list-row:has-text("For both windows")');
      await secondWindow.text('ai-turn:has-text("For both windows")', other);
      assert.match(await secondWindow.text(byId('read-only'), other), /as of \d/);
      await secondWindow.fill(byId('message'), 'Typed in the second window', other);
      await secondWindow.click(byId('open-copy'), other);
      await poll(
        'the second window writes',
        () => secondWindow.count(byId('read-only'), other),
        (bars) => bars === 0,
      );
      await secondWindow.text('ai-turn:has-text("For both windows")', other);
      assert.equal(await secondWindow.value(byId('message'), other), 'Typed in the second window');
      assert.equal(await page.count(byId('read-only')), 0);
      await pollFor(() => page.value(byId('message')), '');
    },
    120_000,
  );
});

describe('Send Selection to Playground...', () => {
  useFaultServer();

  onScreen(
    'asks before the first selection goes to a provider elsewhere, naming model, tokens and host once @deep',
    async () => {
      const id = `first-${Date.now()}`;
      await setProviders({ id, name: 'Never Asked', baseUrl: 'https://models.example.test/v1', preset: 'custom' });
      const target = { providerId: id, model: 'ok' };
      await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
      await page.text(`${byId('destination')}:has-text("models.example.test")`);
      await poll('the stored draft', () => storedDraftWith(`"providerId":"${id}","model":"ok"`));
      const editor = await openText('explain me');
      editor.selection = new vscode.Selection(0, 0, 0, 10);
      const question = await answeringDialog(undefined, sendSelection);
      assert.match(question, /Send the selection with its question \(≈\d+ tokens\) to ok\?/);
      assert.equal(question.split('models.example.test').length, 2, question);
      await poll(
        'the text that was not sent',
        () => page.value(byId('message')),
        (text) => text.includes('explain me'),
      );
      await closeEditors();
    },
  );
});
