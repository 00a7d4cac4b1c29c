import type { Service } from './services';

/** Words in names of clients, classes and keys that tell whose API they are for. The first match counts. */
const words: readonly (readonly [RegExp, Service])[] = [
  [/azure|foundry/i, 'azure'],
  [/bedrock/i, 'bedrock'],
  [/vertex/i, 'vertex'],
  [/ollama|lm_?studio|vllm|llama_?cpp|llamafile|local_?ai/i, 'local'],
  [/groq/i, 'groq'],
  [/open_?router/i, 'openrouter'],
  [
    /together_?ai|fireworks|deep_?infra|perplexity_?ai|hugging_?face|nvidia|samba_?nova|lang_?db|openai_?compatible|openai_?like|ai_?gateway|^gateway\b|portkey|litellm_?proxy/i,
    'other',
  ],
  [/open_?ai/i, 'openai'],
  [/anthropic|claude/i, 'anthropic'],
  [/gemini|google_?(?:gen|ai)|(?:^|[._])google(?:$|[._])/i, 'google'],
  [/mistral/i, 'mistral'],
  [/(?:^|[^a-z])xai|X(?:ai|AI)(?![a-z])|grok/, 'xai'],
  [/deep_?seek/i, 'deepseek'],
  [/cohere/i, 'cohere'],
];

/** Returns the service that a name tells: `ChatOpenAI`, `AZURE_OPENAI_MODEL`. */
export const serviceInName = (name: string): Service | undefined => words.find(([word]) => word.test(name))?.[1];
