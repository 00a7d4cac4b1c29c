import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandId, resultScheme } from '../../../src/editor/shared/contributions';
import type { Cell } from '../../../src/core/evals/results';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { poll } from '../../support/poll';
import { workspaceFolder } from '../support/clean';
import { answeringDialog, chatRequests, faultProvider, setProviders } from '../support/playground';
import { pickRow } from '../support/window';
import { onScreen, ui } from '../support/ui';

const config = `
prompts: ['Say something about {{topic}}.']
providers: ['custom:ok']
tests:
  - description: greets
    vars: {topic: tea}
    assert: [{type: contains, value: Hello}]
  - description: says it word for word
    vars: {topic: coffee}
    assert: [{type: equals, value: 'Only {{topic}}'}]
  - description: runs no code
    vars: {topic: water}
    assert: [{type: javascript, value: 'output.length > 0'}]
  - description: is judged
    vars: {topic: milk}
    assert:
      - type: llm-rubric
        value: greets
        provider: 'custom:echo'
        # The judge repeats what it is asked.
        rubricPrompt: '{"pass": true, "score": 1, "reason": "{{output}} greets."}'
`;

describe('an eval in Test Explorer', () => {
  let server: FaultServer;
  const folder = vscode.Uri.joinPath(workspaceFolder(), 'greetings');
  const file = vscode.Uri.joinPath(folder, 'promptfooconfig.yaml');
  const results = path.join(folder.fsPath, 'promptfooconfig.eval.jsonl');
  const recorded = (): Cell[] => {
    const [, ...lines] = readFileSync(results, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Cell);
  };
  const row = (name: string, state: string): string =>
    `.test-explorer .monaco-list-row[aria-label*="${name} (${state})"]`;

  /** The last of so many requests that are shown. */
  const shownRequest = (count: number): Promise<string> =>
    poll('the request of a cell', () =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === resultScheme)[count - 1]?.getText(),
    );

  before(async () => {
    server = await startFaultServer();
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(config));
  });
  after(async () => {
    await server.close();
    rmSync(folder.fsPath, { recursive: true });
  });

  onScreen('asks whom and up to which cap, and shows what passed, failed and was not checked', async () => {
    await setProviders(faultProvider(server));
    await vscode.window.showTextDocument(file);
    let run: Thenable<unknown> | undefined;
    const asked = await answeringDialog('Run', async () => {
      run = vscode.commands.executeCommand(commandId('evals.run'), file);
      await pickRow('Choose a model', '', 'ok');
      await ui.text('.quick-input-title:has-text("Judge")');
      await pickRow('Choose a model', '', 'echo');
    });
    await run;
    assert.ok(asked.includes('7 requests, 3 of them to a judge.'), asked);
    assert.ok(asked.includes(`custom:ok: 4 requests to Fault Server (${server.baseUrl})`), asked);
    assert.ok(asked.includes(`Judge custom:echo: 3 requests to Fault Server (${server.baseUrl})`), asked);
    assert.equal(chatRequests(server).length, 7);
    assert.deepEqual(
      recorded().map(({ pass }) => pass),
      [true, false, null, true],
    );
    const [opinion] = recorded()[3]?.checks ?? [];
    assert.match(opinion?.reason ?? '', /^Opinion of a model \(custom:echo\): 3 of 3 pass, .* greets\.$/);
    await vscode.commands.executeCommand('workbench.view.testing.focus');
    await ui.click('.test-explorer .monaco-tl-twistie.collapsible');
    await ui.text(row('greets', 'Passed'));
    await ui.text(row('says it word for word', 'Failed'));
    await ui.text(row('runs no code', 'Skipped'));
    await ui.text(
      '.test-explorer .monaco-list-row:has-text("is judged"):has-text("opinion"):has(.codicon-testing-passed-icon)',
    );
    await ui.picture('eval-tests');
    await ui.click(row('greets', 'Passed'));
    await ui.click(`${row('greets', 'Passed')} .codicon-testing-run-icon`);
    await poll(
      'one cell that was run again, from the cache, and the others as they were',
      () => recorded().map(({ cached }) => cached),
      (cached) => cached.join() === 'true,false,false,false',
    );
    await vscode.commands.executeCommand(commandId('evals.run'), file);
    assert.equal(chatRequests(server).length, 7);
    const showRequest = `${row('greets', 'Passed')} .codicon-arrow-swap`;
    // The buttons of a row come with the pointer, and go when the row is drawn anew.
    await poll('the button of the row', async () => {
      await ui.click(row('greets', 'Passed'));
      return ui.count(showRequest);
    });
    await ui.click(showRequest);
    const request = await shownRequest(1);
    assert.match(request, /^# Made again from the suite: the same body that was sent/m);
    assert.match(request, /"content": "Say something about tea\."[\s\S]*Hello/);
    await vscode.commands.executeCommand(commandId('evals.openResults'), file);
    const grid = ui.inWebview('ai-grid main');
    await grid.click('#cell-0-0');
    await grid.click('[data-testid="showRequest"]');
    assert.equal(await shownRequest(2), request);
  });

  onScreen('makes a test of a turn of the playground, and leaves the rest of the suite as it is', async () => {
    const turn = { system: '', earlier: [], message: 'cocoa', answer: 'Cocoa is warm.', providerId: 'x', model: 'ok' };
    const added = vscode.commands.executeCommand(commandId('evals.addTest'), {
      ...{ ...turn, temperature: null, maxOutputTokens: null },
    });
    await pickRow('How are other answers checked?', '', 'The same');
    await pickRow('Add to which suite?', '', 'greetings/promptfooconfig.yaml');
    await added;
    const text = readFileSync(file.fsPath, 'utf8');
    assert.ok(text.startsWith(config), text);
    assert.match(text.slice(config.length), /topic: cocoa\n[\s\S]*type: equals\n *value: Cocoa is warm\./);
  });
});
