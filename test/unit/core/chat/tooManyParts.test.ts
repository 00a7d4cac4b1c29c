import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { ChatService } from '../../../../src/core/chat/service';
import type { ChatEvent } from '../../../../src/core/chat/messages/chatTypes';
import { endpointAt, hostWith, partsOf, requestOf } from './ask';

async function answerOf(...deltas: readonly object[]) {
  const events = [...deltas, {}].map((delta, i, all) => ({
    choices: [{ index: 0, delta, finish_reason: i === all.length - 1 ? 'tool_calls' : null }],
  }));
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const host = hostWith(() =>
    Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
  );
  const got: ChatEvent[] = [];
  const end = await new ChatService(host, sayInEnglish).ask(
    endpointAt('https://example.com/v1', 'custom', 'chat-completions'),
    requestOf({ model: 'm' }),
    {
      key: () => Promise.resolve({ state: 'none' }),
      signal: new AbortController().signal,
      onEvents: (some) => got.push(...some),
    },
  );
  return { end, parts: partsOf(got) };
}

const calls = (count: number, input: string): object[] =>
  Array.from({ length: count }, (_, index) => ({
    tool_calls: [{ index, id: `c${index}`, function: { name: 'f', arguments: input } }],
  }));

describe('an answer whose last part is one too many', () => {
  for (const [title, deltas, kept] of [
    ['what is handed back of its reasoning', [{ reasoning_content: 'r' }, ...calls(999, '{}')], 1_000],
    ['a call without arguments', calls(1_001, ''), 1_000],
  ] as const) {
    it(`is told as one that cannot be read, and keeps what had come: ${title}`, async () => {
      const { end, parts } = await answerOf(...deltas);
      assert.deepEqual([end.status, end.error?.kind], ['failed', 'malformed']);
      assert.equal(parts.length, kept);
    });
  }
});
