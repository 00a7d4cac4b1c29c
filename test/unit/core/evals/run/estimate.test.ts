import assert from 'node:assert/strict';
import { estimateOf } from '../../../../../src/core/evals/run/estimate';
import { PromptFault } from '../../../../../src/core/evals/run/cellRequest';
import type { Asker } from '../../../../../src/core/evals/run/asker';
import { plannedCells } from '../../../../../src/core/evals/run/plan';
import type { Suite } from '../../../../../src/core/evals/suite';

const suite: Suite = {
  ...{ file: 'a.yaml', skips: [], types: [], problems: [] },
  prompts: [{ label: 'p', source: '{{n}}' }],
  providers: ['cheap', 'unknown', 'nobody'].map((label) => ({ id: label, label, config: {}, file: 'a.yaml' })),
  tests: [{}, { output: 'Given.' }, { skip: 'Code.' }, { vars: { isBroken: true } }, {}].map((test, index) => ({
    ...{ index, vars: {}, assert: [], file: 'a.yaml' },
    ...test,
  })),
};
const [cheap, unknown] = suite.providers;

const askerOf = (provider: Asker['provider'], usd: number | null): Asker => ({
  provider,
  request: () => Promise.resolve({ request: {}, media: () => Promise.resolve(undefined) } as never),
  written: () => ({ url: '', body: '' }),
  most: () => Promise.resolve({ usd, tokens: 10 }),
  ask: () => Promise.reject(new Error('It is only estimated.')),
  usdOf: () => null,
});

describe('the estimate of a run', () => {
  it('adds up what can be asked, and leaves out the rest', async () => {
    const estimates = await estimateOf(plannedCells(suite), {
      askers: new Map<string, Asker | { skip: string }>([
        ['cheap', askerOf(cheap!, 0.25)],
        ['unknown', askerOf(unknown!, null)],
        ['nobody', { skip: 'It was chosen.' }],
      ]),
      render: (_prompt, { vars }) => {
        if (vars['isBroken'] === true) throw new PromptFault('No.');
        return [];
      },
      breathe: () => undefined,
      sha256: () => Promise.resolve('sha'),
    });
    assert.deepEqual(Object.fromEntries(estimates), {
      cheap: { requests: 2, cached: 0, usd: 0.5, tokens: 20 },
      unknown: { requests: 2, cached: 0, usd: null, tokens: 20 },
    });
  });

  it('counts what is in the cache apart: nobody is asked for it', async () => {
    const [first] = plannedCells({ ...suite, providers: [cheap!] });
    const estimates = await estimateOf([first!, { ...first!, repeat: 1 }], {
      askers: new Map([['cheap', askerOf(cheap!, 0.25)]]),
      ...{ render: () => [], breathe: () => undefined, sha256: () => Promise.resolve('sha') },
      cache: { has: (request) => Promise.resolve(request === 'sha 1 ') },
    });
    assert.deepEqual(estimates.get('cheap'), { requests: 1, cached: 1, usd: 0.25, tokens: 10 });
  });
});
