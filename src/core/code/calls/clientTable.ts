import type { ClientRule } from './callRule';

/** Calls that make a client. */
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
    service: 'azure',
    // Clients of a project of Microsoft Foundry.
    calls: [
      '.get_openai_client',
      '.getOpenAIClient',
      '.get_azure_openai_client',
      '.getAzureOpenAIClient',
      '.buildOpenAIClient',
    ],
    needs: /azure[./]ai[.-](?:projects|agents)|AIProjectClient/i,
  },
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
