import assert from 'node:assert/strict';
import type { FetchLike } from '../../../../src/core/chat/messages/transport';
import { ask, endpointAt, says } from './ask';

describe('a long history', () => {
  const { stringify } = JSON;
  /** Characters of the longest JSON that was written in one go. */
  let longest = 0;
  beforeEach(() => {
    longest = 0;
    JSON.stringify = ((...args: Parameters<typeof stringify>) => {
      const json = stringify(...args);
      longest = Math.max(longest, [json].join('').length);
      return json;
    }) as typeof stringify;
  });
  afterEach(() => void (JSON.stringify = stringify));

  for (const dialect of ['chat-completions', 'responses', 'anthropic-messages'] as const) {
    it(`is sent whole, and never written in one go: ${dialect}`, async () => {
      const messages = [0, 1, 2].flatMap((at) => [
        says('user', `question ${at}`),
        says('assistant', `${at}`.repeat(1_000_000)),
      ]);
      let sent: unknown;
      const fetch: FetchLike = async (_url, { body }) => {
        sent = await new Response(body as BodyInit).json();
        return new Response('{}', { status: 401 });
      };
      const asked = { model: 'm', messages: [...messages, says('user', 'And?')] };
      await ask(endpointAt('http://127.0.0.1/v1', 'custom', dialect), asked, { fetch });
      for (const at of [0, 1, 2]) assert.match(stringify(sent), new RegExp(`"${at}{1000000}"`));
      assert.match(stringify(sent), /And\?/);
      assert.ok(longest < 200_000, `${longest}`);
    });
  }
});
