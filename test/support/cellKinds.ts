import type { Cell, Check } from '../../src/core/evals/results';
import { evalCell } from './evalCells';

/** An answer that passed without a check. */
export const passedCell = (is: Partial<Cell> = {}): Cell =>
  evalCell({
    ...{ prompt: 'Say {{city}}', provider: 'openai:chat:gpt-4o', vars: { city: 'Paris' }, output: 'Paris' },
    ...{ checks: [], costUsd: 0.002, latencyMs: 250 },
    ...is,
  });

export const evalCheck = (is: Partial<Check> = {}): Check => ({
  ...{ type: 'contains', pass: true, score: 1, reason: 'It is there.', skipped: null },
  ...is,
});

/** An answer with a check that fails. */
export const failedCell = (reason: string, is: Partial<Cell> = {}): Cell =>
  passedCell({ pass: false, score: 0, checks: [evalCheck({ pass: false, score: 0, reason })], ...is });

/** One without a verdict. */
export const uncheckedCell = (is: Partial<Cell> = {}): Cell => {
  const checks = [evalCheck({ type: 'javascript', pass: null, score: null, reason: '', skipped: 'It runs code.' })];
  return passedCell({ pass: null, score: null, checks, ...is });
};

export const brokenCell = (is: Partial<Cell> = {}): Cell => {
  const error = { code: 'http-500', message: 'The server failed.' };
  return passedCell({ pass: null, score: null, output: '', finish: null, tokens: null, costUsd: null, error, ...is });
};
