import type { CallRule } from './callRule';
import { anyModel } from './sdkTable';

/** The calls of LangChain, LiteLLM and the Vercel AI SDK. */
export const frameworkRules: readonly CallRule[] = [
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
