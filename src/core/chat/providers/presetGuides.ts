import type { Saying } from '../../base/say';

/**
 * Texts and links of a preset for users who have not set it up yet. They are not loaded with the presets, which every
 * window needs.
 */
export interface PresetGuide {
  /** A line of a list, in which the heading of a group takes some of the space. At most 55 characters, or VS Code cuts it. */
  readonly note: string;
  /** The page on which a key is made. */
  readonly keysUrl?: string;
  /** A hint for the user who is asked for the key, where it is no plain one. */
  readonly keyHint?: Saying;
  /** A page that says how the provider is set up. */
  readonly guideUrl?: string;
}

/** Guides of all presets, by their ids, in the order of the presets. */
export const presetGuides: Readonly<Record<string, PresetGuide>> = {
  openai: {
    note: "OpenAI's own models. Nothing is stored there.",
    keysUrl: 'https://platform.openai.com/api-keys',
  },
  anthropic: {
    note: "Anthropic's own models, with their thinking.",
    keysUrl: 'https://platform.claude.com/settings/keys',
  },
  gemini: {
    note: "Google's OpenAI-compatible endpoint, still in beta.",
    keysUrl: 'https://aistudio.google.com/apikey',
  },
  meta: {
    note: "Meta's Muse models. For Llama, use Groq or Ollama.",
    keysUrl: 'https://dev.meta.ai',
  },
  mistral: {
    note: "Mistral's own models, some with their thinking.",
    keysUrl: 'https://console.mistral.ai/api-keys',
  },
  deepseek: {
    note: 'Thinks by default. Prices change with the time of day.',
    keysUrl: 'https://platform.deepseek.com/api_keys',
  },
  qwen: {
    note: 'Singapore. A key of another region needs its base URL.',
    keysUrl: 'https://www.alibabacloud.com/help/en/model-studio/get-api-key',
  },
  xai: {
    note: "xAI's Grok models, with a summary of their reasoning.",
    keysUrl: 'https://console.x.ai',
  },
  openrouter: {
    note: 'One key for every family. It passes your prompt on.',
    keysUrl: 'https://openrouter.ai/keys',
  },
  groq: {
    note: 'Open-weight models, very fast. Not related to Grok.',
    keysUrl: 'https://console.groq.com/keys',
  },
  together: {
    note: 'Hosts many open-weight models.',
    keysUrl: 'https://api.together.ai/settings/api-keys',
  },
  azure: {
    note: 'And Foundry. The name of a deployment is the model.',
    keysUrl: 'https://ai.azure.com',
    guideUrl: 'https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle',
  },
  'foundry-claude': {
    note: "Anthropic's API on Azure. A deployment is the model.",
    keysUrl: 'https://ai.azure.com',
    guideUrl: 'https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry',
  },
  bedrock: {
    note: 'With a Bedrock API key. Claude has its own preset.',
    keysUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    keyHint: (say) => say('A Bedrock API key of that region. One that is short-term ends after 12 hours at most.'),
    guideUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/models-api-compatibility.html',
  },
  'bedrock-claude': {
    note: "Anthropic's API on AWS, with a Bedrock API key.",
    keysUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    keyHint: (say) => say('A Bedrock API key of that region. One that is short-term ends after 12 hours at most.'),
    guideUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html',
  },
  vertex: {
    note: 'Its key is a token of gcloud, which ends in an hour.',
    keysUrl:
      'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/auth-and-credentials',
    keyHint: (say) =>
      say('An access token, as “{0}” prints it. It ends after an hour.', 'gcloud auth print-access-token'),
    guideUrl:
      'https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/auth-and-credentials',
  },
  ollama: {
    note: 'The first answer waits until the model is loaded.',
  },
  lmstudio: {
    note: 'Start the server in its Developer tab first.',
  },
  llamacpp: {
    note: 'llama-server, with the one model it was started with.',
  },
  vllm: {
    note: 'Shows thinking only if it has a reasoning parser.',
  },
  litellm: {
    note: 'For SigV4 and logins of AWS, Google, Azure. Start it.',
    guideUrl: 'https://docs.litellm.ai/docs/proxy/quick_start',
  },
  custom: {
    note: 'Any server: Chat Completions, Responses or Messages.',
  },
};

/** Returns the guide of a preset, by its id. */
export const guideTo = (presetId: string): PresetGuide => presetGuides[presetId] ?? { note: '' };
