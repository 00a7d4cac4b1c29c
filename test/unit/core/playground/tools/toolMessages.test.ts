import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { MessagePart } from '../../../../../src/core/chat/messages/chatTypes';
import { messagesFor } from '../../../../../src/core/playground/session/messagesFor';
import type { AnswerNode, PromptNode } from '../../../../../src/core/playground/session/sessionSchema';
import { answerOf, promptOf, sessionOf } from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';

const id = fc.constantFrom('a', 'b', 'c');
const text = fc.constantFrom('', ' ', 'One', 'Two');
const textPart = text.map((value): MessagePart => ({ type: 'text', text: value }));
const reasoning = text.map((value): MessagePart => ({ type: 'reasoning', text: value }));
const call = fc
  .record({ id, input: fc.constantFrom('', '{}', '{"x":1}', '{"x":') })
  .map((made): MessagePart => ({ type: 'tool-call', name: `f${made.id}`, ...made }));
const result = fc
  .record({ id, said: text })
  .map((made): MessagePart => ({ type: 'tool-result', callId: made.id, parts: [{ type: 'text', text: made.said }] }));
/** Of a path: what is asked and what is answered, whatever a user, a file or a server makes of it. */
const turn = fc.record({
  asked: fc.array(fc.oneof(textPart, result), { maxLength: 4 }),
  answered: fc.uniqueArray(fc.oneof(textPart, reasoning, call), {
    maxLength: 4,
    selector: (part) => (part.type === 'tool-call' ? part.id : part),
  }),
  status: fc.constantFrom('done' as const, 'stopped' as const, 'failed' as const),
});

/** Each call or result in a body, in their order, by its id, with the number of the message that it is in. */
function toolsIn(body: object): { kind: 'call' | 'result'; id: string; at: number }[] {
  const { messages, input } = body as { messages?: object[]; input?: object[] };
  return (messages ?? input ?? []).flatMap((message, at) => {
    const found: { kind: 'call' | 'result'; id: string; at: number }[] = [];
    JSON.stringify(message, (key, value: unknown) => {
      const record = value as Record<string, unknown> | null;
      if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
        const ofCall = record['type'] === 'function_call' ? record['call_id'] : record['id'];
        if (['function_call', 'tool_use', 'function'].includes(record['type'] as string) && typeof ofCall === 'string')
          found.push({ kind: 'call', id: ofCall, at });
        const ofResult =
          record['tool_call_id'] ??
          record['tool_use_id'] ??
          (key === '' && record['type'] === 'function_call_output' ? record['call_id'] : undefined);
        if (typeof ofResult === 'string') found.push({ kind: 'result', id: ofResult, at });
      }
      return value;
    });
    return found;
  });
}

describe('calls of tools on any path', () => {
  for (const dialect of dialectIds) {
    it(`have each their result, and no result lacks its call: ${dialect}`, () => {
      fc.assert(
        fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (turns) => {
          const nodes = turns.flatMap(({ asked, answered, status }, i): (PromptNode | AnswerNode)[] => [
            promptOf(`p${i}`, i === 0 ? null : `a${i - 1}`, { parts: asked }),
            answerOf(`a${i}`, `p${i}`, { parts: answered, status }),
          ]);
          const { system, messages } = messagesFor(sessionOf(...nodes), {
            ...{ parent: `a${turns.length - 1}`, system: '', parts: [{ type: 'text', text: 'And?' }] },
          });
          for (const [i, { role }] of messages.entries()) {
            assert.ok(role !== 'assistant' || messages[i - 1]?.role !== 'assistant', 'two answers in a row');
          }
          const body = dialectOf(dialect).body(
            { model: 'm', system, messages, params: {} },
            { without: [], limitField: 'max_tokens' },
          );
          // Between two answers: first the calls, and then a result for each of them, once.
          let open: string[] = [];
          let waiting: string[] = [];
          for (const { kind, id: of } of toolsIn(body)) {
            if (kind === 'call') {
              assert.deepEqual(waiting, [], 'a call before the results of those before it');
              open.push(of);
              continue;
            }
            if (waiting.length === 0) [waiting, open] = [open, []];
            assert.ok(waiting.includes(of), `a result of ${of} without its call`);
            waiting = waiting.filter((one) => one !== of);
          }
          assert.deepEqual([open, waiting], [[], []], 'a call without its result');
        }),
        tries(400),
      );
    });
  }
});
