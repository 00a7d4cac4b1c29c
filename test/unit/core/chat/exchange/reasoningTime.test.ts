import assert from 'node:assert/strict';
import { ReasoningTime } from '../../../../../src/core/chat/exchange/reasoningTime';
import type { ChatEvent, MessagePart } from '../../../../../src/core/chat/messages/chatTypes';

const part = (index: number, type: 'text' | 'reasoning', text: string): ChatEvent => ({
  type: 'part',
  index,
  part: { type, text },
});
const delta = (index: number, text: string): ChatEvent => ({ type: 'delta', index, text });
const call: MessagePart = { type: 'tool-call', id: 'c', name: 'look', input: '{}' };

/** A second between two events. */
function timeOf(...events: ChatEvent[]): number | undefined {
  const time = new ReasoningTime();
  events.forEach((event, i) => time.see(event, (i + 1) * 1_000));
  return time.facts((events.length + 1) * 1_000).reasoningMs;
}

describe('the time that a model reasons', () => {
  for (const [what, ms, ...events] of [
    ['ends with the first text', 2_000, part(0, 'reasoning', 'H'), delta(0, 'm'), part(1, 'text', 'So'), delta(1, '!')],
    ['begins with the first word of it', 1_000, part(0, 'reasoning', ''), delta(0, 'H'), part(1, 'text', 'So')],
    ['ends with a call', 1_000, part(0, 'reasoning', 'H'), { type: 'part', index: 1, part: call }],
    ['ends with the answer that is nothing else', 2_000, part(0, 'reasoning', 'H'), { type: 'partEnd', index: 0 }],
    [
      'is that of the first reasoning',
      1_000,
      part(0, 'reasoning', 'H'),
      part(1, 'text', 'a'),
      part(2, 'reasoning', 'H'),
    ],
    ['is not known where none is shown', undefined, part(0, 'reasoning', ''), part(1, 'text', 'a')],
    ['is not known where there is none', undefined, part(0, 'text', 'a')],
  ] as const satisfies readonly (readonly [string, number | undefined, ...ChatEvent[]])[]) {
    it(what, () => assert.equal(timeOf(...events), ms));
  }
});
