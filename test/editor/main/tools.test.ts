import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandId, requestScheme } from '../../../src/editor/shared/contributions';
import { poll, pollFor } from '../../support/poll';
import { byId, chatRequests, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { save } from '../support/texts';
import { onScreen, ui } from '../support/ui';

/** Waits for the document of that name, and saves that text in it. */
async function write(name: 'tools' | 'mocks', value: unknown): Promise<void> {
  const find = (): vscode.TextDocument | undefined =>
    // VS Code keeps documents of sessions that other tests have left.
    vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ uri }) => uri.scheme === requestScheme && uri.path.endsWith(`/${name}.json`));
  const document = await poll(`${name}.json`, find);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), JSON.stringify(value));
  assert.ok(await vscode.workspace.applyEdit(edit));
  await save(document);
}

describe('tools in the playground', () => {
  const faults = useFaultServer();
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    if (!ui.available) return;
    await playground.fresh();
    if ((await page.count(byId('remove-tools'))) > 0) await page.click(byId('remove-tools'));
  });

  onScreen(
    'are sent, called two at once, answered by hand and by mocks, and called until the model is done @deep',
    async () => {
      await playground.use('tools');
      await vscode.commands.executeCommand(commandId('playground.editTools'));
      await write('tools', [{ name: 'get_weather', description: 'The weather.' }, { name: 'get_time' }]);
      await page.text(`${byId('edit-tools')}:has-text("Tools: 2")`);
      await page.click(byId('edit-mocks'));
      await write('mocks', { get_time: [{ arguments: { zone: 'UTC' }, result: '12:00' }, { result: 'noon' }] });
      await page.text(`${byId('edit-mocks')}:has-text("Mocks: 1")`);
      assert.equal(vscode.window.tabGroups.all.length, 2);

      await playground.fill('message', 'Weather and time?');
      await playground.click('send');
      await playground.readTurn('done');
      await poll(
        'the call with its arguments',
        () => page.text(inLastTurn(`${byId('tool-call')} >> nth=0`)),
        (text) => /get_weather.*"city": "Rome"/s.test(text),
      );
      await page.text(byId('tools-left-out'));
      await pollFor(() => page.value(byId('tool-result-1')), '12:00');
      await page.text(byId('tool-mocked'));
      await page.fill(byId('tool-result-0'), 'Sun');
      await ui.picture('tools');
      await page.click(byId('run-until-done'));
      await page.text(inLastTurn(':has-text("I was told: Sun, 12:00, noon.")'));
      await pollFor(() => playground.countTurns(), 3);

      const [first, second, third] = chatRequests(faults.server).map(({ body }) => body);
      assert.deepEqual(
        (first?.['tools'] as { function: { name: string } }[]).map(({ function: { name } }) => name),
        ['get_weather', 'get_time'],
      );
      const messages = second?.['messages'] as Record<string, unknown>[];
      assert.deepEqual(messages.slice(2), [
        { role: 'tool', tool_call_id: 'call_1', content: 'Sun' },
        { role: 'tool', tool_call_id: 'call_2', content: '12:00' },
      ]);
      assert.deepEqual((third?.['messages'] as unknown[]).at(-1), {
        ...{ role: 'tool', tool_call_id: 'call_3', content: 'noon' },
      });
    },
  );
});
