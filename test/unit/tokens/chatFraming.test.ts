import assert from 'node:assert/strict';
import { PUBLIC_FRAMINGS, countPrompt } from '../../../src/core/tokens/chatFraming';
import type { FramedMessage } from '../../../src/core/tokens/chatFraming';
import type { EncodingName } from '../../../src/core/tokens/engine/encodingName';
import { engine } from './engines';

const chat: FramedMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Hello there' },
  { role: 'assistant', content: 'Hi!' },
  { role: 'user', content: 'Who are you?' },
];

/** The rendered chat with each special token written as `§`, after the chat template of the model. */
const RENDERED: Partial<Record<EncodingName, string>> = {
  o200k_harmony:
    '§developer§# Instructions\n\nBe brief.§§user§Hello there§§assistant§final§Hi!§§user§Who are you?§§assistant',
  llama3: '§§system§\n\nBe brief.§§user§\n\nHello there§§assistant§\n\nHi!§§user§\n\nWho are you?§§assistant§\n\n',
  qwen3: '§system\nBe brief.§\n§user\nHello there§\n§assistant\nHi!§\n§user\nWho are you?§\n§assistant\n',
  deepseek_v3: '§Be brief.§Hello there§Hi!§§Who are you?§',
  gemma3: '§§user\nBe brief.\n\nHello there§\n§model\nHi!§\n§user\nWho are you?§\n§model\n',
  mistral_v3: '§§Hello there§Hi!§§Be brief.\n\nWho are you?§',
  tekken: '§§Hello there§Hi!§§Be brief.\n\nWho are you?§',
  claude_legacy: 'Be brief.\n\nHuman: Hello there\n\nAssistant: Hi!\n\nHuman: Who are you?\n\nAssistant:',
};

describe('counting a chat', function () {
  this.timeout(60_000);

  for (const [name, rendered] of Object.entries(RENDERED) as [EncodingName, string][]) {
    it(`counts what ${PUBLIC_FRAMINGS[name].name} writes`, () => {
      const encoding = engine(name);
      const special = rendered.split('§').length - 1;
      const plain = rendered.split('§').reduce((sum, text) => sum + encoding.count(text), 0);
      assert.equal(countPrompt(encoding, chat, PUBLIC_FRAMINGS[name]).tokens, plain + special);
    });
  }

  it('adds three tokens a message and three for the answer as OpenAI counts', () => {
    const encoding = engine('cl100k_base');
    const texts = chat.reduce((sum, { role, content }) => sum + encoding.count(role) + encoding.count(content), 0);
    assert.equal(countPrompt(encoding, chat, PUBLIC_FRAMINGS.cl100k_base).tokens, texts + 3 * chat.length + 3);
  });

  it('counts the texts alone and says so where the framing is not public', () => {
    const encoding = engine('o200k_base');
    const texts = chat.reduce((sum, { content }) => sum + encoding.count(content), 0);
    assert.deepEqual(countPrompt(encoding, chat, undefined), { tokens: texts, framing: undefined });
  });
});
