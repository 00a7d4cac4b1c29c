import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { executeCommand } from '../../../src/editor/shared/commands';
import { startFaultServer } from '../../fakes/faultServer';
import { poll, pollFor } from '../../support/poll';
import { countColumns } from '../support/columns';
import { startCommand } from '../support/commands';
import { quickRow } from '../support/keyboard';
import { byId, chatRequests, faultProvider, page, playground, setProviders } from '../support/playground';
import { openText } from '../support/texts';
import { onScreen, ui } from '../support/ui';
import { pickRow } from '../support/window';

describe('a prompt on its way to the playground', () => {
  // The code has chosen a model for the session.
  afterEach(() => executeCommand('playground.newSession'));

  onScreen('of code has its tokens above it, and comes back into its string', async () => {
    const system = 'Answer in one sentence, without any word that a child does not know. '.repeat(4);
    const code = `client.chat.completions.create(model="gpt-4o", messages=[
    {"role": "system", "content": "${system}"},
    {"role": "user", "content": f"Explain {topic}."},
])
`;
    const { document } = await openText(code, 'python');
    const lenses = await poll(
      'the lenses',
      async () =>
        (await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
          'vscode.executeCodeLensProvider',
          document.uri,
          10,
        )) ?? [],
      (found) => found.length === 2,
    );
    const command = (title: RegExp): vscode.Command | undefined =>
      lenses.find((lens) => title.test(lens.command?.title ?? ''))?.command;
    assert.ok(command(/^\d+ tokens · [\d.]+ % · \$[\d.]+ · \+ 1 value$/), JSON.stringify(lenses));
    const open = command(/Playground/);
    assert.ok(open);
    await vscode.commands.executeCommand(open.command, ...((open.arguments ?? []) as unknown[]));
    await poll(
      'the message',
      () => page.value(byId('message')),
      (text) => text === 'Explain {{topic}}.',
    );
    await playground.fill('system', 'Be "brief".');
    await playground.fill('message', 'What are {{topic}}, in {two} words?');
    const after = code
      .replace(`"${system}"`, '"Be \\"brief\\"."')
      .replace('Explain {topic}.', 'What are {topic}, in {{two}} words?');
    // The two fields may be told one after the other, and then they are written one after the other.
    const texts = [code];
    await poll(
      'the code',
      async () => {
        // A page that is hidden while somebody types tells the rest when it is back.
        await playground.open();
        await executeCommand('prompts.writeToCode');
        if (document.getText() !== texts.at(-1)) texts.push(document.getText());
        return document.getText();
      },
      (text) => text === after,
    );
    for (const before of texts.toReversed().slice(1)) {
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before, 'one Undo takes back one writing');
    }
    // Changes that somebody has made meanwhile stay.
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(code.indexOf('Explain')), 'Now: '));
    await executeCommand('prompts.writeToCode');
    assert.equal(document.getText(), code.replace('Explain', 'Now: Explain'));
  });

  onScreen('of a file is sent by Run to the usual model, and opened in two columns by Compare @deep', async () => {
    // The usual model is Pocket here, which takes no system prompt.
    await openText('What is a token?', 'ai-prompt');
    await executeCommand('prompts.run');
    await playground.readTurn('done');
    await openText('Say hello.', 'ai-prompt');
    await startCommand('prompts.compare');
    await pickRow('Compare with what?', '', 'With a Second Model');
    await pickRow('Choose a model', '', 'pocket');
    await poll('two columns', countColumns, (count) => count === 2);
    await pollFor(() => page.value(byId('message')), 'Say hello.');
    await playground.fresh();
  });

  onScreen(
    'of a file is asked by the keyboard whom its model means, and says what its preview shows @deep',
    async () => {
      const server = await startFaultServer();
      await setProviders(faultProvider(server));
      await openText('---\nmodel: echo\ninput: {schema: {tone?: string}}\n---\nBe {{tone}}.', 'ai-prompt');
      await startCommand('prompts.run');
      await ui.text('.quick-input-title:has-text("Choose Model for echo")');
      await ui.text(quickRow('echo'));
      await ui.key('Enter');
      await playground.readTurn('done');
      assert.deepEqual(
        chatRequests(server).map(({ body }) => body['messages']),
        [[{ role: 'user', content: 'Be .' }]],
      );
      await playground.fresh();
      await server.close();
    },
  );
});
