import assert from 'node:assert/strict';
import { GridIndex } from '../../../../../src/core/evals/grid/gridIndex';
import type { Cell } from '../../../../../src/core/evals/results';
import { runMarkdown } from '../../../../../src/core/evals/results/runMarkdown';
import { promptfooResults } from '../../../../../src/core/evals/results/promptfooResults';
import { sumsOf } from '../../../../../src/core/evals/results/sums';
import { statsOf } from '../../../../../src/core/evals/run/stats';
import { brokenCell, passedCell } from '../../../../support/cellKinds';

interface Column {
  readonly metrics: { readonly tokenUsage: { readonly total: number }; readonly cost?: number };
}

/** Tokens and cost of a run, as each reader of it has them. */
function sums(cells: readonly Cell[]): Record<string, readonly [tokens: number | null, costUsd: number | null]> {
  const stats = statsOf(cells, { asked: cells.length, askedAgain: 0 });
  const [column] = new GridIndex({ cells, unread: 0, asking: [], suite: '' }).show('all').columns;
  const { results } = promptfooResults(cells, { id: 'run', timestamp: '' }) as { results: { prompts: Column[] } };
  const metrics = results.prompts[0]?.metrics;
  const [, tokens, cost] = /\| (\d+) \| ([^|]+) \| \d+ ms \|\n/u.exec(runMarkdown(cells, 'a.yaml')) ?? [];
  const compared = sumsOf(cells);
  return {
    stats: [stats.tokens, stats.costUsd],
    compared: [compared.tokens, compared.costUsd],
    grid: [column?.tokens ?? null, column?.costUsd ?? null],
    promptfoo: [metrics?.tokenUsage.total ?? null, metrics?.cost ?? null],
    markdown: [Number(tokens), cost === 'unknown' ? null : Number(cost?.slice(1))],
  };
}

const everywhere = (tokens: number, costUsd: number | null): ReturnType<typeof sums> =>
  Object.fromEntries(
    ['stats', 'compared', 'grid', 'promptfoo', 'markdown'].map((name) => [name, [tokens, costUsd] as const]),
  );

describe('tokens and cost of a run', () => {
  const asked = passedCell({ tokens: 10, costUsd: 0.01 });
  const cached = passedCell({ test: 1, tokens: 20, costUsd: 0.02, cached: true });

  it('are those of what was asked for, wherever they are shown', () => {
    assert.deepEqual(sums([asked, cached]), everywhere(10, 0.01));
  });

  it('are not known of an answer that failed without a price', () => {
    assert.deepEqual(sums([asked, cached, brokenCell({ test: 2 })]), everywhere(10, null));
  });

  it('have what judges used, also for an answer of the cache', () => {
    const judging = { requests: 1, cached: 0, tokens: 5, costUsd: 0.5 };
    assert.deepEqual(sums([asked, { ...cached, judging }]), everywhere(15, 0.51));
  });

  it('have nothing of what could not be asked', () => {
    assert.deepEqual(sums([asked, brokenCell({ test: 1, requestSha256: '' })]), everywhere(10, 0.01));
  });

  it('leave out of the mean time what has none', () => {
    assert.equal(sumsOf([passedCell({ latencyMs: 100 }), passedCell({ latencyMs: null })]).latencyMs, 100);
    assert.equal(sumsOf([passedCell({ latencyMs: null })]).latencyMs, null);
  });
});
