import assert from 'node:assert/strict';
import { listModels } from '../../../../../src/core/chat/discovery/listModels';
import { presets } from '../../../../../src/core/chat/providers/presets';
import type { Served } from '../../../../../src/core/catalog/live/served';
import {
  llamaCppAnswers,
  lmStudioAnswers,
  ollamaAnswers,
  oldLmStudioAnswers,
  startLocalServer,
  vllmAnswers,
} from '../../../../fakes/localServer';
import type { LocalServer } from '../../../../fakes/localServer';
import { holdTimers } from '../../../../support/heldTimers';
import { poll } from '../../../../support/poll';
import { endpointAt, hostWith, keyState, testKey } from '../ask';

/** Ms that a server has for all that it is asked besides its list. */
const patienceMs = 2_000;

describe('what a local server says of its models', () => {
  const timers = holdTimers(patienceMs);
  let server: LocalServer;
  before(async () => (server = await startLocalServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const list = (preset = 'custom', key?: string, signal = new AbortController().signal) =>
    listModels(endpointAt(server.baseUrl, preset), {
      ...{ host: hostWith(), key: keyState(key), signal, idleMs: 30_000 },
    });
  const servedBy = async (answers: LocalServer['answers'], preset?: string) => {
    server.answers = answers;
    return Object.fromEntries((await list(preset)).map(({ id, served }): [string, Served | undefined] => [id, served]));
  };
  const asked = (): string[] => server.requests.map(({ to }) => to).sort();

  it('is with Ollama what is loaded with how much context, what a Modelfile sets, and what each was trained for', async () => {
    assert.deepEqual(await servedBy(ollamaAnswers(), 'ollama'), {
      'qwen3:8b': {
        ...{ server: 'ollama', isLoaded: true, context: 4_096, trained: 40_960 },
        template: '{{ .Prompt }}',
      },
      'long:latest': {
        ...{ server: 'ollama', isLoaded: false, context: 16_384, trained: 40_960 },
        template: '{{ .Prompt }}',
      },
      'plain:latest': { ...{ server: 'ollama', isLoaded: false, trained: 40_960 }, template: '{{ .Prompt }}' },
      'gpt-oss:120b-cloud': {
        ...{ server: 'ollama', isLoaded: false, isElsewhere: true, context: 131_072, trained: 131_072 },
        template: '{{ .Prompt }}',
      },
    });
  });

  it('is with a cloud model of Ollama all that it was trained for, also where only the model itself says that', async () => {
    const answers = ollamaAnswers();
    const cloud = 'gpt-oss:120b-cloud';
    const tags = answers['GET /api/tags'] as { models: { name: string; details?: object }[] };
    const models = tags.models.map((model) => (model.name === cloud ? { ...model, details: {} } : model));
    const served = await servedBy({ ...answers, 'GET /api/tags': { models } }, 'ollama');
    assert.deepEqual([served[cloud]?.context, served[cloud]?.trained], [131_072, 131_072]);
  });

  it('is with Ollama the context that is loaded before what a Modelfile sets, and never more than it was trained for', async () => {
    const answers = ollamaAnswers();
    const show = answers['POST /api/show'] as (body: unknown) => object;
    const tags = answers['GET /api/tags'] as { readonly models: readonly { readonly name: string }[] };
    const served = await servedBy(
      {
        ...answers,
        'POST /api/show': (body) => ({ ...show(body), parameters: 'num_ctx 100000' }),
        'GET /api/tags': {
          models: tags.models.map((each) => (each.name === 'plain:latest' ? { ...each, remote_host: '' } : each)),
        },
      },
      'ollama',
    );
    const [loaded, long, plain] = ['qwen3:8b', 'long:latest', 'plain:latest'].map((id) => served[id]);
    assert.deepEqual([loaded?.context, long?.context, plain?.context], [4_096, 40_960, 40_960]);
    assert.equal(plain && 'isElsewhere' in plain, false);
  });

  it('is the window of the model there: the context that it has, or else the most that it may have', async () => {
    server.answers = ollamaAnswers();
    // The cloud holds no answer to a schema.
    const bySchema = (await list('ollama')).flatMap(({ id, can }) => (can.structured === false ? [id] : []));
    assert.deepEqual(bySchema, ['gpt-oss:120b-cloud']);
    const windows = (await list('ollama')).map(({ id, figures }) => [id, figures.contextWindow]);
    assert.deepEqual(Object.fromEntries(windows), {
      ...{ 'qwen3:8b': 4_096, 'long:latest': 16_384, 'plain:latest': 40_960, 'gpt-oss:120b-cloud': 131_072 },
    });
  });

  it('is read of LM Studio in the form of today, and of before', async () => {
    const other = { server: 'lmstudio', isLoaded: false, trained: 131_072 };
    const gemma = { server: 'lmstudio', isLoaded: true, trained: 262_144 };
    assert.deepEqual(await servedBy(lmStudioAnswers, 'lmstudio'), {
      ...{ 'google/gemma-4-26b-a4b': { ...gemma, context: 4_096 }, 'deepseek-r1': other },
    });
    assert.deepEqual(await servedBy(oldLmStudioAnswers, 'lmstudio'), {
      ...{ 'google/gemma-4-26b-a4b': { ...gemma, context: 8_192 }, 'deepseek-r1': other },
    });
  });

  it('is read of llama.cpp in its list and its properties, and of vLLM in its list alone', async () => {
    const { 'gemma-4-12B-it-Q8_0.gguf': gemma } = await servedBy(llamaCppAnswers, 'llamacpp');
    assert.deepEqual(
      { ...gemma, template: gemma?.template?.slice(0, 15) },
      {
        ...{ server: 'llamacpp', isLoaded: true, context: 8_192, trained: 262_144, template: '{{ bos_token }}' },
      },
    );
    server.reset();
    assert.deepEqual(await servedBy(vllmAnswers, 'vllm'), {
      'Qwen/Qwen3-8B': { server: 'vllm', isLoaded: true, context: 32_768 },
    });
    assert.deepEqual(asked(), ['GET /v1/models']);
  });

  it('is asked by the name in the list, whatever the user calls the server', async () => {
    assert.equal((await servedBy(ollamaAnswers()))['qwen3:8b']?.context, 4_096);
    assert.equal((await servedBy(lmStudioAnswers, 'ollama'))['google/gemma-4-26b-a4b']?.context, 4_096);
    assert.equal((await servedBy(llamaCppAnswers, 'vllm'))['gemma-4-12B-it-Q8_0.gguf']?.context, 8_192);
  });

  it('is asked of nobody else: not of a hosted provider, whatever stands in its list', async () => {
    for (const { id, server: own } of presets.filter(({ needsKey, isUnlisted }) => needsKey && !isUnlisted)) {
      assert.equal(own, undefined);
      server.answers = ollamaAnswers();
      server.reset();
      assert.ok((await list(id, testKey)).every(({ served }) => served === undefined));
      assert.deepEqual(asked(), ['GET /v1/models']);
    }
    server.answers = { 'GET /v1/models': { data: [{ id: 'm', owned_by: 'somebody' }] } };
    server.reset();
    await list();
    assert.deepEqual(asked(), ['GET /v1/models']);
  });

  it('costs a server without those paths one answer each, and the list stays', async () => {
    const only = { 'GET /v1/models': ollamaAnswers()['GET /v1/models']! };
    assert.deepEqual(Object.values(await servedBy(only, 'ollama')), [undefined, undefined, undefined, undefined]);
    assert.deepEqual(asked(), ['GET /api/ps', 'GET /api/tags', 'GET /v1/models']);
  });

  it('is asked with the key, at the origin that it was entered for, below the path that the server has there', async () => {
    server.answers = Object.fromEntries(
      Object.entries(ollamaAnswers()).map(([to, answer]) => [to.replace(' /', ' /below/'), answer]),
    );
    const deps = { host: hostWith(), key: keyState(testKey), signal: new AbortController().signal, idleMs: 30_000 };
    const models = await listModels(endpointAt(`${server.origin}/below/v1`, 'ollama'), deps);
    assert.equal(models.find(({ id }) => id === 'qwen3:8b')?.served?.context, 4_096);
    for (const { headers } of server.requests) assert.equal(headers.authorization, `Bearer ${testKey}`);
  });

  for (const [name, hostile] of Object.entries({
    'no list': { models: 7 },
    'figures that are none': {
      models: [
        null,
        'x',
        { name: 7 },
        { name: 'qwen3:8b', context_length: -1 },
        { name: 'plain:latest', context_length: 1e12 },
      ],
    },
    'models that nobody has': {
      models: [
        { name: '__proto__', context_length: 1 },
        { name: 'other', context_length: 2 },
      ],
    },
  })) {
    it(`survives ${name}`, async () => {
      const said = await servedBy(
        {
          ...ollamaAnswers(),
          'GET /api/ps': hostile,
          'GET /api/tags': hostile,
          'POST /api/show': { model_info: 'x', template: 7 },
        },
        'ollama',
      );
      assert.deepEqual(Object.keys(said).length, 4);
      assert.ok(Object.values(said).every((served) => served?.context === undefined && served?.trained === undefined));
    });
  }

  it('survives what is too long, broken off, no JSON, or a redirect', async () => {
    const said = await servedBy(
      {
        ...ollamaAnswers(),
        'GET /api/ps': (_body, response) => void response.end(`{"models":[${'{},'.repeat(600_000)}{}]}`),
        'GET /api/tags': (_body, response) => void response.end('<html>'),
        'POST /api/show': (_body, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      },
      'ollama',
    );
    assert.deepEqual(Object.values(said), [undefined, undefined, undefined, undefined]);
    const cut = {
      ...ollamaAnswers(),
      'POST /api/show': ((_body, response) => void response.destroy()) satisfies LocalServer['answers'][string],
    };
    assert.equal((await servedBy(cut, 'ollama'))['qwen3:8b']?.context, 4_096);
  });

  it('is waited for two seconds in all; what was said by then holds', async () => {
    server.answers = { ...ollamaAnswers(), 'POST /api/show': (_body, response) => void response.write('{"template":') };
    const listed = list('ollama');
    await poll('the last questions', () => asked().filter((to) => to === 'POST /api/show').length === 4);
    await timers.runOut(patienceMs);
    const [gptOss, long, plain, qwen] = (await listed).map(({ served }) => served);
    assert.deepEqual(qwen, { server: 'ollama', isLoaded: true, context: 4_096, trained: 40_960 });
    assert.deepEqual([gptOss?.context, long?.context, plain?.context], [131_072, undefined, undefined]);
  });

  it('ends at once when the user does not want to wait', async () => {
    const abort = new AbortController();
    server.answers = { ...ollamaAnswers(), 'GET /api/ps': () => abort.abort(), 'GET /api/tags': () => undefined };
    assert.equal((await list('ollama', undefined, abort.signal)).length, 4);
    assert.equal(timers.waiting(patienceMs), 0);
  });

  it('has no key in a template', async () => {
    server.answers = { ...ollamaAnswers(), 'POST /api/show': { template: `{{ ${testKey} }}`, model_info: {} } };
    for (const { served } of await list('ollama', testKey)) assert.equal(served?.template, '{{ … }}');
  });

  it('is asked of fifty models at most, those that are loaded first', async () => {
    const ids = Array.from({ length: 80 }, (_, number) => `m${number}`);
    server.answers = {
      'GET /v1/models': { data: ids.map((id) => ({ id, owned_by: 'library' })) },
      'GET /api/ps': { models: [{ name: 'm79', context_length: 4_096 }] },
      'POST /api/show': { template: 'x' },
    };
    const models = await list('ollama');
    const shown = server.requests.filter(({ to }) => to === 'POST /api/show').map(({ body }) => body);
    assert.equal(shown.length, 50);
    assert.deepEqual(shown[0], { model: 'm79' });
    assert.equal(models.length, 80);
  });
});
