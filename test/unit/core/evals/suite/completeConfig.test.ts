import assert from 'node:assert/strict';
import { completeConfig } from '../../../../../src/core/evals/suite/completeConfig';

/** The words at the `|` of a text. */
const at = (text: string) => {
  const [before = ''] = text.split('|');
  const lines = before.split('\n');
  return completeConfig(lines.slice(0, -1), lines.at(-1) ?? '', ['equals', 'contains']);
};

describe('completion in a config', () => {
  it('offers the keys of a config that are not there yet', () => {
    const { kind, words } = at('prompts: [a]\nte|');
    assert.equal(kind, 'keys');
    assert.ok(words.includes('tests') && !words.includes('prompts'));
  });

  it('offers the keys of a test and of a check', () => {
    assert.ok(at('tests:\n  - description: x\n    as|').words.includes('assert'));
    assert.ok(!at('tests:\n- description: x\n  |').words.includes('description'));
    const inCheck = at('tests:\n  - vars:\n      q: 1\n    assert:\n      - type: equals\n        value: 3\n        |');
    assert.deepEqual(inCheck.words, ['threshold', 'weight', 'metric', 'provider', 'rubricPrompt', 'assert']);
  });

  it('offers the types of checks, and their opposites', () => {
    const { kind, words } = at('defaultTest:\n  assert:\n    - type: con|');
    assert.equal(kind, 'types');
    assert.deepEqual(words, ['equals', 'contains', 'assert-set', 'not-equals', 'not-contains']);
  });

  it('offers nothing among variables and in texts', () => {
    assert.equal(at('tests:\n  - vars:\n      |').kind, 'none');
    assert.equal(at('description: some |').kind, 'none');
  });
});
