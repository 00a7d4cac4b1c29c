import assert from 'node:assert/strict';
import {
  findLocalServers,
  localCandidates,
  localEndpoint,
  usualLocalServers,
} from '../../../../../src/core/chat/discovery/localServers';
import { isLoopback, isSameLocalServer, parseBaseUrl } from '../../../../../src/core/chat/providers/endpoint';
import { addressWords, lookWords } from '../../../../../src/core/chat/discovery/localServers';
import { presetGuides } from '../../../../../src/core/chat/providers/presetGuides';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { Outcome } from '../../../../../src/core/chat/messages/errors';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';

const none: Outcome<readonly string[]> = {
  status: 'failed',
  error: { kind: 'unreachable', message: '', advice: '', actions: [] },
};

/** Characters of a note that VS Code does not cut beside the longest heading of a group. */
const maxNote = 55;

const findOne = (left?: AbortSignal): ReturnType<typeof findLocalServers> =>
  findLocalServers(
    localCandidates(['http://127.0.0.1:5001/v1']),
    () => Promise.resolve({ status: 'done', value: [] }),
    left,
  );

const listed = (id: string) => ({ id, figures: {}, can: {} });

describe('model servers on this machine', () => {
  it('are looked for at the usual ports of Ollama, LM Studio, llama.cpp and vLLM', () => {
    const found = localCandidates(usualLocalServers).map(({ baseUrl, preset }) => `${preset.name} ${baseUrl}`);
    assert.deepEqual(found, [
      'Ollama http://127.0.0.1:11434/v1',
      'LM Studio http://127.0.0.1:1234/v1',
      'llama.cpp http://127.0.0.1:8080/v1',
      'vLLM http://127.0.0.1:8000/v1',
    ]);
  });

  it('are looked for nowhere else, whatever the setting says', () => {
    const addresses = [
      'https://api.example.com/v1',
      'http://192.168.1.7:11434/v1',
      'http://127.0.0.1.example.com/v1',
      'http://user:secret@127.0.0.1/v1',
      'nonsense',
      '',
      'http://127.0.0.1:5001/v1/',
      'http://127.0.0.1:5001/v1',
    ];
    assert.deepEqual(
      localCandidates(addresses).map(({ baseUrl, preset }) => [baseUrl, preset.id]),
      [['http://127.0.0.1:5001/v1', 'custom']],
    );
  });

  it('are those that answer with a list of models; each is asked once, by an id that no provider can have', async () => {
    const asked: Endpoint[] = [];
    const found = await findLocalServers(localCandidates(usualLocalServers), (endpoint) => {
      asked.push(endpoint);
      const isThere = endpoint.baseUrl.includes(':8080');
      return Promise.resolve(isThere ? { status: 'done', value: ['tiny.gguf', 'other'].map(listed) } : none);
    });
    assert.equal(asked.length, 4);
    for (const { id } of asked) assert.doesNotMatch(id, /^[a-zA-Z0-9._-]+$/);
    assert.equal(found?.length, 1);
    assert.deepEqual(localEndpoint(found[0]!, 'llamacpp', sayInEnglish), {
      id: 'llamacpp',
      name: 'llama.cpp',
      baseUrl: 'http://127.0.0.1:8080/v1',
      preset: 'llamacpp',
      dialect: 'chat-completions',
      model: 'tiny.gguf',
    });
  });

  it('become providers that ask the model which is loaded, where the server says so', () => {
    const served = (isLoaded: boolean) => ({ server: 'ollama', isLoaded }) as const;
    const models = [
      { ...listed('a'), served: served(false) },
      { ...listed('b'), served: served(true) },
    ];
    const [candidate] = localCandidates(usualLocalServers);
    assert.equal(localEndpoint({ ...candidate!, models }, 'ollama', sayInEnglish).model, 'b');
  });

  it('become providers without a model where they list none', async () => {
    const found = await findOne();
    assert.ok(found?.[0]);
    assert.deepEqual(localEndpoint(found[0], 'custom', sayInEnglish), {
      id: 'custom',
      name: 'Model server 5001',
      baseUrl: 'http://127.0.0.1:5001/v1',
      preset: 'custom',
      dialect: 'chat-completions',
    });
  });

  it('are not known to be missing where the user did not want to wait; who had answered is kept', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const failed = (): Promise<Outcome<never>> => Promise.resolve(none);
    const candidates = localCandidates(usualLocalServers);
    assert.equal(await findLocalServers(candidates, failed, cancel.signal), undefined);
    assert.deepEqual(await findLocalServers(candidates, failed, new AbortController().signal), []);
    const [found] = (await findOne(cancel.signal)) ?? [];
    assert.equal(found?.baseUrl, 'http://127.0.0.1:5001/v1');
  });

  it('of the presets of Ollama, LM Studio, llama.cpp and vLLM are the ones that are found at their ports', () => {
    const local = presets.filter(({ baseUrl }) => isLoopback(baseUrl)).map(({ baseUrl }) => parseBaseUrl(baseUrl));
    const found = localCandidates(usualLocalServers).map(({ baseUrl }) => baseUrl);
    assert.equal(local.length, 4);
    for (const [i, preset] of local.entries()) {
      const same = found.filter((baseUrl) => isSameLocalServer(preset, baseUrl));
      assert.deepEqual(same, [found[i]]);
    }
  });

  for (const [one, other, isSame] of [
    ['http://localhost:11434/v1', 'http://127.0.0.1:11434/v1', true],
    ['http://[::1]:8000', 'http://127.0.0.1:8000/v1', true],
    ['http://localhost', 'http://127.0.0.1:80/v1', true],
    ['http://localhost:11434/v1', 'http://127.0.0.1:1234/v1', false],
    ['http://192.168.1.7:11434/v1', 'http://192.168.1.7:11434/v1', false],
    ['built-in:pocket', 'http://127.0.0.1/v1', false],
    ['nonsense', 'http://127.0.0.1/v1', false],
  ] as const) {
    it(`are ${isSame ? 'one' : 'not one'} at ${one} and ${other}`, () => {
      assert.equal(isSameLocalServer(one, other), isSame);
    });
  }
});

