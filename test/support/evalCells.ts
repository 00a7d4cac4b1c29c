import type { Cell } from '../../src/core/evals/results';
import { headerOf } from '../../src/core/evals/run/runHeader';

/** A cell of a run that passed. */
export const evalCell = (more: Partial<Cell> = {}): Cell => ({
  ...{ test: 0, prompt: 'Answer {{question}}', provider: 'openai:gpt-4o', repeat: 0, vars: { question: 'Why?' } },
  ...{ requestSha256: 'ab'.repeat(32), output: 'Because.', finish: 'stop', error: null, pass: true, score: 1 },
  checks: [{ type: 'contains', pass: true, score: 1, reason: 'It contains "Because".', skipped: null }],
  ...{ tokens: 12, costUsd: 0.001, latencyMs: 100, cached: false },
  ...more,
});

/** A file of results: a header, then a line a cell. */
export const resultsText = (cells: readonly unknown[]): string =>
  [headerOf({ id: 'run', created: 0, suite: '' }), ...cells].map((line) => `${JSON.stringify(line)}\n`).join('');

export const resultsBytes = (cells: readonly unknown[]): Uint8Array => new TextEncoder().encode(resultsText(cells));
