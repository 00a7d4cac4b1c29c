import assert from 'node:assert/strict';
import { estimateOf } from '../../../../../src/core/evals/run/estimate';
import { PromptFault } from '../../../../../src/core/evals/run/cellRequest';
import type { CellAsker } from '../../../../../src/core/evals/run/cellAsker';
import { plannedCells } from '../../../../../src/core/evals/run/plan';
import type { Suite, SuiteProvider } from '../../../../../src/core/evals/suite';

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

const askerOf = (provider: CellAsker['provider'], usd: number | null): CellAsker => ({
  provider,
  request: () => Promise.resolve({ request: {}, media: () => Promise.resolve(undefined) } as never),
  written: () => ({ url: '', body: '' }),
  most: () => Promise.resolve({ usd, tokens: 10 }),
  ask: () => Promise.reject(new Error('It is only estimated.')),
  usdOf: () => null,
});

describe('the estimate of a run', () => {
  it('adds up what can be asked, and leaves out the rest', async () => {
    const { providers } = await estimateOf(plannedCells(suite), {
      askers: new Map<string, CellAsker | { skip: string }>([
        ['cheap', askerOf(cheap!, 0.25)],
        ['unknown', askerOf(unknown!, null)],
        ['nobody', { skip: 'It was chosen.' }],
      ]),
      render: (_prompt, { vars }) => {
        if (vars['isBroken'] === true) throw new PromptFault('No.');
        return [];
      },
      sha256: () => Promise.resolve('0'.repeat(64)),
      breathe: () => undefined,
    });
    assert.deepEqual(Object.fromEntries(providers), {
      cheap: { requests: 2, cached: 0, usd: 0.5, tokens: 20 },
      unknown: { requests: 2, cached: 0, usd: null, tokens: 20 },
    });
  });

  it('counts what is in the cache apart: nobody is asked for it', async () => {
    const [first] = plannedCells({ ...suite, providers: [cheap!] });
    const { providers } = await estimateOf([first!, { ...first!, repeat: 1 }], {
      askers: new Map([['cheap', askerOf(cheap!, 0.25)]]),
      ...{ render: () => [], breathe: () => undefined, sha256: () => Promise.resolve('sha') },
      cache: { has: (request) => Promise.resolve(request === 'sha 1 ') },
    });
    assert.deepEqual(providers.get('cheap'), { requests: 1, cached: 1, usd: 0.25, tokens: 10 });
  });

  it('adds what judges may get of the longest answers, three times each', async () => {
    const judge: SuiteProvider = { id: 'judge', label: 'judge', config: {}, file: 'a.yaml' };
    const assertion = { type: 'llm-rubric', value: 'x', judge };
    const tests = [{}, { output: 'Given.' }].map((test, index) => ({
      ...{ index, vars: {}, assert: [assertion], file: 'a.yaml' },
      ...test,
    }));
    /** Asks for a dollar a thousand words of the answer, and ten cents besides. */
    const judging: CellAsker = {
      ...askerOf(judge, 0),
      request: (messages) => Promise.resolve({ request: messages, media: () => Promise.resolve(undefined) } as never),
      most: (request) => {
        const words = JSON.stringify(request).split(' word').length - 1;
        return Promise.resolve({ usd: 0.1 + words / 1_000, tokens: 100 + words });
      },
    };
    const of = async (outputTokens: number | undefined) => {
      const most = { usd: 0, tokens: 10, ...(outputTokens !== undefined && { outputTokens }) };
      const asker = { ...askerOf(cheap!, 0), most: () => Promise.resolve(most) };
      const { judges } = await estimateOf(plannedCells({ ...suite, providers: [cheap!], tests }), {
        ...{ askers: new Map([['cheap', asker]]), judges: new Map([[judge, judging]]), render: () => [] },
        ...{ sha256: () => Promise.resolve('0'.repeat(64)), breathe: () => undefined },
      });
      return judges.get(judge);
    };
    const known = await of(500);
    assert.deepEqual([known?.requests, known?.usd?.toFixed(3), known?.tokens], [6, '2.100', 2_100]);
    assert.deepEqual(await of(undefined), { requests: 6, cached: 0, usd: null, tokens: null });
  });
});
