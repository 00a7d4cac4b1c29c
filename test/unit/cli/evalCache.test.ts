import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { EvalFolder, evalJson, evalOf, greetings, lastText, startChatServer } from './evalRun';

describe('the cache of eval', () => {
  it('has the answers of all suites, by requests that it does not show', async () => {
    const [folder, server] = [new EvalFolder(), await startChatServer(() => 'Hi')];
    const environment = { OPENAI_API_KEY: 'sk-mine', LOCAL_KEY: 'sk-mine' };
    const at = ['--base-url', `openai=${server.baseUrl}`, '--key-env', 'openai=LOCAL_KEY'];
    await evalJson(folder, greetings, at, { environment });
    const other = folder.write('base/other.yaml', greetings.replace('[', '[Hello, '));
    assert.equal((await evalOf(folder, [other, ...at], { environment })).code, 1);
    assert.deepEqual(server.asked.map(lastText).sort(), ['Greet Ada', 'Greet Bob', 'Hello', 'Hello']);
    assert.equal(server.asked[0]?.key, 'Bearer sk-mine');
    const kept = readFileSync(path.join(folder.path, '.cache', 'ai-field-guide', 'evals', 'answers.jsonl'), 'utf8');
    assert.equal(kept.trimEnd().split('\n').length, 4);
    assert.doesNotMatch(kept, /sk-mine|127\.0\.0\.1|Greet|Ada/);
    folder.remove();
    await server.close();
  });

  it('is done without where its folder cannot be written, which is said once', async () => {
    const [folder, server] = [new EvalFolder(), await startChatServer(() => 'Hi')];
    const cache = folder.write('cache', 'a file');
    const at = ['--base-url', `openai=${server.baseUrl}`];
    const { code, errors } = await evalJson(folder, greetings, at, { environment: { XDG_CACHE_HOME: cache } });
    assert.deepEqual([code, server.asked.length], [1, 2]);
    assert.equal(errors.split(`Cannot write in the cache folder ${cache}: `).length, 2, errors);
    assert.match(errors, /This run goes without a cache/);
    const quiet = await evalJson(folder, greetings, [...at, '--no-cache'], { environment: { XDG_CACHE_HOME: cache } });
    assert.doesNotMatch(quiet.errors, /cache folder/);
    folder.remove();
    await server.close();
  });

  it('has no part in a suite that asks anew each time', async () => {
    const [folder, server] = [new EvalFolder(), await startChatServer(() => 'Hi')];
    const at = ['--base-url', `openai=${server.baseUrl}`];
    const asked: number[] = [];
    for (const options of [
      'evaluateOptions: {cache: false}',
      'commandLineOptions: {cache: false}\nevaluateOptions: {cache: true}',
      '',
    ]) {
      await evalJson(folder, `${greetings}${options}\n`, at);
      const { results } = await evalJson(folder, `${greetings}${options}\n`, at);
      asked.push(results.stats.asked);
    }
    folder.remove();
    await server.close();
    assert.deepEqual(asked, [2, 2, 0]);
  });

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
