import assert from 'node:assert/strict';
import { readHosts } from '../../../../../src/core/code/calls/hosts';
import { serviceInName } from '../../../../../src/core/catalog/names/serviceInName';
import {
  calledAtOf,
  placeOfPrefix,
  serviceOfAddress,
  serviceOfWord,
} from '../../../../../src/core/catalog/names/services';
import type { Service } from '../../../../../src/core/catalog/names/services';

const addresses: readonly (readonly [string, Service])[] = [
  ['https://api.openai.com/v1', 'openai'],
  ['https://me.openai.azure.com', 'azure'],
  ['https://me.services.ai.azure.com/models', 'azure'],
  ['https://me.cognitiveservices.azure.com', 'azure'],
  ['https://api.anthropic.com', 'anthropic'],
  ['https://bedrock-runtime.us-east-1.amazonaws.com', 'bedrock'],
  ['https://us-east5-aiplatform.googleapis.com/v1', 'vertex'],
  ['https://generativelanguage.googleapis.com/v1beta', 'google'],
  ['https://api.mistral.ai/v1', 'mistral'],
  ['https://api.groq.com/openai/v1', 'groq'],
  ['https://api.x.ai/v1', 'xai'],
  ['https://api.deepseek.com', 'deepseek'],
  ['https://api.cohere.com/v2', 'cohere'],
  ['https://openrouter.ai/api/v1', 'openrouter'],
  ['http://localhost:11434', 'local'],
  ['http://127.0.0.1:8080', 'local'],
  ['http://0.0.0.0:8000/v1', 'local'],
  ['http://host.docker.internal:1234', 'local'],
  ['https://llm.example.com/v1', 'other'],
];

describe('the service of an address', () => {
  for (const [address, service] of addresses) {
    it(`is ${service} for ${address}`, () => assert.equal(serviceOfAddress(address), service));

    it(`is where the calls near ${address} go`, async () => {
      const hostAt = await readHosts(`base_url = "${address}"\nmodel = "gpt-4"`, () => undefined);
      assert.equal(hostAt(1_000), calledAtOf(service));
    });
  }

  it('is nobody whose name only ends or begins like one that is known', () => {
    for (const address of ['https://notapi.openai.com.example.com', 'https://myopenrouter.ai', 'https://x.ai', '']) {
      assert.equal(serviceOfAddress(address), 'other', address);
    }
  });
});

describe('the service of a word', () => {
  it('is the same with hyphens', () => assert.equal(serviceOfWord('Google-VertexAI'), 'vertex'));

  it('is none for names that every object has', () => assert.equal(serviceOfWord('constructor'), undefined));
});

describe('the service in a name', () => {
  const names: readonly (readonly [Service | undefined, string])[] = [
    ['openai', 'ChatOpenAI openai_chat OPENAI_MODEL OpenAIChat'],
    ['azure', 'AzureChatOpenAI AZURE_OPENAI_MODEL AIFoundryClient'],
    ['anthropic', 'ChatAnthropic ClaudeClient'],
    ['bedrock', 'ChatBedrock AnthropicBedrock'],
    ['vertex', 'ChatVertexAI AnthropicVertex'],
    ['google', 'GeminiModel ChatGoogleGenerativeAI googleAI google.chat'],
    ['mistral', 'ChatMistralAI'],
    ['groq', 'ChatGroq GROQ_MODEL'],
    ['xai', 'xai ChatXAI XaiModel grok'],
    ['deepseek', 'DeepSeek deep_seek'],
    ['cohere', 'ChatCohere'],
    ['openrouter', 'OpenRouter open_router'],
    ['local', 'ChatOllama lm_studio VLLM LlamaCpp Llamafile LocalAI'],
    ['other', 'together_ai ChatFireworks DeepInfra PerplexityAI HuggingFaceHub ChatNVIDIA SambaNova LangDB'],
    ['other', 'openai_compatible OpenAILike aiGateway gateway Portkey litellm_proxy'],
    [undefined, 'Agent perplexity taxai MaxAI api_gateway'],
  ];
  for (const [service, all] of names) {
    it(`is ${service ?? 'none'} in ${all}`, () => {
      for (const name of all.split(' ')) assert.equal(serviceInName(name), service, name);
    });
  }
});

describe('the place of a prefix', () => {
  it('is not told by a maker, whose name stands in the paths of routers', () => {
    const makers = 'openai anthropic google mistral mistralai xai x-ai deepseek cohere cohere_chat amazon meta';
    for (const word of makers.split(' ')) assert.deepEqual(placeOfPrefix(word), { calledAt: undefined }, word);
  });

  it('is told by a host, a router or this machine', () => {
    for (const word of 'meta-llama nvidia github together_ai fireworks_ai vercel_ai_gateway openrouter groq'.split(' '))
      assert.deepEqual(placeOfPrefix(word), { calledAt: 'other' }, word);
    assert.deepEqual(placeOfPrefix('ollama_chat'), { calledAt: 'local' });
    assert.deepEqual(placeOfPrefix('models'), { calledAt: 'maker' });
    assert.deepEqual(placeOfPrefix('google-gla'), { calledAt: 'maker' });
  });

  it('is none of a word that is no service', () => assert.equal(placeOfPrefix('constructor'), undefined));
});
