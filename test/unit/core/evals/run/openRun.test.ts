import assert from 'node:assert/strict';
import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Cell } from '../../../../../src/core/evals/results';
import type { NoResultsError } from '../../../../../src/core/evals/run/openRun';
import { SuiteIsRunError, openRun, resultNames } from '../../../../../src/core/evals/run/openRun';
import { readRun } from '../../../../../src/core/evals/run/runFile';
import { keyOf } from '../../../../../src/core/evals/run/plan';
import { FileError } from '../../../../../src/core/files/files';
import { host } from '../../../../../src/host/node/host';
import { evalCell } from '../../../../support/evalCells';
import { useTempFolder } from '../../../../support/tempFolder';

describe('the files of a run', () => {
  const temp = useTempFolder();
  const config = (): string => path.join(temp.path, 'a.eval.yaml');
  const open = (more: Partial<Parameters<typeof openRun>[1]> = {}, by: Partial<typeof host> = {}) =>
    openRun(Object.assign(Object.create(host) as typeof host, by), {
      ...{ config: config(), suite: 'a.eval.yaml', cacheFolder: path.join(temp.path, 'kept'), useCache: false },
      spareFolder: path.join(temp.path, 'spare'),
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

  it('are open once at a time, by whatever path, and say who has them', async function () {
    const opened = await open();
    const isRun = (error: unknown): boolean => error instanceof SuiteIsRunError && error.holder === host.process;
    await assert.rejects(open(), isRun);
    if (process.platform !== 'win32') {
      const link = `${temp.path}-link`;
      symlinkSync(temp.path, link);
      try {
        await assert.rejects(open({ config: path.join(link, 'a.eval.yml') }), isRun);
      } finally {
        unlinkSync(link);
      }
    }
    await opened.close();
    await (await open()).close();
  });

  it('are open without a cache where its folder cannot be written, still once at a time', async () => {
    const cacheFolder = path.join(temp.path, 'a-file');
    writeFileSync(cacheFolder, '');
    const opened = await open({ cacheFolder, useCache: true });
    assert.deepEqual([opened.cache, opened.cacheFault?.path.startsWith(cacheFolder)], [undefined, true]);
    await assert.rejects(open({ cacheFolder }), (error) => error instanceof SuiteIsRunError);
    await opened.close();
    const second = await open({ cacheFolder });
    assert.equal(second.cacheFault, undefined);
    await second.close();
    await assert.rejects(open({ cacheFolder, spareFolder: cacheFolder }), FileError);
  });

  it('are had from a process that has died with them', async () => {
    await open({}, { process: `999999999@${hostname()}` });
    await (await open()).close();
    const elsewhere = await open({}, { process: '1@another-machine' });
    await assert.rejects(open(), ({ holder }: SuiteIsRunError) => holder === '1@another-machine');
    await elsewhere.close();
  });

  it('stay as they are until there is something to write', async () => {
    const { own, before } = resultNames(config());
    const one = await open();
    await one.file.finish([first]);
    await one.close();
    await (await open()).close();
    assert.deepEqual([await cellsIn(own), await cellsIn(before)], [[first], []]);
  });

  it('are not begun in the place of some that are to be gone on with', async () => {
    const resume = path.join(temp.path, 'b.eval.jsonl');
    await assert.rejects(open({ resume }), ({ isMissing }: NoResultsError) => isMissing);
    await host.files.writeWhole(resume, [new TextEncoder().encode('# Notes\n')]);
    await assert.rejects(open({ resume }), ({ isMissing }: NoResultsError) => !isMissing);
    await (await open()).close();
  });

  it('take nothing more from a run whose lock was taken over while its machine slept', async () => {
    const { own, before } = resultNames(config());
    const one = await open();
    await one.file.asking('a');
    const [now, other] = [() => host.now() + 120_000, `${process.ppid}@${hostname()}`];
    const two = await open({}, { now, process: other });
    await two.file.asking('c');
    await two.file.finish([second]);
    for (const late of [
      () => one.file.asking('b'),
      () => one.file.record(first),
      () => one.file.end('cancelled'),
      () => one.file.finish([first]),
    ])
      await assert.rejects(late, ({ holder }: SuiteIsRunError) => holder === other);
    assert.deepEqual([await cellsIn(own), await cellsIn(before)], [[second], []]);
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

  it('have long answers that are not kept in memory, in the order of the plan, and none that somebody has moved', async () => {
    const { own } = resultNames(config());
    const long = [0, 1, 2].map((test) => evalCell({ test, output: `${test} ${'wört\n'.repeat(1_000)}` }));
    const one = await open();
    const heads = await Promise.all([long[2]!, first, long[1]!, long[0]!].map((cell) => one.file.record(cell)));
    assert.deepEqual(
      heads.map(({ output }) => output),
      ['', first.output, '', ''],
    );
    await one.file.finish([heads[0]!, heads[2]!, heads[3]!]);
    assert.deepEqual(await cellsIn(own), long);
    const head = await one.file.record(long[0]!);
    await host.files.writeWhole(own, [new TextEncoder().encode('x'.repeat(100_000))]);
    await assert.rejects(one.file.finish([head]), FileError);
    await one.close();
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

  it('have their columns in the order of the plan, whichever part was asked last', async () => {
    const { own } = resultNames(config());
    const [prompt, repeat] = ['Answer {{question}}', 1];
    const planned = { cells: 4, columns: ['first', 'second'].map((provider) => ({ prompt, provider })) };
    const all = [{}, { repeat }].flatMap((more) => planned.columns.map((column) => evalCell({ ...column, ...more })));
    const one = await open({ planned });
    await one.file.finish(all);
    await one.close();
    const [asked, ...others] = all.map(keyOf);
    const two = await open({ planned, keeps: (cell) => others.includes(keyOf(cell)) });
    await two.file.finish(all.filter((cell) => keyOf(cell) === asked));
    await two.close();
    assert.deepEqual((await cellsIn(own)).map(keyOf), [asked, ...others]);
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
