import type { Encoding } from './engine/encoding';
import type { EncodingName } from './engine/encodingName';

export interface FramedMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A stretch of a rendered prompt: text, or that many special tokens. */
type Part = string | number;

/** How a chat is written as one text, with the tokens around each message. */
export interface ChatFraming {
  readonly name: string;
  readonly source: string;
  /** What the real prompt may hold besides. */
  readonly leavesOut?: string;
  /** The prompt up to where the model goes on. */
  readonly render: (messages: readonly FramedMessage[]) => readonly Part[];
}

export interface PromptCount {
  /** Tokens of the prompt; without a framing, of the texts alone. */
  readonly tokens: number;
  /** Undefined: how this model frames messages is not public. */
  readonly framing: ChatFraming | undefined;
}

/** Tokens of a chat. `framing`: how the model writes it, such as PUBLIC_FRAMINGS[encoding.name]; undefined if not known. */
export function countPrompt(
  encoding: Encoding,
  messages: readonly FramedMessage[],
  framing: ChatFraming | undefined,
): PromptCount {
  const parts = framing ? framing.render(messages) : messages.map(({ content }) => content);
  const tokens = parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : encoding.count(part)), 0);
  return { tokens, framing };
}

const openAi: ChatFraming = {
  name: 'ChatML as OpenAI counts it',
  source: 'https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken',
  leavesOut: 'tools, images, and what reasoning models add',
  render: (messages) => [...messages.flatMap(({ role, content }) => [3, role, content]), 3],
};

const harmony: ChatFraming = {
  name: 'Harmony',
  source: 'https://cookbook.openai.com/articles/openai-harmony',
  leavesOut: 'the system message with date and reasoning effort that the server writes, and tools',
  render: (messages) => [
    ...messages.flatMap(({ role, content }): Part[] => {
      if (role === 'assistant') return [1, 'assistant', 1, 'final', 1, content, 1];
      if (role === 'system') return [1, 'developer', 1, `# Instructions\n\n${content}`, 1];
      return [1, role, 1, content, 1];
    }),
    1,
    'assistant',
  ],
};

const llama3: ChatFraming = {
  name: 'Llama 3 headers',
  source: 'https://www.llama.com/docs/model-cards-and-prompt-formats/meta-llama-3/',
  leavesOut: 'the dates that the template of Llama 3.1 and later writes into the system message',
  render: (messages) => [
    1,
    ...messages.flatMap(({ role, content }) => [1, role, 1, `\n\n${content.trim()}`, 1]),
    ...[1, 'assistant', 1, '\n\n'],
  ],
};

const qwen: ChatFraming = {
  name: 'Qwen ChatML',
  source: 'https://huggingface.co/Qwen/Qwen3-8B/blob/main/tokenizer_config.json',
  leavesOut: 'tools, and the default system message of Qwen 2.5',
  render: (messages) => [
    ...messages.flatMap(({ role, content }) => [1, `${role}\n${content}`, 1, '\n']),
    1,
    'assistant\n',
  ],
};

const deepseek: ChatFraming = {
  name: 'DeepSeek V3',
  source: 'https://huggingface.co/deepseek-ai/DeepSeek-V3/blob/main/tokenizer_config.json',
  leavesOut: 'tools',
  render: (messages) => [
    1,
    systemText(messages),
    ...withoutSystem(messages).flatMap(({ role, content }) => (role === 'user' ? [1, content] : [1, content, 1])),
    1,
  ],
};

const gemma: ChatFraming = {
  name: 'Gemma turns',
  source: 'https://ai.google.dev/gemma/docs/core/prompt-structure',
  leavesOut: 'whatever Gemini does otherwise: its framing is not public',
  render: (messages) => [
    1,
    ...withoutSystem(messages).flatMap(({ role, content }, index) => {
      const system = index === 0 ? prefixedBy(messages) : '';
      return [1, `${role === 'user' ? 'user' : 'model'}\n${system}${content.trim()}`, 1, '\n'];
    }),
    1,
    'model\n',
  ],
};

const MISTRAL_SOURCE = 'https://docs.mistral.ai/cookbook/concept-deep-dive-tokenization-templates';

const mistralV1: ChatFraming = {
  name: 'Mistral V1',
  source: MISTRAL_SOURCE,
  render: (messages) => [
    1,
    ...withoutSystem(messages).flatMap(({ role, content }, index) => {
      if (role === 'assistant') return [content, 1];
      return [`[INST] ${index === 0 ? prefixedBy(messages) : ''}${content} [/INST]`];
    }),
  ],
};

/** V3 of both tokenizers: instructions stand between control tokens, the system text goes before the last of them. */
const mistralV3: ChatFraming = {
  name: 'Mistral V3',
  source: MISTRAL_SOURCE,
  leavesOut: 'tools, and the system tokens of V7 and later',
  render: (messages) => {
    const turns = withoutSystem(messages);
    const lastUser = turns.findLastIndex(({ role }) => role === 'user');
    return [
      1,
      ...turns.flatMap(({ role, content }, index): Part[] => {
        if (role === 'assistant') return [content, 1];
        return [1, `${index === lastUser ? prefixedBy(messages) : ''}${content}`, 1];
      }),
    ];
  },
};

const claudeLegacy: ChatFraming = {
  name: 'Human and Assistant turns',
  source: 'https://docs.anthropic.com/en/api/complete',
  render: (messages) => {
    const turns = withoutSystem(messages).map(
      ({ role, content }) => `\n\n${role === 'user' ? 'Human' : 'Assistant'}: ${content}`,
    );
    return [`${systemText(messages)}${turns.join('')}\n\nAssistant:`];
  },
};

/** The framing that belongs to an encoding by itself. A closed model that only shares the encoding may have another. */
export const PUBLIC_FRAMINGS: Readonly<Record<EncodingName, ChatFraming>> = {
  o200k_base: openAi,
  o200k_harmony: harmony,
  cl100k_base: openAi,
  llama3,
  qwen3: qwen,
  deepseek_v3: deepseek,
  tekken: mistralV3,
  mistral_v1: mistralV1,
  mistral_v3: mistralV3,
  gemma3: gemma,
  claude_legacy: claudeLegacy,
};

const withoutSystem = (messages: readonly FramedMessage[]): FramedMessage[] =>
  messages.filter(({ role }) => role !== 'system');

const systemText = (messages: readonly FramedMessage[]): string =>
  messages
    .filter(({ role }) => role === 'system')
    .map(({ content }) => content)
    .join('\n\n');

const prefixedBy = (messages: readonly FramedMessage[]): string => {
  const text = systemText(messages);
  return text === '' ? '' : `${text}\n\n`;
};
