import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { catalog as table } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import type { TextKind } from '../../../../../src/core/catalog/catalogTable';
import { modelCount } from '../../../../../src/core/tokens/counting/modelCount';
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
