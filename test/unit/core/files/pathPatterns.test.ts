import assert from 'node:assert/strict';
import { createPathPatterns } from '../../../../src/core/files/pathPatterns';

describe('patterns of ignored paths', () => {
  const cases: [patterns: string[], path: string, expected: boolean][] = [
    [[], 'a.py', false],
    [['tests/'], 'tests/a.py', true],
    [['tests/'], 'lib/tests/deep/a.py', true],
    [['tests/'], 'tests', false],
    [['tests'], 'tests', true],
    [['/a.py'], 'a.py', true],
    [['/a.py'], 'lib/a.py', false],
    [['**/fixtures/**'], 'lib/fixtures/a.py', true],
    [['*.py', '!a.py'], 'lib/a.py', false],
    [['*.py', '!a.py'], 'lib/b.py', true],
    [['a\nb'], 'b', false],
    [['# no comment'], '# no comment', false],
  ];
  for (const [patterns, path, expected] of cases) {
    it(`${JSON.stringify(patterns)} ${expected ? 'name' : 'do not name'} ${path}`, () => {
      assert.equal(createPathPatterns(patterns, false)(path), expected);
    });
  }

  it('know no case where files have none', () => {
    assert.equal(createPathPatterns(['Tests/'], true)('tests/A.py'), true);
    assert.equal(createPathPatterns(['Tests/'], false)('tests/A.py'), false);
  });
});
