import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EvalFolder, evalJson, evalOf, greetings, lastText, startChatServer } from './evalRun';
import type { ChatServer } from './evalRun';

describe('eval whose results cannot be kept', () => {
  let folder: EvalFolder;
  let server: ChatServer;
  before(
    async () =>
      (server = await startChatServer((asked) => {
        rmSync(path.join(folder.path, 'suite.eval.jsonl'), { force: true });
        return `You said: ${lastText(asked)}`;
      })),
  );
  after(() => server.close());
  beforeEach(() => {
    folder = new EvalFolder();
    server.forget();
  });
  afterEach(() => folder.remove());
  const to = (): string[] => ['--base-url', `openai=${server.baseUrl}`, '--concurrency', '1'];

  it('gives out the answers that have come', async () => {
    const { code, results, errors } = await evalJson(folder, greetings, to());
    assert.deepEqual([code, server.asked.length], [4, 1]);
    assert.deepEqual(
      results.cells.map(({ output }) => output),
      ['You said: Greet Ada'],
    );
    assert.match(errors, /ENOENT/);
  });

  it('asks nobody where they cannot be written where the command wants them', async () => {
    const config = folder.write('suite.yaml', greetings);
    for (const form of ['--json', '--junit', '--markdown']) {
      const { code, errors } = await evalOf(folder, [config, ...to(), form, path.join(folder.path, 'none', 'o')]);
      assert.deepEqual([code, server.asked.length], [2, 0]);
      assert.match(errors, /Cannot write .*ENOENT/);
    }
    const kept = folder.write('kept.json', 'kept');
    const ended = await evalOf(folder, [config, ...to(), '--json', kept, '--resume', config]);
    assert.deepEqual([ended.code, folder.read('kept.json')], [2, 'kept'], ended.errors);
    assert.deepEqual(
      readdirSync(folder.path)
        .filter((name) => !name.startsWith('.'))
        .sort(),
      ['kept.json', 'suite.yaml'],
    );
  });
});
