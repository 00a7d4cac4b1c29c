import assert from 'node:assert/strict';
import { sayInEnglish as say } from '../../../../../src/core/base/say';
import type { Suite, SuiteTest } from '../../../../../src/core/evals/suite';
import { promptProblems } from '../../../../../src/core/evals/suite/promptProblems';

describe('variables of prompts that no test has a value for', () => {
  const messages = (sources: readonly string[], tests: readonly Partial<SuiteTest>[]): string[] => {
    const prompts = sources.map((source, at) => ({ label: `p${at}`, source }));
    const suite = { file: 'a.yaml', prompts, tests, skips: [], providers: [] } as unknown as Suite;
    return promptProblems(suite, say).map(({ message }) => message);
  };
  const no = (name: string): string => `No test has a value for "${name}".`;

  it('are those of the tests that ask the prompt', () => {
    const tests = [
      { vars: { a: '1' }, prompts: ['p0'] },
      { vars: { b: '1' }, prompts: ['p1', 'p0'] },
      { vars: { c: '1' }, prompts: ['p1'] },
    ];
    assert.deepEqual(messages(['{{a}} {{b}} {{c}}', '{{a}} {{b}} {{c}}', '{{nobody}}'], tests), [no('c'), no('a')]);
  });

  it('are found with one look at each test, however many prompts there are', () => {
    let looks = 0;
    const test = {
      get vars() {
        looks++;
        return { a: '1' };
      },
    };
    const sources = Array.from({ length: 50 }, (_, at) => `{{a}} {{missing${at}}}`);
    assert.equal(messages(sources, [test, test]).length, 50);
    assert.equal(looks, 2);
  });
});
