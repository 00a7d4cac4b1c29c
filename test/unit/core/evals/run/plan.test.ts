import assert from 'node:assert/strict';
import { plannedCells } from '../../../../../src/core/evals/run/plan';
import { suiteOf } from '../suite/suiteOf';

const shown = (cells: ReturnType<typeof plannedCells>): string[] =>
  cells.map(({ test, prompt, provider, repeat }) => `${test.index} ${provider.label} ${prompt.label} ${repeat}`);

describe('the cells of a run', () => {
  it('come test by test, each repeat, each provider, each prompt', async () => {
    const suite = await suiteOf('prompts: [a, b]\nproviders: [x, y]\ntests: [{}, {options: {repeat: 2}}]');
    assert.deepEqual(shown(plannedCells(suite)), [
      ...['0 x a 0', '0 x b 0', '0 y a 0', '0 y b 0'],
      ...['1 x a 0', '1 x b 0', '1 y a 0', '1 y b 0', '1 x a 1', '1 x b 1', '1 y a 1', '1 y b 1'],
    ]);
  });

  it('are asked as often as the test says, else as the run does, else as the config does', async () => {
    const suite = await suiteOf(
      'prompts: [a]\nproviders: [x]\nevaluateOptions: {repeat: 3}\ntests: [{}, {options: {repeat: 1}}]',
    );
    const times = (repeat?: number): number[] => {
      const cells = plannedCells(suite, repeat === undefined ? {} : { repeat });
      return [0, 1].map((index) => cells.filter(({ test }) => test.index === index).length);
    };
    assert.deepEqual(
      [times(), times(2)],
      [
        [3, 1],
        [2, 1],
      ],
    );
  });

  it('are those that test and provider name, and whoever runs it wants', async () => {
    const suite = await suiteOf(`
prompts: [{raw: a, id: one}, {raw: b, label: two}]
providers: [{id: 'openai:x', label: x}, {id: 'openai:y', label: y, prompts: [two]}]
defaultTest: {prompts: [one]}
tests: [{}, {prompts: [two]}, {prompts: ['*'], providers: ['openai:y']}, {prompts: ['*']}]
`);
    const all = ['0 x one 0', '1 x two 0', '1 y two 0', '2 y two 0', '3 x one 0', '3 x two 0', '3 y two 0'];
    assert.deepEqual(
      shown(plannedCells(suite)),
      all.map((cell) => cell.replace('one', suite.prompts[0]!.label)),
    );
    const last = plannedCells(suite, { isAsked: ({ test, provider }) => test.index === 3 && provider.label === 'y' });
    assert.deepEqual(shown(last), ['3 y two 0']);
  });
});
