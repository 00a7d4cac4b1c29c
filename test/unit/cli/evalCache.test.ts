import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { EvalFolder, evalJson, greetings, startChatServer } from './evalRun';

describe('the cache of eval', () => {
  it('shows its answers to nobody else on the machine', async function () {
    if (process.platform === 'win32') this.skip(); // Its folders have no such mode.
    const [folder, server] = [new EvalFolder(), await startChatServer(() => 'Hi')];
    await evalJson(folder, greetings, ['--base-url', `openai=${server.baseUrl}`]);
    const cache = path.join(folder.path, '.cache', 'ai-field-guide');
    const folders = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((each) => each.isDirectory());
    assert.equal(folders.length, 2);
    for (const at of [cache, ...folders.map(({ parentPath, name }) => path.join(parentPath, name))]) {
      assert.equal(statSync(at).mode & 0o77, 0, at);
    }
    folder.remove();
    await server.close();
  });
});
