import type { Service } from './services';

/** A library that is called. `openai` is used for other services, too: see `Call.service`. */
export type Sdk =
  'openai' | 'anthropic' | 'google' | 'mistral' | 'bedrock' | 'xai' | 'ollama' | 'langchain' | 'litellm' | 'vercel';

/** What is asked: each has parameters of its own. */
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

export type LanguageGroup = 'script' | 'python' | 'go' | 'java' | 'csharp';

/** How a model is written: by itself, or behind its provider with a slash (LiteLLM) or a colon (LangChain). */
export type ModelForm = 'plain' | 'slash' | 'colon';

export interface CallRule {
  readonly sdk: Sdk;
  readonly api: Api;
  /**
   * How it is written up to its bracket: `.chat.completions.create` behind any receiver; `ChatOpenAI` by itself or behind
   * a module.
   */
  readonly calls: readonly string[];
  /** Every language, where it is missing. */
  readonly languages?: readonly LanguageGroup[];
  /** Names of the argument, as they are compared: small letters, nothing between them. Default: model. */
  readonly model?: readonly string[];
  /** The number of the argument that is the model where it has no name. */
  readonly position?: number;
  /** A word that stands in the file: the name alone says too little. */
  readonly needs?: RegExp;
  /** What stands before it in other libraries. */
  readonly notAfter?: RegExp;
  /** Whose API it is where no client says so. */
  readonly service?: Service;
  readonly form?: ModelForm;
}

const openaiNode = { sdk: 'openai' } as const;
const anyModel = ['model', 'modelname', 'modelid'] as const;

