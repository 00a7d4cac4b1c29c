import assert from 'node:assert/strict';
import path from 'node:path';
import type { Cell } from '../../../../../src/core/evals/results';
import { SuiteIsRunError, openRun, resultNames } from '../../../../../src/core/evals/run/openRun';
import { readRun } from '../../../../../src/core/evals/run/runFile';
import { keyOf } from '../../../../../src/core/evals/run/plan';
import { host } from '../../../../../src/host/node/host';
import { evalCell } from '../../../../support/evalCells';
import { useTempFolder } from '../../../../support/tempFolder';

describe('the files of a run', () => {
  const temp = useTempFolder();
  const config = (): string => path.join(temp.path, 'a.eval.yaml');
  const open = (more: Partial<Parameters<typeof openRun>[1]> = {}) =>
    openRun(host, {
      ...{ config: config(), suite: 'a.eval.yaml', folder: path.join(temp.path, 'kept'), useCache: false },
      ...more,
    });
  const cellsIn = async (file: string): Promise<Cell[]> => [
    ...((await readRun(host.files, file))?.cells.values() ?? []),
  ];
  const [first, second, changed] = [
    evalCell(),
    evalCell({ test: 1 }),
    evalCell({ test: 0, output: 'Other.', pass: false }),
  ];

  it('are named after the config', () => {
    assert.equal(resultNames('x/promptfooconfig.yaml').own, 'x/promptfooconfig.eval.jsonl');
    assert.equal(resultNames('x.y/a.eval.yml').before, 'x.y/a.before.eval.jsonl');
  });

  it('are open once at a time', async () => {
    const opened = await open();
    await assert.rejects(open(), SuiteIsRunError);
    await opened.close();
    await (await open()).close();
  });

  it('take nothing more from a run whose lock was taken over while its machine slept', async () => {
    const one = await open();
    await one.file.asking('a');
    const later = { ...host, now: () => host.now() + 120_000 };
    const two = await openRun(Object.assign(Object.create(host) as typeof host, later), {
      ...{ config: config(), suite: 'a.eval.yaml', folder: path.join(temp.path, 'kept'), useCache: false },
    });
    await assert.rejects(one.file.asking('b'), SuiteIsRunError);
    await two.file.asking('c');
    await Promise.all([one.close(), two.close()]);
  });

  it('keep the run before under another name', async () => {
    const { own, before } = resultNames(config());
    const one = await open();
    await one.file.finish([first]);
    await one.close();
    const two = await open();
    await two.file.finish([changed]);
    await two.close();
    assert.deepEqual(await cellsIn(before), [first]);
    assert.deepEqual(await cellsIn(own), [changed]);
  });

  it('keep the cells that a run of a part does not ask, in their order', async () => {
    const { own } = resultNames(config());
    const one = await open();
    await one.file.finish([first, second]);
    await one.close();
    const two = await open({ keeps: (cell) => keyOf(cell) !== keyOf(first) });
    await two.file.finish([changed]);
    await two.close();
    assert.deepEqual(await cellsIn(own), [changed, second]);
  });

  it('go on with a run that was broken off, or say that there is one', async () => {
    const one = await open();
    await one.file.record(first);
    await one.file.asking(keyOf(second));
    await one.close();
    const two = await open({ goesOn: true });
    assert.deepEqual([...(two.recorded?.cells.values() ?? [])], [first]);
    assert.equal(two.isAfterBreak, false);
    await two.close();
    const three = await open();
    assert.equal(three.recorded, undefined);
    assert.equal(three.isAfterBreak, true);
    await three.close();
  });
});
