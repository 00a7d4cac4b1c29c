import assert from 'node:assert/strict';
import { canBecome, spellingOf } from '../../../../../src/core/catalog/names/spelling';

describe('the successor of an id', () => {
  const cases: [id: string, successor: string, canBe: boolean][] = [
    ['gpt-4o', 'gpt-5', true],
    ['openrouter/openai/gpt-4o', 'gpt-5', true],
    ['vertex_ai/gemini-2.5-pro', 'gemini-3.8-flash', true],
    ['ft:gpt-4o-mini-2024-07-18:acme::abc', 'gpt-5', false],
    ['us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-sonnet-4-6', false],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0', true],
    ['claude-3-haiku@20240307', 'claude-haiku-4-5-20251001', false],
    ['claude-3-haiku@20240307', 'claude-haiku-4-5@20251001', true],
  ];
  for (const [id, successor, canBe] of cases) {
    it(`${canBe ? 'is written' : 'is not written'} for ${id} as ${successor}`, () => {
      assert.equal(canBecome(spellingOf(id), successor), canBe);
    });
  }
});

describe('the words before an id', () => {
  const gemini = 'gemini-1.5-pro';
  const haiku = 'us.anthropic.claude-3-5-haiku-20241022-v1:0';
  const cases: [written: string, own: string, calledAt: string | undefined][] = [
    [`googleai/${gemini}`, gemini, 'maker'],
    [`vertexai/${gemini}`, gemini, 'vertex'],
    [`google-gla:${gemini}`, gemini, 'maker'],
    [`google-vertex:${gemini}`, gemini, 'vertex'],
    [`google_vertexai:${gemini}`, gemini, 'vertex'],
    ['openai-chat:gpt-4', 'gpt-4', 'maker'],
    ['openai:chat:gpt-4', 'gpt-4', undefined],
    ...['responses', 'messages', 'embedding', 'embeddings', 'realtime', 'image', 'moderation'].map(
      (api): [string, string, undefined] => [`openai:${api}:gpt-4`, 'gpt-4', undefined],
    ),
    ['azure:completion:gpt-4', 'gpt-4', 'azure'],
    ['text-completion-openai/gpt-3.5-turbo-instruct', 'gpt-3.5-turbo-instruct', 'maker'],
    [`bedrock_converse/${haiku}`, haiku, 'bedrock'],
    [`bedrock/converse/${haiku}`, haiku, 'bedrock'],
    [`bedrock/converse_like/${haiku}`, haiku, 'bedrock'],
    [`bedrock/invoke/${haiku}`, haiku, 'bedrock'],
    ['bedrock/us-gov-west-1/anthropic.claude-v2:1', 'anthropic.claude-v2:1', 'bedrock'],
    ['bedrock/us-east-1/anthropic.claude-v2:1', 'anthropic.claude-v2:1', 'bedrock'],
    ['github/gpt-4', 'gpt-4', 'other'],
    ['openrouter/openai/gpt-4', 'gpt-4', 'other'],
    ['x-ai/grok-3', 'grok-3', undefined],
    ['azure/gpt-4', 'gpt-4', 'azure'],
    ['ollama/gpt-4', 'gpt-4', 'local'],
  ];
  for (const [written, own, calledAt] of cases) {
    it(`are no part of it in ${written}`, () => {
      const { start, end, calledAt: at } = spellingOf(written);
      assert.deepEqual([written.slice(start, end), at], [own, calledAt]);
    });
  }

  it('are a part of what no table has', () => {
    for (const path of ['docs/gpt-4', 'bedrock/notes/gpt-4', 'chat:gpt-4', 'constructor/gpt-4']) {
      assert.equal(spellingOf(path).start, path.startsWith('bedrock') ? 'bedrock/'.length : 0, path);
    }
  });
});
