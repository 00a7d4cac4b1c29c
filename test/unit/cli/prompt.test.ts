import assert from 'node:assert/strict';
import { guideWith } from '../../support/fieldGuides';

async function prompt(
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const [output, errors]: [string[], string[]] = [[], []];
  // Loaded as its commands are, which are imported when they are run: else the errors of both would be of two classes.
  const { run } = await import('../../../src/cli/run');
  const code = await run(['prompt', ...args], {
    console: {
      readStandardInput: () => Promise.resolve(Buffer.from(input)),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide: guideWith({}),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

describe('prompt', () => {
  it('says what it can do', async () => {
    const { code, output } = await prompt(['--help']);
    assert.equal(code, 0);
    assert.match(output, /prompt render --cases FILE/);
  });

  for (const args of [[], ['bake'], ['render'], ['render', '--cases'], ['render', '--cases', '-', 'more']]) {
    it(`is a wrong command: prompt ${args.join(' ')}`, async () => {
      const { code, output, errors } = await prompt(args);
      assert.equal(code, 2);
      assert.equal(output, '');
      assert.match(errors, /Usage:/);
    });
  }
});

describe('prompt render', () => {
  it('prints an entry for each case, in their order', async () => {
    const cases = [{ source: 'Hi {{a}}', data: { input: { a: 1 } } }, { source: 'a\n{{b' }, null];
    const { code, output, errors } = await prompt(['render', '--cases', '-'], JSON.stringify(cases));
    assert.deepEqual([code, errors], [0, '']);
    const entries = JSON.parse(output) as Record<string, unknown>[];
    assert.deepEqual(entries[0], { messages: [{ role: 'user', content: [{ text: 'Hi 1' }] }] });
    assert.deepEqual(entries[1], {
      error: { code: 'template-syntax', message: 'What begins here has no end: "}}" is missing.', line: 2, column: 1 },
    });
    assert.equal((entries[2] as { error: { code: string } }).error.code, 'invalid-case');
    assert.equal(entries.length, 3);
  });

  it('prints an empty list for one', async () =>
    assert.equal((await prompt(['render', '--cases', '-'], '[]')).output, '[]'));

  it('gives the others theirs where the values of one are nested without end', async () => {
    const nested = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const history = `[{"role":"user","content":[${nested}]}]`;
    const cases = `[{"source":"a"},{"source":"b","data":{"messages":${history}}},{"source":"{{json a}}c","data":{"input":${nested}}},{"source":"d"}]`;
    const { code, output } = await prompt(['render', '--cases', '-'], cases);
    assert.equal(code, 0);
    const [first, second, third, fourth] = JSON.parse(output) as Record<string, unknown>[];
    assert.ok(first?.['messages']);
    assert.equal((second?.['error'] as { code: string }).code, 'too-deep');
    assert.equal((third?.['error'] as { code: string }).code, 'too-deep');
    assert.ok(fourth?.['messages']);
  });

  for (const [input, message] of [
    ['{"source":"a"}', /not a JSON array/],
    ['[', /not JSON/],
  ] as const) {
    it(`cannot read ${input}`, async () => {
      const { code, output, errors } = await prompt(['render', '--cases', '-'], input);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
    });
  }

  it('cannot read a file that there is not', async () =>
    assert.equal((await prompt(['render', '--cases', 'no-such-file.json'])).code, 2));
});
