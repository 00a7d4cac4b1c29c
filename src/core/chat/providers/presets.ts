import type { LocalServer } from '../../catalog/live/served';
import type { LimitField } from '../dialects/dialect';
import type { DialectId } from '../messages/chatTypes';

/** Facts about a provider that are known before anything is sent to it. Texts for its users are in presetGuides.ts. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  /** The base URL as `parseBaseUrl` returns it; empty where the user has to enter it. */
  readonly baseUrl: string;
  /** Form of the base URL where the user has to enter only parts of it, which stand there in capitals. */
  readonly address?: string;
  readonly needsKey: boolean;
  /** The environment variable in which its documentation keeps the key, for code that is made of a request. */
  readonly keyVariable?: string;
  /** The provider has no list of the names by which its models are asked. */
  readonly isUnlisted?: true;
  /** Ids of the catalog's families that it serves. */
  readonly families: readonly string[];
  /** The dialect in which it is asked at `baseUrl`. */
  readonly dialect: DialectId;
  /** Field of the output limit, for `chat-completions`. */
  readonly limitField: LimitField;
  /** Whether `chat-completions` sends `stream_options: { include_usage: true }`. Without it most providers stream no usage. */
  readonly includeUsage: boolean;
  /** A free GET that answers 401 to a wrong key, where the model list does not. Path below the base URL. */
  readonly keyCheckPath?: string;
  /** The program that serves it, where that says how it runs its models. */
  readonly server?: LocalServer;
}

const openModels = ['llama', 'mistral', 'deepseek', 'qwen', 'gpt'];

/** The form that most servers take. The last two fields are corrected when a server says otherwise. */
const usual = { dialect: 'chat-completions', limitField: 'max_tokens', includeUsage: true } as const;
const onThisMachine = { ...usual, needsKey: false, families: openModels } as const;

/**
 * Fields of all clouds. Their lists, if any, do not hold the names by which models are asked: deployments, inference
 * profiles.
 */
const inCloud = { baseUrl: '', needsKey: true, isUnlisted: true, families: [], includeUsage: true } as const;

