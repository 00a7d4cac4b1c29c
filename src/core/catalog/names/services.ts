import type { Maker, Surface } from '../lifecycleTable';

/**
 * The place at which a model is called, as its id or the code around it tells: a host with dates of its own, another
 * host, or this machine.
 */
export type CalledAt = Surface | 'other' | 'local';

/** The owner of the API that is called. `other`: an address of none of these owners; `local`: this machine. */
export type Service =
  | 'openai'
  | 'azure'
  | 'anthropic'
  | 'bedrock'
  | 'vertex'
  | 'google'
  | 'mistral'
  | 'groq'
  | 'xai'
  | 'deepseek'
  | 'cohere'
  | 'openrouter'
  | 'other'
  | 'local';

/** The kinds of requests, each with its own parameters. */
export type Api =
  | 'chat'
  | 'responses'
  | 'messages'
  | 'generateContent'
  | 'converse'
  | 'invoke'
  | 'embeddings'
  | 'completions'
  | 'media'
  | 'framework';

/** Services by the end of the host of an address. */
const byHost: readonly (readonly [string, Service])[] = [
  ['api.openai.com', 'openai'],
  ['.openai.azure.com', 'azure'],
  ['.cognitiveservices.azure.com', 'azure'],
  ['.services.ai.azure.com', 'azure'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'google'],
  ['aiplatform.googleapis.com', 'vertex'],
  ['.amazonaws.com', 'bedrock'],
  ['api.mistral.ai', 'mistral'],
  ['api.groq.com', 'groq'],
  ['api.x.ai', 'xai'],
  ['api.deepseek.com', 'deepseek'],
  ['api.cohere.com', 'cohere'],
  ['api.cohere.ai', 'cohere'],
  ['openrouter.ai', 'openrouter'],
  ['localhost', 'local'],
  ['127.0.0.1', 'local'],
  ['0.0.0.0', 'local'],
  ['[::1]', 'local'],
  ['host.docker.internal', 'local'],
];

/** Returns the owner of an address, as far as it is listed here. */
export function serviceOfAddress(address: string): Service {
  const host = /^(?:https?:\/\/)?(\[[^\]]*\]|[^/:?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? '';
  return (
    byHost.find(([end]) =>
      end.startsWith('.') ? host.endsWith(end) : host === end || host.endsWith(`.${end}`),
    )?.[1] ?? (host.endsWith('-aiplatform.googleapis.com') ? 'vertex' : 'other')
  );
}

/**
 * Services by the words that config, routers and frameworks use for them, also before the slash or colon of an id. The
 * words have `_` for hyphens. Sources: the prefixes of LiteLLM, LangChain, Genkit, pydantic-ai, promptfoo and the
 * Vercel AI SDK.
 */
const byWord: Readonly<Record<string, Service>> = {
  openai: 'openai',
  openai_chat: 'openai',
  openai_responses: 'openai',
  text_completion_openai: 'openai',
  azure: 'azure',
  azure_text: 'azure',
  azure_openai: 'azure',
  azureopenai: 'azure',
  azure_ai: 'azure',
  anthropic: 'anthropic',
  claude: 'anthropic',
  bedrock: 'bedrock',
  bedrock_converse: 'bedrock',
  amazonbedrock: 'bedrock',
  vertex: 'vertex',
  vertexai: 'vertex',
  vertex_ai: 'vertex',
  google_vertex: 'vertex',
  google_vertexai: 'vertex',
  google: 'google',
  googleai: 'google',
  google_gla: 'google',
  google_genai: 'google',
  gemini: 'google',
  genai: 'google',
  mistral: 'mistral',
  mistralai: 'mistral',
  groq: 'groq',
  xai: 'xai',
  x_ai: 'xai',
  grok: 'xai',
  deepseek: 'deepseek',
  cohere: 'cohere',
  cohere_chat: 'cohere',
  openrouter: 'openrouter',
  together_ai: 'other',
  fireworks_ai: 'other',
  github_copilot: 'other',
  vercel_ai_gateway: 'other',
  ollama: 'local',
  ollama_chat: 'local',
  lmstudio: 'local',
  lm_studio: 'local',
  vllm: 'local',
  hosted_vllm: 'local',
};

/** Words of makers that also stand in the paths of routers. Before an id, they do not tell where it is called. */
const inPaths = new Set([
  'openai',
  'anthropic',
  'google',
  'mistral',
  'mistralai',
  'xai',
  'x_ai',
  'deepseek',
  'cohere',
  'cohere_chat',
]);

/**
 * Words that stand only before ids and name no service elsewhere. Parts of Google's own resource names are among them.
 */
const onlyBeforeIds: Readonly<Record<string, CalledAt | undefined>> = {
  models: 'maker',
  'publishers/google/models': 'vertex',
  'publishers/anthropic/models': 'vertex',
  amazon: undefined,
  meta: undefined,
  meta_llama: 'other',
  nvidia: 'other',
  github: 'other',
};

export const serviceWords: readonly string[] = Object.keys(byWord);

const withUnderscores = (word: string): string => word.toLowerCase().replaceAll('-', '_');

export function serviceOfWord(word: string): Service | undefined {
  const key = withUnderscores(word);
  return Object.hasOwn(byWord, key) ? byWord[key] : undefined;
}

/**
 * Returns where a model is called whose id has this word before it, as far as the word tells. `undefined` where the
 * word is unknown.
 */
export function placeOfPrefix(word: string): { readonly calledAt: CalledAt | undefined } | undefined {
  const key = withUnderscores(word);
  if (Object.hasOwn(onlyBeforeIds, key)) return { calledAt: onlyBeforeIds[key] };
  const service = serviceOfWord(word);
  return service && { calledAt: inPaths.has(key) ? undefined : calledAtOf(service) };
}

const makers = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'xai',
  'deepseek',
  'cohere',
] as const satisfies readonly Maker[];

/** Returns the maker of a service's models; `undefined` where the service has models of several makers. */
export const makerOf = (service: Service | undefined): Maker | undefined => makers.find((maker) => maker === service);

/** Services that have dates of their own, or that no published dates apply to. */
const places: Readonly<Partial<Record<Service, CalledAt>>> = {
  azure: 'azure',
  bedrock: 'bedrock',
  vertex: 'vertex',
  local: 'local',
  groq: 'other',
  openrouter: 'other',
  other: 'other',
};

/** Returns the place whose dates count for calls of a service. */
export const calledAtOf = (service: Service): CalledAt => places[service] ?? 'maker';

/** Returns the hosts, or their ends, at which the dates of a place count. */
export const addressesOf = (calledAt: CalledAt): string[] =>
  byHost.filter(([, service]) => calledAtOf(service) === calledAt).map(([end]) => end);