export const callRules: readonly CallRule[] = [
  {
    ...openaiNode,
    api: 'chat',
    calls: [
      ...['create', 'stream', 'parse', 'runTools'].map((name) => `.chat.completions.${name}`),
      ...['New', 'NewStreaming'].map((name) => `.Chat.Completions.${name}`),
      'ChatCompletion.create',
      'ChatCompletion.acreate',
      'ChatCompletionNewParams',
      'ChatCompletionCreateParams.builder',
      'ChatCompletionCreateParams',
      'ChatCompletionCreateParamsNonStreaming',
      'ChatCompletionCreateParamsStreaming',
    ],
  },
  { ...openaiNode, api: 'chat', calls: ['ChatCompletionRequest'], languages: ['go'], needs: /openai/i },
  {
    ...openaiNode,
    api: 'chat',
    calls: ['ChatCompletionOptions', 'ChatCompletionsOptions'],
    languages: ['csharp'],
    model: ['deploymentname'],
  },
  {
    ...openaiNode,
    api: 'chat',
    calls: [
      'ChatClient',
      '.GetChatClient',
      'ResponsesClient',
      'OpenAIResponseClient',
      '.GetOpenAIResponseClient',
      '.GetResponsesClient',
    ],
    languages: ['csharp'],
    position: 0,
    needs: /OpenAI/,
  },
  {
    ...openaiNode,
    api: 'responses',
    calls: [
      ...['create', 'stream', 'parse'].map((name) => `.responses.${name}`),
      ...['New', 'NewStreaming'].map((name) => `.Responses.${name}`),
      'ResponseNewParams',
      'ResponseCreateParams.builder',
      'ResponseCreateParams',
      'ResponseCreateParamsNonStreaming',
      'ResponseCreateParamsStreaming',
    ],
  },
  {
    ...openaiNode,
    api: 'embeddings',
    calls: [
      '.embeddings.create',
      '.Embeddings.New',
      'EmbeddingNewParams',
      'EmbeddingCreateParams.builder',
      'Embedding.create',
    ],
  },
  {
    ...openaiNode,
    api: 'embeddings',
    calls: ['EmbeddingClient', '.GetEmbeddingClient'],
    languages: ['csharp'],
    position: 0,
    needs: /OpenAI/,
  },
  {
    ...openaiNode,
    api: 'media',
    calls: [
      ...['generate', 'edit'].map((name) => `.images.${name}`),
      ...['speech.create', 'speech.with_streaming_response.create', 'transcriptions.create', 'translations.create'].map(
        (name) => `.audio.${name}`,
      ),
      '.moderations.create',
      '.videos.create',
    ],
  },
  {
    ...openaiNode,
    api: 'completions',
    calls: ['.completions.create', '.Completions.New'],
    notAfter: /chat$/i,
    needs: /openai|anthropic/i,
  },
  {
    sdk: 'anthropic',
    api: 'messages',
    service: 'anthropic',
    calls: [
      ...['create', 'stream', 'parse', 'countTokens', 'count_tokens', 'toolRunner', 'tool_runner'].map(
        (name) => `.messages.${name}`,
      ),
      ...['New', 'NewStreaming', 'CountTokens', 'Create'].map((name) => `.Messages.${name}`),
      'MessageNewParams',
    ],
    notAfter: /threads$/i,
  },
  {
    sdk: 'anthropic',
    api: 'messages',
    service: 'anthropic',
    calls: [
      'MessageCreateParams.builder',
      'MessageCreateParams',
      'MessageCreateParamsNonStreaming',
      'MessageCreateParamsStreaming',
      'MessageParameters',
    ],
    needs: /anthropic/i,
  },
  {
    sdk: 'google',
    api: 'generateContent',
    calls: [
      'generateContent',
      'generateContentStream',
      'generate_content',
      'generate_content_stream',
      'generate_videos',
    ].map((name) => `.models.${name}`),
    languages: ['script', 'python'],
  },
  {
    sdk: 'google',
    api: 'generateContent',
    calls: ['.models.generateContent', '.models.generateContentStream', '.models.embedContent'],
    languages: ['java'],
    position: 0,
  },
  {
    sdk: 'google',
    api: 'generateContent',
    calls: ['.Models.GenerateContentAsync', '.Models.GenerateContentStreamAsync'],
    languages: ['csharp'],
    position: 0,
  },
  {
    sdk: 'google',
    api: 'generateContent',
    calls: ['.Models.GenerateContent', '.Models.GenerateContentStream', '.Models.EmbedContent'],
    languages: ['go'],
    position: 1,
  },
  {
    sdk: 'google',
    api: 'embeddings',
    calls: ['.models.embedContent', '.models.embed_content'],
    languages: ['script', 'python'],
  },
  { sdk: 'google', api: 'generateContent', calls: ['.chats.create'], languages: ['script', 'python', 'csharp'] },
  {
    sdk: 'google',
    api: 'generateContent',
    calls: ['GenerativeModel', '.getGenerativeModel', '.get_generative_model', '.GenerativeModel'],
    model: anyModel,
    position: 0,
    needs: /genai|generative|vertexai/i,
  },
  {
    sdk: 'mistral',
    api: 'chat',
    service: 'mistral',
    calls: ['complete', 'complete_async', 'stream_async', 'parse_async'].map((name) => `.chat.${name}`),
  },
  {
    sdk: 'mistral',
    api: 'chat',
    service: 'mistral',
    calls: ['.chat.stream', '.chat.parse', '.fim.complete', '.fim.stream'],
    needs: /mistral/i,
  },
  { sdk: 'xai', api: 'chat', service: 'xai', calls: ['.chat.create'], needs: /xai_sdk/ },
  {
    sdk: 'ollama',
    api: 'chat',
    service: 'local',
    calls: ['ollama.chat', 'ollama.generate', 'ollama.embed', 'ollama.embeddings'],
  },
  {
    sdk: 'bedrock',
    api: 'converse',
    service: 'bedrock',
    model: ['modelid'],
    calls: [
      'ConverseCommand',
      'ConverseStreamCommand',
      'ConverseRequest',
      'ConverseStreamRequest',
      'ConverseInput',
      'ConverseStreamInput',
      'ConverseRequest.builder',
      'ConverseStreamRequest.builder',
      '.converse_stream',
    ],
  },
  { sdk: 'bedrock', api: 'converse', service: 'bedrock', model: ['modelid'], calls: ['.converse'], needs: /bedrock/i },
  {
    sdk: 'bedrock',
    api: 'invoke',
    service: 'bedrock',
    model: ['modelid'],
    calls: [
      'InvokeModelCommand',
      'InvokeModelWithResponseStreamCommand',
      'InvokeModelRequest',
      'InvokeModelInput',
      'InvokeModelRequest.builder',
      '.invoke_model',
      '.invoke_model_with_response_stream',
    ],
  },
  ...(
    [
      [['ChatOpenAI', 'OpenAIEmbeddings', 'OpenAiChatModel.builder', 'OpenAiStreamingChatModel.builder'], undefined],
      [['AzureChatOpenAI', 'AzureOpenAIEmbeddings', 'AzureOpenAiChatModel.builder'], 'azure'],
      [['ChatAnthropic', 'AnthropicChatModel.builder', 'AnthropicStreamingChatModel.builder'], 'anthropic'],
      [['ChatAnthropicVertex', 'ChatVertexAI', 'VertexAiGeminiChatModel.builder'], 'vertex'],
      [['ChatGoogleGenerativeAI', 'GoogleGenerativeAIEmbeddings', 'GoogleAiGeminiChatModel.builder'], 'google'],
      [['ChatMistralAI', 'MistralAIEmbeddings', 'MistralAiChatModel.builder'], 'mistral'],
      [['ChatBedrock', 'ChatBedrockConverse', 'BedrockChat', 'BedrockChatModel.builder'], 'bedrock'],
      [['ChatGroq'], 'groq'],
      [['ChatXAI'], 'xai'],
      [['ChatDeepSeek'], 'deepseek'],
      [['ChatCohere', 'CohereEmbeddings'], 'cohere'],
      [['ChatOllama', 'OllamaLLM', 'OllamaChatModel.builder'], 'local'],
    ] as const
  ).map(([calls, service]): CallRule => ({
    sdk: 'langchain',
    api: 'framework',
    calls,
    model: anyModel,
    position: 0,
    ...(service && { service }),
  })),
  {
    sdk: 'langchain',
    api: 'framework',
    calls: ['init_chat_model', 'initChatModel'],
    model: anyModel,
    position: 0,
    form: 'colon',
  },
  {
    sdk: 'litellm',
    api: 'framework',
    form: 'slash',
    position: 0,
    calls: ['completion', 'acompletion', 'responses', 'aresponses', 'embedding', 'aembedding'].map(
      (name) => `litellm.${name}`,
    ),
  },
  {
    sdk: 'litellm',
    api: 'framework',
    form: 'slash',
    position: 0,
    languages: ['python'],
    calls: ['completion', 'acompletion'],
    needs: /from litellm import/,
  },
  {
    sdk: 'vercel',
    api: 'framework',
    form: 'slash',
    languages: ['script'],
    calls: ['generateText', 'streamText', 'generateObject', 'streamObject', 'embed', 'embedMany', 'ToolLoopAgent'],
    needs: /['"]ai['"]|@ai-sdk\//,
  },
];

export interface ClientRule {
  readonly calls: readonly string[];
  readonly service: Service;
  readonly needs?: RegExp;
}

/** What makes a client. */
export const clientRules: readonly ClientRule[] = [
  {
    service: 'openai',
    calls: [
      'OpenAI',
      'AsyncOpenAI',
      'OpenAIClient',
      'OpenAIOkHttpClient.builder',
      'OpenAIOkHttpClient.fromEnv',
      'openai.NewClient',
      'createOpenAI',
    ],
  },
  { service: 'azure', calls: ['AzureOpenAI', 'AsyncAzureOpenAI', 'AzureOpenAIClient', 'createAzure'] },
  {
    service: 'anthropic',
    calls: [
      'Anthropic',
      'AsyncAnthropic',
      'AnthropicClient',
      'AnthropicOkHttpClient.builder',
      'AnthropicOkHttpClient.fromEnv',
      'anthropic.NewClient',
      'createAnthropic',
    ],
  },
  {
    service: 'bedrock',
    calls: [
      'AnthropicBedrock',
      'AsyncAnthropicBedrock',
      'BedrockRuntimeClient',
      'createAmazonBedrock',
      'AmazonBedrockRuntimeClient',
      'bedrockruntime.NewFromConfig',
      'BedrockRuntimeClient.builder',
    ],
  },
  { service: 'vertex', calls: ['AnthropicVertex', 'AsyncAnthropicVertex', 'VertexAI', 'createVertex'] },
  { service: 'azure', calls: ['AnthropicFoundry', 'AsyncAnthropicFoundry'] },
  {
    service: 'google',
    calls: ['GoogleGenAI', 'GoogleGenerativeAI', 'genai.Client', 'genai.NewClient', 'createGoogleGenerativeAI'],
  },
  { service: 'mistral', calls: ['Mistral', 'MistralClient', 'createMistral'] },
  { service: 'groq', calls: ['Groq', 'AsyncGroq', 'createGroq'] },
  { service: 'xai', calls: ['createXai'] },
  { service: 'deepseek', calls: ['createDeepSeek'] },
  { service: 'openrouter', calls: ['createOpenRouter'] },
  { service: 'other', calls: ['createOpenAICompatible', 'Together', 'createTogetherAI'] },
  { service: 'local', calls: ['createOllama', 'Ollama'] },
];