export const presets: readonly Preset[] = [
  {
    ...usual,
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    needsKey: true,
    keyVariable: 'OPENAI_API_KEY',
    families: ['gpt'],
    dialect: 'responses',
    // Reasoning models refuse max_tokens: openai-node, resources/chat/completions/completions.d.ts.
    limitField: 'max_completion_tokens',
  },
  {
    ...usual,
    id: 'anthropic',
    name: 'Anthropic',
    // The same base URL serves its Messages and its OpenAI-compatible endpoint (platform.claude.com/docs/en/api/openai-sdk).
    baseUrl: 'https://api.anthropic.com/v1',
    needsKey: true,
    keyVariable: 'ANTHROPIC_API_KEY',
    families: ['claude'],
    dialect: 'anthropic-messages',
  },
  {
    ...usual,
    id: 'gemini',
    name: 'Google Gemini',
    // https://ai.google.dev/gemini-api/docs/openai
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    needsKey: true,
    keyVariable: 'GEMINI_API_KEY',
    families: ['gemini'],
  },
  {
    ...usual,
    id: 'meta',
    name: 'Meta',
    // The Llama API ended in July 2026. Only Muse models are left, and Meta recommends Responses for them.
    baseUrl: 'https://api.meta.ai/v1',
    needsKey: true,
    keyVariable: 'MODEL_API_KEY',
    families: ['llama'],
    dialect: 'responses',
  },
  {
    id: 'mistral',
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    needsKey: true,
    keyVariable: 'MISTRAL_API_KEY',
    families: ['mistral'],
    dialect: 'chat-completions',
    // Both of the other forms get a 422 "extra_forbidden"; usage comes in the last chunk anyway:
    // openai/openai-agents-python#442, editor-code-assistant/eca#231, TabbyML/tabby#4082.
    limitField: 'max_tokens',
    includeUsage: false,
  },
  {
    ...usual,
    id: 'deepseek',
    name: 'DeepSeek',
    // https://api-docs.deepseek.com: no /v1 needed. Comments (": keep-alive") come while a request waits.
    baseUrl: 'https://api.deepseek.com',
    needsKey: true,
    keyVariable: 'DEEPSEEK_API_KEY',
    families: ['deepseek'],
  },
  {
    ...usual,
    id: 'qwen',
    name: 'Qwen (Alibaba Cloud)',
    // Singapore. Keys belong to a region: https://www.alibabacloud.com/help/en/model-studio/base-url
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    needsKey: true,
    keyVariable: 'DASHSCOPE_API_KEY',
    families: ['qwen'],
  },
  {
    ...usual,
    id: 'xai',
    name: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    needsKey: true,
    keyVariable: 'XAI_API_KEY',
    families: ['grok'],
    // Chat Completions is deprecated there, and shows no reasoning: docs.x.ai/developers/model-capabilities/text/comparison.
    dialect: 'responses',
    limitField: 'max_completion_tokens',
  },
  {
    ...usual,
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    needsKey: true,
    keyVariable: 'OPENROUTER_API_KEY',
    families: ['gpt', 'claude', 'gemini', 'llama', 'mistral', 'deepseek', 'qwen', 'grok'],
    // /models is public and accepts any key: charmbracelet/crush#997, accomplish-ai/coworker#208.
    keyCheckPath: '/key',
  },
  {
    ...usual,
    id: 'groq',
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    needsKey: true,
    keyVariable: 'GROQ_API_KEY',
    families: ['llama', 'gpt', 'qwen'],
    // max_tokens is deprecated in favour of it: groq/groq-python#175.
    limitField: 'max_completion_tokens',
  },
  {
    ...usual,
    id: 'together',
    name: 'Together AI',
    // https://docs.together.ai/docs/inference/openai-compatibility
    baseUrl: 'https://api.together.ai/v1',
    needsKey: true,
    keyVariable: 'TOGETHER_API_KEY',
    families: openModels,
  },
  // The clouds, as far as they serve one of our dialects with a key; looked up on 30 November 2026. Models that they
  // serve only with a signature (AWS SigV4) or a login are asked through the gateway below.
  {
    ...inCloud,
    id: 'azure',
    name: 'Azure OpenAI',
    // Takes no api-version, and the key as a bearer token, as OpenAI's own clients send it.
    // RESOURCE.services.ai.azure.com is the same:
    // https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle (19 March 2026).
    address: 'https://RESOURCE.openai.azure.com/openai/v1',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    dialect: 'responses',
    limitField: 'max_completion_tokens',
  },
  {
    ...inCloud,
    id: 'foundry-claude',
    name: 'Claude in Foundry',
    // Takes the key as x-api-key, as Anthropic's own API does:
    // https://platform.claude.com/docs/en/build-with-claude/claude-in-microsoft-foundry.
    address: 'https://RESOURCE.services.ai.azure.com/anthropic',
    keyVariable: 'ANTHROPIC_FOUNDRY_API_KEY',
    dialect: 'anthropic-messages',
    limitField: 'max_tokens',
  },
  {
    ...inCloud,
    id: 'bedrock',
    name: 'Amazon Bedrock',
    // https://docs.aws.amazon.com/bedrock/latest/userguide/endpoints.html: bedrock-runtime is the endpoint for new
    // applications, and has no list. Some of its models take Responses only.
    address: 'https://bedrock-runtime.REGION.amazonaws.com/openai/v1',
    keyVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    dialect: 'chat-completions',
    limitField: 'max_completion_tokens',
  },
  {
    ...inCloud,
    id: 'bedrock-claude',
    name: 'Claude on Bedrock',
    // Takes the key as x-api-key: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html.
    address: 'https://bedrock-runtime.REGION.amazonaws.com/anthropic',
    keyVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    dialect: 'anthropic-messages',
    limitField: 'max_tokens',
  },
  {
    ...inCloud,
    id: 'vertex',
    name: 'Google Vertex AI',
    // Now called Gemini Enterprise Agent Platform. Its keys of express mode work with generateContent only, which is
    // none of our dialects. In its documentation OpenAI's client takes an access token, from no variable of its own:
    // https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/migrate/openai/auth-and-credentials
    address: 'https://aiplatform.googleapis.com/v1/projects/PROJECT/locations/global/endpoints/openapi',
    dialect: 'chat-completions',
    limitField: 'max_tokens',
  },
  {
    ...onThisMachine,
    id: 'ollama',
    server: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
  },
  {
    ...onThisMachine,
    id: 'lmstudio',
    server: 'lmstudio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
  },
  {
    ...onThisMachine,
    id: 'llamacpp',
    server: 'llamacpp',
    name: 'llama.cpp',
    baseUrl: 'http://localhost:8080/v1',
  },
  {
    ...onThisMachine,
    id: 'vllm',
    server: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
  },
  {
    // The gateway signs requests or logs in, and is asked without either:
    // https://docs.litellm.ai/docs/proxy/quick_start (14 October 2026).
    id: 'litellm',
    name: 'LiteLLM gateway',
    baseUrl: '',
    address: 'http://localhost:4000/v1',
    needsKey: false,
    families: [],
    dialect: 'chat-completions',
    limitField: 'max_tokens',
    includeUsage: true,
  },
  {
    ...usual,
    id: 'custom',
    name: 'Custom',
    baseUrl: '',
    needsKey: false,
    families: [],
  },
];

const byId = new Map(presets.map((preset) => [preset.id, preset]));

/** Returns the preset with this id. Settings are written by hand, so an unknown id means `custom`. */
export const presetOf = (id: string): Preset => byId.get(id) ?? byId.get('custom')!;

/** Parts of `Preset.address` that the user has to replace: they stand there in capitals. */
const userPart = /[A-Z][A-Z_]+/g;

/** Whether a preset's own provider is at a URL. The parts that the user puts into the address have no dot. */
export function isAtOwn({ baseUrl, address = baseUrl }: Preset, url: string): boolean {
  const [origin = ''] = /^https?:\/\/[^/]+/.exec(address) ?? [];
  const escaped = origin.replaceAll('.', String.raw`\.`).replaceAll(userPart, '[a-z0-9-]+');
  return origin !== '' && new RegExp(`^${escaped}(?:/|$)`).test(url);
}

/** The local server that a preset stands for. */
export const localServerOf = (presetId: string): LocalServer | undefined => presetOf(presetId).server;

/** The parts of an address that the user has to put in. */
export const userPartsOf = ({ address = '' }: Pick<Preset, 'address'>): string[] => address.match(userPart) ?? [];
