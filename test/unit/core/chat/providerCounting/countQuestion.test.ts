import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { countQuestion } from '../../../../../src/core/chat/providerCounting/countQuestion';
import type { TextToCount } from '../../../../../src/core/chat/providerCounting/countQuestion';
import { countingWay } from '../../../../../src/core/chat/providerCounting/ways';

const counting: TextToCount = {
  endpoint: {
    id: 'mine',
    name: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    preset: 'anthropic',
    dialect: 'anthropic-messages',
  },
  way: countingWay({ family: 'claude', openness: 'closed' })!,
  model: 'claude-opus-5-5',
  name: 'notes.md',
  isSelection: false,
  length: 12_345,
  size: '≈3,456 tokens',
  isRestricted: false,
  isRemote: false,
  hasKey: true,
};
const ask = (more: Partial<TextToCount> = {}) => countQuestion({ ...counting, ...more }, sayInEnglish);

describe('the question before a text is counted elsewhere', () => {
  it('names the text, how much it is, the address and the model', () => {
    assert.deepEqual(ask(), {
      message: 'Send “notes.md” (12,345 characters, ≈3,456 tokens) to Anthropic to count its tokens?',
      detail: 'It goes to https://api.anthropic.com/v1 once, for the model claude-opus-5-5. Counting is free there.',
    });
  });

  it('says that it is a selection, and that the workspace is not trusted', () => {
    const { message } = ask({ isSelection: true, isRestricted: true });
    assert.match(message, /^Send the selection in “notes\.md” .* from this untrusted workspace to Anthropic/);
  });

  it('says of llama.cpp that it counts with the model that runs there', () => {
    const way = countingWay({ family: 'llama', openness: 'open-weights' })!;
    assert.match(ask({ way }).detail, /the model that runs there/);
  });

  it('says where the address comes from in a remote window without a key', () => {
    assert.match(ask({ isRemote: true, hasKey: false }).detail, /settings of the remote machine/);
    assert.doesNotMatch(ask({ isRemote: true }).detail, /remote machine/);
  });
});
