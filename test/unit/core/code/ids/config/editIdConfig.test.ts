import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withIgnoredId } from '../../../../../../src/core/code/ids/config/editIdConfig';
import { parseIdConfig } from '../../../../../../src/core/code/ids/config/parseIdConfig';

describe('one more ignored id in ai-field-guide.yml', () => {
  const cases: [title: string, before: string, after: string][] = [
    ['a file that is not there yet', '', 'ignore:\n  ids:\n    - gpt-4\n'],
    ['a file of comments', '# Ours.', '# Ours.\nignore:\n  ids:\n    - gpt-4\n'],
    ['a file with other keys', 'warnWithinDays: 5 # why\n', 'warnWithinDays: 5 # why\nignore:\n  ids:\n    - gpt-4\n'],
    [
      'a list, before what follows it',
      'ignore:\n    ids:\n    - o3   # ours\n    # the end\n\n    paths: [ x ]\n',
      'ignore:\n    ids:\n    - o3   # ours\n    - gpt-4\n    # the end\n\n    paths: [ x ]\n',
    ],
    ['a list without a line break behind it', 'ignore:\n  ids:\n    - o3', 'ignore:\n  ids:\n    - o3\n    - gpt-4\n'],
    [
      'a list in brackets',
      'ignore: { ids: [ o3 ], paths: [x] } # all\n',
      'ignore: { ids: [ o3, gpt-4 ], paths: [x] } # all\n',
    ],
    [
      'a key without a list',
      '# top\nignore:\n  paths: [x] # these\n',
      '# top\nignore:\n  paths: [ x ] # these\n  ids:\n    - gpt-4\n',
    ],
    ['an empty list', 'ignore:\n  ids: []\n', 'ignore:\n  ids: [ gpt-4 ]\n'],
    ['an empty key', 'ignore:\n', 'ignore:\n  ids:\n    - gpt-4\n'],
    ['a list that has it', 'ignore:\n  ids: ["gpt-4"]\n', 'ignore:\n  ids: ["gpt-4"]\n'],
  ];
  for (const [title, before, after] of cases) {
    it(`is written into ${title}`, () => assert.equal(withIgnoredId(before, 'gpt-4'), after));
  }

  it('is not written into keys within keys, or into a name that stands for itself', () => {
    for (const text of [
      '? '.repeat(200),
      '&a \n<<: *a\n',
      'ignore: &a\n  ids: *a\n',
      'ignore: *nobody\n',
      '*a : x\n',
    ]) {
      assert.equal(withIgnoredId(text, 'o3'), undefined, text);
    }
  });

  it('is not written into what is no YAML, or no keys', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join('');
    assert.equal(withIgnoredId(`a0: &a0 [x]\n${laughs}`, 'o3'), undefined);
    for (const text of ['ignore: [', '- gpt-4\n', 'text\n']) assert.equal(withIgnoredId(text, 'o3'), undefined);
  });

  it('is read back, whatever the id is and was there before', () => {
    const id = fc.stringMatching(/^[a-z0-9][\w.:@/-]{0,20}$/);
    fc.assert(
      fc.property(fc.array(id, { maxLength: 6 }), (ids) => {
        let text = 'warnWithinDays: 3 # days\n';
        for (const each of ids) text = withIgnoredId(text, each) ?? assert.fail(text);
        const { config, problems } = parseIdConfig(text);
        assert.deepEqual(problems, []);
        assert.deepEqual(config.ignore.ids, [...new Set(ids)]);
        assert.match(text, /^warnWithinDays: 3 # days\n/);
      }),
    );
  });

  it('loses no id that another name stands for', () => {
    const written = withIgnoredId('ignore:\n  paths: &same [o3]\n  ids: *same\n', 'gpt-4');
    assert.ok(written === undefined || parseIdConfig(written).config.ignore.ids.includes('o3'), written);
  });
});
