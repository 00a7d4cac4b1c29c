import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runEvalCompare } from '../../../src/cli/eval/runEvalCompare';
import { runExport } from '../../../src/cli/eval/export';
import { InputError, UsageError } from '../../../src/cli/shared/commandLine';
import type { CommandLine } from '../../../src/cli/shared/commandLine';
import type { Cell } from '../../../src/core/evals/results';
import { headerOf } from '../../../src/core/evals/run/runHeader';
import { passedCell, failedCell } from '../../support/cellKinds';
import { guideWith } from '../../support/fieldGuides';
import { useTempFolder } from '../../support/tempFolder';

async function ran(
  command: typeof runEvalCompare,
  args: readonly string[],
  isTerminal = false,
): Promise<{ code: number; output: string }> {
  const output: string[] = [];
  const never = (): never => assert.fail('nothing is asked');
  const console = { readStandardInput: never, print: (line: string) => output.push(line), printError: never };
  const caller = { ...{ environment: {}, fetch: never, readOwn: never, script: never }, write: never, isTerminal };
  const commandLine: CommandLine = { console, guide: guideWith({}), caller: { ...caller, untilCancelled: never } };
  return { code: await command(args, commandLine), output: output.join('\n') };
}

describe('the results of runs on the command line', () => {
  const temp = useTempFolder();
  const kept = (name: string, cells: readonly Cell[]): string =>
    temp.write(
      name,
      [headerOf({ id: name, created: 0, suite: '' }), ...cells].map((line) => JSON.stringify(line)).join('\n'),
    );

  it('command no terminal as JSON', async () => {
    const file = kept('marks.eval.jsonl', [passedCell({ output: 'a\u009b31m\u202eb' })]);
    const { output } = await ran(runEvalCompare, ['--json', '-', file, file]);
    assert.doesNotMatch(output, /[\u009b\u202e]/);
    assert.match(output, /a\\u009b31m\\u202eb/);
  });

  it('command no terminal in other forms, and are as they are for a program', async () => {
    const file = kept('marks.eval.jsonl', [passedCell({ output: 'a\u001b[31m\u202eb' })]);
    for (const form of ['--csv', '--promptfoo']) {
      const { output } = await ran(runExport, [form, '-', file], true);
      assert.doesNotMatch(output, /[\u001b\u202e]/, form);
      assert.match(output, /a\\u001b\[31m/, form);
    }
    assert.match((await ran(runExport, ['--csv', '-', file])).output, /a\u001b\[31m\u202eb/);
  });

  it('are refused in words where a newer version wrote them', async () => {
    const cells = [passedCell()];
    const header = { ...headerOf({ id: 'a', created: 0, suite: '' }), version: 2 };
    const file = temp.write('newer.eval.jsonl', [header, ...cells].map((line) => JSON.stringify(line)).join('\n'));
    const isNewer = (error: unknown): boolean =>
      error instanceof InputError && /newer\.eval\.jsonl: a newer version .* wrote it/.test(error.message);
    await assert.rejects(ran(runExport, [file, '--csv', '-']), isNewer);
    await assert.rejects(ran(runEvalCompare, [kept('a.eval.jsonl', cells), file]), isNewer);
  });

  it('are refused where they have what no run writes', async () => {
    const headed = (created: number): string => JSON.stringify(headerOf({ id: 'a', created, suite: '' }));
    const late = temp.write('late.eval.jsonl', `${headed(8.64e18)}\n`);
    await assert.rejects(ran(runExport, [late, '--promptfoo', '-']), InputError);
    const line = JSON.stringify(passedCell()).replace(/"latencyMs":[^,}]*/, '"latencyMs":1e999');
    const endless = temp.write('endless.eval.jsonl', `${headed(0)}\n${line}\n`);
    assert.doesNotMatch((await ran(runExport, [endless, '--junit', '-'])).output, /Infinity/);
  });

  it('are compared: 1 where an answer got worse, which is said', async () => {
    const [good, bad] = [kept('good.eval.jsonl', [passedCell()]), kept('bad.eval.jsonl', [failedCell('It is not.')])];
    assert.deepEqual(await ran(runEvalCompare, [good, bad]), {
      code: 1,
      output:
        'WORSE test 1 (city=Paris) | Say {{city}} | openai:chat:gpt-4o: passed (score 1), now failed (score 0). contains: It is not.\n' +
        '1 of 1 got worse. 1 worse, 0 better, 0 the same, 0 new, 0 gone.',
    });
    assert.equal((await ran(runEvalCompare, [bad, good])).code, 0);
    const json = await ran(runEvalCompare, ['--json', '-', good, bad]);
    const { schema, counts, cells } = JSON.parse(json.output) as { schema: number; counts: object; cells: object[] };
    assert.deepEqual([json.code, schema, counts], [1, 1, { worse: 1, better: 0, same: 0, new: 0, gone: 0 }]);
    assert.deepEqual(cells, [{ change: 'worse', before: passedCell(), after: failedCell('It is not.') }]);
  });

  it('are written in other forms', async () => {
    const [file, out] = [kept('run.eval.jsonl', [passedCell()]), temp.write('out.xml', '')];
    const { code, output } = await ran(runExport, ['--csv', '-', '--junit', out, file]);
    assert.deepEqual([code, output.split('\n').length], [0, 2]);
    assert.match(readFileSync(out, 'utf8'), /<testsuites name=.* tests="1" failures="0"/u);
  });

  it('have to be results', async () => {
    const other = temp.write('other.json', '[]');
    await assert.rejects(ran(runEvalCompare, [other, other]), InputError);
    await assert.rejects(ran(runEvalCompare, ['none.json', other]), InputError);
    await assert.rejects(ran(runEvalCompare, [other]), UsageError);
    await assert.rejects(ran(runExport, [other]), UsageError);
    await assert.rejects(ran(runExport, ['--csv', '-', '--junit', '-', other]), UsageError);
  });
});
