import { anthropicStreams } from './recordedMessages';
import { responsesStreams } from './recordedResponses';
import { chunk, counted, done, hello, inAndOut, tokens } from './streamPieces';
import type { ProviderStream } from './streamPieces';

/** Those of the clouds, and of the gateway that asks them. */
export const cloudStreams: Readonly<Record<string, ProviderStream>> = {
  azure: {
    source: 'https://learn.microsoft.com/azure/foundry/openai/how-to/responses, which has the events of OpenAI',
    events: responsesStreams.whole,
    ...hello,
    reasoning: '**Adding**\n\nTwo and two.\n\n**Checking**',
    usage: { inputTokens: 36, outputTokens: 87, reasoningTokens: 64, cachedInputTokens: 20, cacheWriteTokens: 4 },
  },
  'foundry-claude': {
    source: 'https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry',
    events: anthropicStreams.whole,
    ...hello,
    reasoning: 'Two and two.',
    usage: { inputTokens: 1_125, outputTokens: 15, cachedInputTokens: 1_000, cacheWriteTokens: 100 },
  },
  bedrock: {
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html',
    events: [
      chunk({ role: 'assistant', content: '' }, { service_tier: 'default', system_fingerprint: '' }),
      // gpt-oss thinks in a field of its own.
      chunk({ reasoning: 'Hm' }),
      chunk({ content: 'Hello' }),
      chunk({}, {}, { finish_reason: 'stop' }),
      counted(tokens),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
  'bedrock-claude': {
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html',
    events: anthropicStreams.whole,
    ...hello,
    reasoning: 'Two and two.',
    usage: { inputTokens: 1_125, outputTokens: 15, cachedInputTokens: 1_000, cacheWriteTokens: 100 },
  },
  vertex: {
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview',
    events: [
      chunk({ role: 'assistant', content: 'Hel' }, { system_fingerprint: '' }, { logprobs: null }),
      chunk(
        { role: 'assistant', content: 'lo' },
        { usage: { ...tokens, extra_properties: { google: { traffic_type: 'ON_DEMAND' } } } },
        { finish_reason: 'stop' },
      ),
      done,
    ],
    ...hello,
    usage: inAndOut,
  },
  litellm: {
    source: 'https://docs.litellm.ai/docs/proxy/user_keys, BerriAI/litellm, litellm/types/utils.py',
    events: [
      chunk({ role: 'assistant', content: null, reasoning_content: 'Hm' }),
      chunk({ content: 'Hello' }),
      chunk({}, {}, { finish_reason: 'stop' }),
      counted(tokens),
      done,
    ],
    ...hello,
    reasoning: 'Hm',
    usage: inAndOut,
  },
};
