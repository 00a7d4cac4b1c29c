import assert from 'node:assert/strict';
import path from 'node:path';
import { runAssert } from '../../../src/cli/eval/assert';
import { InputError, UsageError } from '../../../src/cli/shared/commandLine';
import type { CommandLine } from '../../../src/cli/shared/commandLine';
import { guideWith } from '../../support/fieldGuides';

/** Runs `eval assert` with what standard input holds. */
async function asserted(args: readonly string[], input = ''): Promise<{ code: number; output: string }> {
  const output: string[] = [];
  const never = (): never => assert.fail('nothing is asked');
  const commandLine: CommandLine = {
    console: {
      readStandardInput: () => Promise.resolve(Buffer.from(input)),
      print: (line) => output.push(line),
      printError: never,
    },
    guide: guideWith({}),
    caller: {
      ...{ environment: {}, fetch: never, readOwn: never, write: never, isTerminal: false, untilCancelled: never },
      // Run as it is written, with what compiles it.
      script: (name) => path.resolve('src', name.replace(/\.js$/, '.ts')),
    },
  };
  const code = await runAssert(args, commandLine);
  return { code, output: output.join('\n') };
}

const answers = async (cases: unknown): Promise<unknown> => {
  const { code, output } = await asserted(['--cases', '-'], JSON.stringify(cases));
  assert.equal(code, 0);
  return JSON.parse(output);
};

describe('eval assert', () => {
  it('answers each case in its place: a verdict, a skip, or an error', async () => {
    const cases = [
      { output: 'Paris', assertion: { type: 'contains', value: '{{city}}' }, vars: { city: 'Par' } },
      { output: 'Paris', assertion: { type: 'javascript', value: 'true' } },
      { output: 'x' },
      { output: 'x', assertion: { type: 'latency', threshold: 5 }, latencyMs: null },
      { output: 'x', assertion: { type: 'finish-reason', value: 'stop' }, providerResponse: { finishReason: 'stop' } },
      7,
      { output: null, assertion: { type: 'equals', value: null, threshold: null } },
    ];
    assert.deepEqual(await answers(cases), [
      { pass: true, score: 1, reason: 'Expected to contain "Par"; the answer is "Paris".' },
      { skipped: '"javascript" runs code of the config.' },
      { error: { code: 'case', message: 'assertion: Invalid key: Expected "assertion" but received undefined.' } },
      { error: { code: 'missing', message: 'The latency of this answer is not known.' } },
      { pass: true, score: 1, reason: 'Expected a finish reason of "stop"; it is "stop".' },
      { error: { code: 'case', message: 'A case is an object with output and assertion.' } },
      { pass: true, score: 1, reason: 'Expected to equal null; the answer is "null".' },
    ]);
  });

  it('takes an array from a file or standard input, and nothing else', async () => {
    assert.deepEqual(await answers([]), []);
    await assert.rejects(asserted(['--cases', '-'], '{}'), InputError);
    await assert.rejects(asserted(['--cases', '-'], '['), InputError);
    await assert.rejects(asserted(['--cases', 'no-such-file.json']), InputError);
    for (const args of [[], ['x'], ['--cases', '-', 'x']]) await assert.rejects(asserted(args), UsageError);
  });
});
