import assert from 'node:assert/strict';
import { problemsOf, suiteOf } from './suiteOf';

describe('the rows of a suite', () => {
  it('have what the columns of CSV say', async () => {
    const csv = 'q,__suffix,__prefix,__providerOutput\na,end,begin,given\nb,,,\n';
    const { tests, problems } = await suiteOf('tests: [t.csv]', { 't.csv': csv });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      tests.map(({ vars, prefix, suffix, output, description }) => ({ vars, prefix, suffix, output, description })),
      [
        { vars: { q: 'a' }, prefix: 'begin', suffix: 'end', output: 'given', description: 'Row #1' },
        ...[{ vars: { q: 'b' }, prefix: undefined, suffix: undefined, output: undefined, description: 'Row #2' }],
      ],
    );
  });

  it('have thresholds of CSV, and the usual ones where none is written', async () => {
    const cells = [
      'levenshtein: x',
      'levenshtein(3): x',
      'similar: x',
      'starts-with: x',
      'contains: x',
      'not-rouge-n(0.5): x',
    ];
    const { tests } = await suiteOf('tests: [t.csv]', { 't.csv': `__expected\n${cells.join('\n')}\n` });
    assert.deepEqual(
      tests.map(({ assert: [check] }) => [check?.type, check?.threshold]),
      [
        ['levenshtein', 0.75],
        ['levenshtein', 3],
        ['similar', 0.8],
        ['starts-with', 0.75],
        ['contains', undefined],
        ['not-rouge-n', 0.5],
      ],
    );
  });

  it('are called by their number in a file where they have no name', async () => {
    const { tests } = await suiteOf('tests: [t.jsonl]', {
      't.jsonl': '{"vars": {"q": 1}}\n{"vars": {"q": 2}, "description": "named"}\n{"vars": {"q": 3}}\n',
    });
    assert.deepEqual(
      tests.map(({ description }) => description),
      ['Row #1', 'named', 'Row #3'],
    );
  });

  it('have what the default test says of prompts and checks, and can do without its checks', async () => {
    const { tests } = await suiteOf(`
prompts: [{raw: a, label: a}, {raw: b, label: b}]
defaultTest: {prompts: [a], assert: [{type: is-json}], options: {disableDefaultAsserts: true}}
tests: [{}, {prompts: [b], options: {disableDefaultAsserts: true}, assert: [{type: is-xml}]}]
`);
    assert.deepEqual(
      tests.map((test) => [test.prompts, test.assert.map(({ type }) => type)]),
      [
        [['a'], ['is-json']],
        [['b'], ['is-xml']],
      ],
    );
  });

  it('are skipped where a value is a file of another kind than texts and images, or one that may hold keys', async () => {
    const files = { 'a.pdf': 'x', 'b.mp3': 'x', 'c.xlsx': 'x', 'd.txt': ' text ', 'e.png': 'x', '/work/.env': 'KEY' };
    const names = ['a.pdf', 'b.mp3', 'c.xlsx', 'd.txt', 'e.png', '../.env'];
    const suite = await suiteOf(`tests: [${names.map((name) => `{vars: {q: 'file://${name}'}}`).join()}]`, files);
    assert.deepEqual(
      suite.tests.map(({ skip, vars }) => (skip === undefined ? vars['q'] : 'skipped')),
      ['skipped', 'skipped', 'skipped', 'text', 'data:image/png;base64,eA==', 'skipped'],
    );
    assert.deepEqual(problemsOf(suite), []);
    assert.equal(suite.skips.length, 4);
  });

  it('have values that are merged in', async () => {
    const { tests } = await suiteOf('x-base: &base {a: 1, b: 2}\ntests: [{vars: {<<: *base, b: 3}}]');
    assert.deepEqual(tests[0]?.vars, { a: 1, b: 3 });
  });

  it('are run as the command line options of the config say, before those of evaluation', async () => {
    const suite = await suiteOf(
      'commandLineOptions: {maxConcurrency: 2, cache: true}\nevaluateOptions: {maxConcurrency: 9, repeat: 4, cache: false}',
    );
    assert.deepEqual([suite.maxConcurrency, suite.repeat, suite.usesCache], [2, 4, undefined]);
    const other = await suiteOf('evaluateOptions: {maxConcurrency: 9999, repeat: -1, cache: false}');
    assert.deepEqual([other.maxConcurrency, other.repeat, other.usesCache], [256, undefined, false]);
  });
});
