import assert from 'node:assert/strict';
import { rebuiltRequest } from '../../../../../src/core/chat/exchange/rebuiltRequest';
import { RequestVariants } from '../../../../../src/core/chat/exchange/openAnswer';
import { keyMark } from '../../../../../src/core/chat/exchange/sentRequest';
import type { FetchLike } from '../../../../../src/core/chat/messages/transport';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { Endpoint } from '../../../../../src/core/chat/messages/chatTypes';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { endpointAt, eventsOf, requestOf, says, testKey } from '../ask';

/** Returns the request that is really sent first. The key is replaced by the mark that a kept request has for it. */
async function sentTo(endpoint: Endpoint, asked: ReturnType<typeof requestOf>, key?: string) {
  const sent: { url: string; headers: [string, string][]; body: string }[] = [];
  const fetch: FetchLike = async (url, { headers, body }) => {
    const text = await new Response(body as BodyInit).text();
    const kept = Object.entries(headers as Record<string, string>).map(([name, value]): [string, string] => [
      name,
      value.replaceAll(testKey, keyMark),
    ]);
    sent.push({ url, headers: kept, body: text.trimEnd() });
    return new Response('{}', { status: 401 });
  };
  const memory = new RequestVariants(() => 0);
  await assert.rejects(eventsOf(endpoint, asked, { fetch, memory, ...(key !== undefined && { key }) }));
  assert.equal(sent.length, 1);
  return sent[0];
}

describe('a request that is made again from an answer', () => {
  const reasoning = (model: string) => {
    const seal = { origin: 'https://api.example.com', model, json: '{"type":"reasoning","id":"r"}' };
    const opaque = { dialect: 'responses' as const, json: JSON.stringify(seal) };
    return { role: 'assistant' as const, parts: [{ type: 'reasoning' as const, text: 'Hm', opaque }] };
  };
  const messages = [says('user', 'One'), says('assistant', '“Zwei”\n'), says('user', '🙂')];
  const asked = requestOf({ model: 'm', system: 'Be brief.', messages, temperature: 0.5, maxOutputTokens: 9 });

  for (const dialect of dialectIds) {
    for (const key of [undefined, testKey]) {
      it(`is byte for byte what was sent: ${dialect}, ${key === undefined ? 'without a key' : 'with a key'}`, async () => {
        const endpoint = endpointAt('https://api.example.com/v1', 'custom', dialect);
        const { url, headers, body, method } = rebuiltRequest(endpoint, asked, key !== undefined);
        assert.deepEqual({ url, headers, body }, await sentTo(endpoint, asked, key));
        assert.equal(method, 'POST');
      });
    }
  }

  it('is written as its provider wants to be asked first', async () => {
    for (const preset of ['mistral', 'openai', 'groq']) {
      const endpoint = endpointAt('https://api.example.com/v1', preset);
      assert.deepEqual(rebuiltRequest(endpoint, asked, true).body, (await sentTo(endpoint, asked, testKey))?.body);
    }
  });

  it('hands sealed reasoning to nobody but the one that made it', () => {
    const endpoint = endpointAt('https://api.example.com/v1', 'custom', 'responses');
    const bodyFor = (model: string): string => {
      const own = [
        says('user', 'One'),
        { ...reasoning('m'), parts: [...reasoning('m').parts, ...says('assistant', 'Two').parts] },
      ];
      return rebuiltRequest(endpoint, requestOf({ model, messages: own }), true).body;
    };
    assert.match(bodyFor('m'), /"id":"r"/);
    assert.doesNotMatch(bodyFor('other'), /"id":"r"/);
  });
});

describe('a preset', () => {
  it('that needs a key says which environment variable it is kept in, where it has one of its own', () => {
    const without = presets.filter(({ needsKey, keyVariable }) => needsKey && keyVariable === undefined);
    assert.deepEqual(
      without.map(({ id }) => id),
      ['vertex'],
    );
    for (const { keyVariable = 'A' } of presets) assert.match(keyVariable, /^[A-Z][A-Z_]*$/);
    const makers = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GEMINI_API_KEY'];
    for (const name of makers) assert.equal(presets.filter(({ keyVariable }) => keyVariable === name).length, 1, name);
  });
});
