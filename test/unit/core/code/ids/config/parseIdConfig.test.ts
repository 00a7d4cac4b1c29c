import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sayInEnglish } from '../../../../../../src/core/base/say';
import { faultText } from '../../../../../../src/core/code/ids/config/configFaults';
import { defaultIdConfig, maxConfigLength } from '../../../../../../src/core/code/ids/config/idConfig';
import { parseIdConfig } from '../../../../../../src/core/code/ids/config/parseIdConfig';

const complaints = (text: string): string[] =>
  parseIdConfig(text).problems.map(
    ({ line, column, endColumn, fault }) =>
      `${line + 1}:${column + 1}-${endColumn + 1} ${faultText(fault, sayInEnglish)}`,
  );

describe('ai-field-guide.yml', () => {
  it('says which ids and paths are ignored, how many days count, and how loudly', () => {
    const { config, problems } = parseIdConfig(
      [
        '# Ours.',
        'ignore:',
        '  ids: [gpt-4, "openai/gpt-4o"]',
        '  paths:',
        '    - tests/fixtures/',
        'warnWithinDays: 90',
        'severity:',
        '  retired: warning',
        '  deprecated: off',
      ].join('\n'),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      ignore: { ids: ['gpt-4', 'openai/gpt-4o'], paths: ['tests/fixtures/'] },
      warnWithinDays: 90,
      severity: { retired: 'warning', deprecated: 'off' },
    });
  });

  it('says how many tokens files may have', () => {
    const { config, problems } = parseIdConfig('budgets:\n  AGENTS.md: 2000\n  docs/: 100\n');
    assert.deepEqual([config.budgets, problems], [{ 'AGENTS.md': 2_000, 'docs/': 100 }, []]);
    const wrong = 'budgets:\n  a.md: 0\n  b.md: 1\n';
    assert.deepEqual(parseIdConfig(wrong).config.budgets, { 'b.md': 1 });
    assert.deepEqual(complaints(wrong), ['2:9-10 Expected a whole number of tokens from 1 on for each pattern.']);
  });

  for (const text of ['', '# Nothing yet.\n', 'ignore:\nseverity:\n', 'ignore:\n  ids:\n    -\n  paths: []\n']) {
    it(`says nothing where it is ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseIdConfig(text), { config: defaultIdConfig, problems: [] });
    });
  }

  const mistakes: [title: string, text: string, complaint: string][] = [
    [
      'an unknown key',
      'ignore: {}\nignores:\n  ids: [gpt-4]\n',
      '2:1-8 Unknown key "ignores". Valid keys: ignore, warnWithinDays, severity, budgets.',
    ],
    ['an unknown key inside', 'ignore:\n  id: [gpt-4]\n', '2:3-5 Unknown key "id". Valid keys: ids, paths.'],
    ['a text where a list is', 'ignore:\n  ids: gpt-4\n', '2:8-13 Expected a list here.'],
    ['a number among ids', 'ignore:\n  ids:\n    - gpt-4\n    - 4\n', '4:7-8 Expected text here. Put it in quotes.'],
    [
      'a severity that is none',
      'severity:\n  retired: fatal\n',
      '2:12-17 fatal is not one of error, warning, information, hint, off.',
    ],
    ['days below zero', 'warnWithinDays: -1\n', '1:17-19 Expected a whole number of days from 0 to 3650.'],
    ['half a day', 'warnWithinDays: 0.5\n', '1:17-20 Expected a whole number of days from 0 to 3650.'],
    [
      'a list instead of keys',
      '- gpt-4\n',
      '1:1-1 Expected keys and values here. Valid keys: ignore, warnWithinDays, severity, budgets.',
    ],
  ];
  for (const [title, text, complaint] of mistakes) {
    it(`is told its line where it has ${title}`, () => assert.deepEqual(complaints(text), [complaint]));
  }

  it('keeps all but what is wrong', () => {
    const text = 'ignore:\n  ids: [gpt-4, 4, o3]\n  paths: x\nseverity: { retired: loud, deprecated: hint }\nwarn: 1\n';
    const { config, problems } = parseIdConfig(text);
    assert.deepEqual(config, { ignore: { ids: ['gpt-4', 'o3'], paths: [] }, severity: { deprecated: 'hint' } });
    assert.equal(problems.length, 4);
  });

  it('is not read with keys within keys, which would be written out for ever, or with a name that stands for itself', () => {
    for (const text of ['? '.repeat(200), '&a \n<<: *a\n', '*a : x\n']) {
      assert.deepEqual(
        [parseIdConfig(text).config, complaints(text)],
        [defaultIdConfig, ['1:1-1 The file cannot be read.']],
      );
    }
  });

  it('is told what is no YAML, and counts for nothing then', () => {
    const { config, problems } = parseIdConfig('ignore:\n  ids: [gpt-4\nwarnWithinDays: 5\n');
    assert.deepEqual(config, defaultIdConfig);
    assert.equal(problems[0]?.fault.kind, 'noYaml');
    assert.ok(problems.every(({ line }) => line > 0));
  });

  for (const [title, text] of [
    ['too long', `# ${'x'.repeat(maxConfigLength)}`],
    ['nested without end', `ignore: ${'['.repeat(5_000)}`],
    [
      'one that multiplies itself',
      `a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c]\nignore: [*d,*d,*d]\n`,
    ],
  ] as const) {
    it(`is refused where it is ${title}`, () => {
      const { config, problems } = parseIdConfig(text);
      assert.deepEqual(config, defaultIdConfig);
      assert.ok(problems.length > 0);
    });
  }

  it('is never thrown at by any text', () => {
    const piece = fc.constantFrom(
      'ignore',
      'ids',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '*a',
      '&a ',
      '"',
      'x',
      '1',
      '\t',
      '__proto__',
      '|',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { config, problems } = parseIdConfig(pieces.join(''));
        assert.ok(Array.isArray(config.ignore.ids));
        for (const { line, column } of problems) assert.ok(line >= 0 && column >= 0);
      }),
      { numRuns: 500 },
    );
  });
});
