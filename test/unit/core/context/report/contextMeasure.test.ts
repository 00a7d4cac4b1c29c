import assert from 'node:assert/strict';
import { codex } from '../../../../../src/core/context/agents/codex';
import { claudeCode } from '../../../../../src/core/context/agents/claudeCode';
import { ContextMeasure } from '../../../../../src/core/context/report/contextMeasure';
import type { MeasuredModel } from '../../../../../src/core/context/report/contextMeasure';
import { assembled } from '../../../../support/contextTrees';

const measured = (
  estimate?: { factor: number; bandPercent: number; reason: string },
  encoding = 'o200k_base',
): MeasuredModel =>
  ({
    model: { id: 'm' },
    tokenizer: { id: 't', encoding, estimate },
    costOf: (tokens: number) => tokens / 1e6,
  }) as unknown as MeasuredModel;

/** A token is three characters; what is left over is one, too. */
const measureWith = (counted: string[] = [], band?: number): ContextMeasure =>
  new ContextMeasure({
    count: (text) => {
      counted.push(text);
      return Promise.resolve({
        tokens: Math.ceil(text.length / 3),
        ...(band !== undefined && { estimate: { bandPercent: band } }),
      });
    },
    breathe: () => undefined,
    sha256: (bytes) => Promise.resolve(`sha of ${bytes.length}`),
  });

describe('a context that is counted', () => {
  it('has the tokens of its text with every turn, and those that the agent brings', async () => {
    const context = await assembled(codex, {
      'AGENTS.md': 'four',
      '.agents/skills/a/SKILL.md': '---\ndescription: d\n---\nB',
    });
    const { tokens, parts, costUsd } = await measureWith().measure(context, codex, measured());
    const own = parts
      .filter(({ kind }) => kind === 'base' || kind === 'tools')
      .reduce((sum, part) => sum + part.tokens, 0);
    assert.ok(own > 10_000);
    assert.equal(tokens.always, own + Math.ceil(context.text.length / 3));
    assert.equal(tokens.onDemand, Math.ceil('---\ndescription: d\n---\nB'.length / 3));
    assert.deepEqual([tokens.exact, tokens.band], [true, null]);
    assert.equal(costUsd, tokens.always / 1e6);
    assert.equal(parts.find(({ kind }) => kind === 'instructions')?.sha256, 'sha of 4');
  });

  it('says how far off an estimate may be', async () => {
    const context = await assembled(claudeCode, { 'CLAUDE.md': 'text' });
    const model = measured({ factor: 1, bandPercent: 12, reason: 'r' });
    const { tokens } = await measureWith([], 12).measure(context, claudeCode, model);
    assert.deepEqual([tokens.exact, tokens.band], [false, 12]);
  });

  it('takes what an agent brings itself for exact in the encoding that it was counted in alone', async () => {
    const context = await assembled(codex, {});
    const exactWith = async (model: MeasuredModel) => (await measureWith().measure(context, codex, model)).tokens.exact;
    assert.equal(await exactWith(measured()), true);
    assert.equal(await exactWith(measured(undefined, 'cl100k_base')), false);
    assert.equal(await exactWith(measured({ factor: 1, bandPercent: 12, reason: 'r' })), false);
  });

  it('has the widest of the bands, and none where one is not known', async () => {
    const bandWith = async (bands: readonly (number | undefined)[]) => {
      const left = [...bands];
      const measure = new ContextMeasure({
        count: () => {
          const bandPercent = left.length > 1 ? left.shift() : left[0];
          return Promise.resolve({ tokens: 1, estimate: { ...(bandPercent !== undefined && { bandPercent }) } });
        },
        breathe: () => undefined,
        sha256: () => Promise.resolve(''),
      });
      const context = await assembled(claudeCode, { 'CLAUDE.md': 'a', '.claude/rules/b.md': 'b' });
      return (await measure.measure(context, claudeCode, measured())).tokens.band;
    };
    assert.equal(await bandWith([5, 20, 10]), 20);
    assert.equal(await bandWith([5, undefined, 10]), null);
  });

  it('counts each text once, and after an edit what is new', async () => {
    const counted: string[] = [];
    const measure = measureWith(counted);
    const files = { 'CLAUDE.md': 'one', '.claude/rules/a.md': 'two' };
    await measure.measure(await assembled(claudeCode, files), claudeCode, measured());
    counted.length = 0;
    await measure.measure(await assembled(claudeCode, files), claudeCode, measured());
    assert.deepEqual(counted, []);
    await measure.measure(await assembled(claudeCode, { ...files, 'CLAUDE.md': 'other' }), claudeCode, measured());
    assert.deepEqual(counted.sort(), ['other', 'other\n\ntwo\n\n']);
  });
});
