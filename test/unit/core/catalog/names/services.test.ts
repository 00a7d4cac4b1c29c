import assert from 'node:assert/strict';
import { readHosts } from '../../../../../src/core/code/calls/hosts';
import { calledAtOf, serviceOfAddress, serviceOfWord } from '../../../../../src/core/catalog/names/services';
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

    it(`is what the ids near ${address} are judged by`, async () => {
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
