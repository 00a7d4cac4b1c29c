import assert from 'node:assert/strict';
import { evalJson, greetings, useEvalServer } from './evalRun';

describe('the providers of eval', () => {
  const evals = useEvalServer();
  const { run } = evals;

  it('asks for log probabilities as promptfoo does', async () => {
    for (const [parameters, top] of [
      ['logprobs: true', 0],
      ['logprobs: true, top_logprobs: 2', 2],
      ['top_logprobs: 3', 3],
    ] as const) {
      const id = `{id: 'openai:chat:some-model', config: {${parameters}}}`;
      await run(greetings.replace("'openai:chat:some-model'", id), '--filter', 'ada');
      const { body = {} } = evals.server.asked.at(-1) ?? {};
      assert.deepEqual([body['logprobs'], body['top_logprobs']], [true, top], parameters);
    }
  });

  it('gives the key of a provider to none that only calls itself so', async () => {
    const config = `prompts: [x]
providers: [{id: 'openai:chat:m'}, {id: 'vllm:m', label: openai}, {id: 'localai:m', label: 'openai:chat:m'}]`;
    const [ours, other] = [evals.server.baseUrl, evals.server.baseUrl.replace('/v1', '/other/v1')];
    const given = ['--key-env', 'openai=MINE', '--base-url', `openai=${ours}`, '--base-url', `vllm=${other}`];
    const environment = { MINE: 'sk-mine-0123456789' };
    await evalJson(evals.folder, config, [...given, '--base-url', `localai=${other}`], { environment });
    assert.deepEqual(evals.server.asked.map(({ key }) => key).sort(), [
      'Bearer sk-mine-0123456789',
      undefined,
      undefined,
    ]);
  });

  it('gives nobody a key that is not meant for them, and the one that is named for them', async () => {
    const environment = { OPENAI_API_KEY: 'sk-usual-0123456789', MINE: 'sk-mine-0123456789' };
    const args = ['--base-url', `openai=${evals.server.baseUrl}`];
    await evalJson(evals.folder, greetings, args, { environment });
    await evalJson(evals.folder, greetings, [...args, '--key-env', 'openai=MINE', '--no-cache'], { environment });
    const keys = evals.server.asked.map(({ key }) => key);
    assert.deepEqual(keys.slice(2), ['Bearer sk-mine-0123456789', 'Bearer sk-mine-0123456789']);
    assert.ok(keys.slice(0, 2).every((key) => !key?.includes('usual')));
    const without = await evalJson(evals.folder, greetings);
    assert.deepEqual([without.code, without.output], [2, '']);
    assert.match(without.errors, /openai:chat:some-model: OpenAI needs a key/);
  });
});
