import type { Maker, Surface } from '../lifecycleTable';

/** Where a model is called, by what its id or the code around it says: a host with dates of its own, another one, this machine. */
export type CalledAt = Surface | 'other' | 'local';

/** The owner of the API that is called. `other`: an address that is nobody's of these; `local`: this machine. */
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

/** The kinds of requests: each has parameters of its own. */
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

/** Tells whose an address is, as far as it is written down. */
export function serviceOfAddress(address: string): Service {
  const host = /^(?:https?:\/\/)?(\[[^\]]*\]|[^/:?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? '';
  return (
    byHost.find(([end]) =>
      end.startsWith('.') ? host.endsWith(end) : host === end || host.endsWith(`.${end}`),
    )?.[1] ?? (host.endsWith('-aiplatform.googleapis.com') ? 'vertex' : 'other')
  );
}

/**
 * The words by which config, routers and frameworks name a service, also before the slash or colon of an id. With `_` for
 * hyphens. Sources: the prefixes of LiteLLM, LangChain, Genkit, pydantic-ai, promptfoo and the Vercel AI SDK.
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

/** Words of makers that stand in the paths of routers as well: before an id they do not tell where it is called. */
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

/** Words before ids that are none of a service elsewhere. Parts of Google's own resource names are among them. */
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

/** Tells where a model is called before whose id a word stands, as far as it tells that. Undefined: no such word. */
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

/** Who made the models that a service has; undefined where it has those of many. */
export const makerOf = (service: Service | undefined): Maker | undefined => makers.find((maker) => maker === service);

/** Services with dates of their own, or of nobody. */
const places: Readonly<Partial<Record<Service, CalledAt>>> = {
  azure: 'azure',
  bedrock: 'bedrock',
  vertex: 'vertex',
  local: 'local',
  groq: 'other',
  openrouter: 'other',
  other: 'other',
};

/** Tells whose dates count for what is called there. */
export const calledAtOf = (service: Service): CalledAt => places[service] ?? 'maker';

/** The hosts, or their ends, at which the dates of that place count. */
export const addressesOf = (calledAt: CalledAt): string[] =>
  byHost.filter(([, service]) => calledAtOf(service) === calledAt).map(([end]) => end);
