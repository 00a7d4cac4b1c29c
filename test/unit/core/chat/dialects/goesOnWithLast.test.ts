import assert from 'node:assert/strict';
import { goesOnWithLast } from '../../../../../src/core/chat/dialects/goesOnWithLast';
import { dialectIds } from '../../../../../src/core/chat/messages/types';
import { presets } from '../../../../../src/core/chat/providers/presets';
import { endpointAt } from '../ask';

describe('who goes on with a last message of the assistant', () => {
  it('are three local servers in Chat Completions, and in Messages each model of which that is known', () => {
    const doing = (modelDoes: boolean): string[] =>
      dialectIds.flatMap((dialect) =>
        presets
          .filter(({ id }) => goesOnWithLast(endpointAt('https://example.com/v1', id, dialect), modelDoes))
          .map(({ id }) => `${dialect} ${id}`),
      );
    const servers = ['ollama', 'llamacpp', 'vllm'].map((id) => `chat-completions ${id}`);
    assert.deepEqual(doing(false), servers);
    const ofMessages = presets.map(({ id }) => `anthropic-messages ${id}`);
    assert.deepEqual(doing(true).sort(), [...servers, ...ofMessages].sort());
  });

  it('is none of a preset that nobody knows', () => {
    for (const preset of ['toString', 'mine']) {
      assert.equal(goesOnWithLast(endpointAt('https://example.com/v1', preset), false), false);
    }
  });
});
