import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pollFor } from '../../support/poll';
import { commandId } from '../../../src/editor/shared/contributions';
import { answerOf, ollamaAnswers, startLocalServer } from '../../fakes/localServer';
import type { LocalServer } from '../../fakes/localServer';
import { byId, inLastTurn, page, playground, setProviders, useFaultServer } from '../support/playground';
import { onScreen } from '../support/ui';

describe('a local server that cuts long requests', () => {
  useFaultServer();
  let ollama: LocalServer;
  before(
    async () => (ollama = await startLocalServer({ ...ollamaAnswers(), 'POST /v1/chat/completions': answerOf(2_050) })),
  );
  after(() => ollama.close());

  onScreen('says so before a request is sent, with the way out, and after the answer @deep', async () => {
    await setProviders({ id: 'ollama', name: 'Ollama', preset: 'ollama', baseUrl: ollama.baseUrl, model: 'qwen3:8b' });
    const target = { providerId: 'ollama', model: 'qwen3:8b' };
    await vscode.commands.executeCommand(commandId('playground.open'), undefined, target);
    await page.text(`${byId('settings')}:has-text("qwen3:8b · Ollama")`);
    await playground.fill('message', 'token '.repeat(9_000));
    await page.text(`${byId('overflow')}:has-text("tells how much context qwen3:8b has once it is loaded")`);
    // Nobody was asked by typing.
    assert.deepEqual(ollama.requests, []);
    await playground.click('overflow-ask');
    await page.text(`${byId('overflow')}:has-text("Ollama has loaded qwen3:8b with a context of 4,096 tokens.")`);
    await playground.click('overflow-fix');
    await page.text(`${byId('overflow-ways')}:has-text("OLLAMA_CONTEXT_LENGTH=16384")`);
    await playground.click('send');
    await playground.readTurn('done');
    await pollFor(() => page.text(inLastTurn(byId('cut'))), /Ollama has read 2,050 of ≈?[\d,]+ tokens/);
  });
});
