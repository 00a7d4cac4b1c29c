import assert from 'node:assert/strict';
import { goesOnWithLast } from '../../../../../src/core/chat/dialects/goesOnWithLast';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { endpointAt } from '../ask';

describe('a message of the assistant at the end of a request', () => {
  it('is the start of the answer at three servers in Chat Completions, and with models of which it is known in Messages', () => {
    const does = (model: boolean): string[] =>
      dialectIds.flatMap((dialect) =>
        presets
          .filter(({ id }) => goesOnWithLast(endpointAt('http://localhost/v1', id, dialect), model))
          .map(({ id }) => `${dialect} ${id}`),
      );
    const servers = ['ollama', 'llamacpp', 'vllm'].map((id) => `chat-completions ${id}`);
    assert.deepEqual(does(false).sort(), [...servers].sort());
    const messages = presets.map(({ id }) => `anthropic-messages ${id}`);
    assert.deepEqual(does(true).sort(), [...servers, ...messages].sort());
  });
});