describe('what is said of looking for model servers', () => {
  const candidates = localCandidates(['http://127.0.0.1:5001/v1', 'http://127.0.0.1:5002/v1']);
  const server = { ...candidates[0]!, models: [listed('llama3')] };
  const words = (found?: (typeof server)[]): ReturnType<typeof lookWords> => lookWords(candidates, found, sayInEnglish);

  it('is that nothing is contacted, as long as nobody was', () => {
    assert.match(words().placeholder, /Nothing is contacted before you choose/);
    assert.match(words().label, /Look for Model Servers Here/);
  });

  for (const [found, answered] of [
    [[], /^No address answered/],
    [[server], /^1 of 2 /],
  ] as const) {
    it(`is how many answered once they were asked, and no more that nothing is contacted: ${found.length}`, () => {
      const { placeholder } = words([...found]);
      assert.match(placeholder, answered);
      assert.doesNotMatch(placeholder, /Nothing is contacted/);
    });
  }

  it('is in the row itself where nobody answered, with what to start first', () => {
    const { label, detail } = words([]);
    assert.match(label, /^\$\(warning\) No Server Answered: Look Again$/);
    assert.match(detail, /Start Ollama, LM Studio, llama\.cpp or vLLM/);
    assert.doesNotMatch(words([server]).label, /No Server Answered/);
  });

  it('names every address, each host once', () => {
    assert.equal(addressWords(localCandidates(usualLocalServers)), '127.0.0.1:11434, :1234, :8080, :8000');
    const mixed = ['http://127.0.0.1:1/v1', 'http://[::1]:2/v1', 'http://[::1]:3/v1', 'http://localhost/v1'];
    assert.equal(addressWords(localCandidates(mixed)), '127.0.0.1:1, [::1]:2, :3, localhost');
  });

  it('is short enough for one line of the list, as are the notes of the presets', () => {
    const lines = [
      ...Object.values(presetGuides).map(({ note }) => note),
      ...[words(), words([]), words([server])].map((all) => all.detail),
    ];
    for (const line of lines) assert.ok(line.length <= maxNote, `${line.length} characters: ${line}`);
  });
});
