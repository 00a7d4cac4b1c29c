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
