import assert from 'node:assert/strict';
import { readRun } from '../../../../../src/core/evals/run/runFile';
import type { Files } from '../../../../../src/core/files/files';
import { MemoryFiles } from '../../../../fakes/memoryFiles';
import { run, suiteOf } from '../../../../support/evalCrash/run';
import { randomFrom } from '../../../../support/storeCrash/numbers';

const path = '/suite.eval.jsonl';
const atOnce = 8;
const cells = 200;

/** Files of a process that ends after so many writes, perhaps in the middle of the last. Nothing resolves from there on. */
function mortal(files: MemoryFiles, writes: number, isTorn: boolean): { files: Files; died: Promise<'died'> } {
  let left = writes;
  let die = (): void => undefined;
  const died = new Promise<'died'>((resolve) => (die = () => resolve('died')));
  const never = new Promise<never>(() => undefined);
  const append: Files['append'] = async (file, bytes) => {
    if (left-- > 0) return files.append(file, bytes);
    if (left === -1 && isTorn) await files.append(file, bytes.subarray(0, bytes.length / 2));
    die();
    return never;
  };
  const writeWhole: Files['writeWhole'] = (...whole) => (left < 0 ? never : files.writeWhole(...whole));
  return { died, files: new Proxy(files, { get: (target, name) => overridden(target, name, { append, writeWhole }) }) };
}

function overridden(files: MemoryFiles, name: string | symbol, own: Partial<Files>): unknown {
  const method: unknown = Reflect.get(own, name) ?? Reflect.get(files, name);
  return typeof method === 'function' ? method.bind(files) : method;
}

describe('a run that is killed again and again', () => {
  it('never asks a recorded cell again, and tells those of which nobody knows', async () => {
    const random = randomFrom(7);
    const disk = new MemoryFiles();
    const suite = suiteOf(cells);
    const asked = new Map<string, number>();
    let recorded = new Set<string>();
    const kept = new Set<string>();
    let most = 0;
    const ask = async (n: string): Promise<string> => {
      assert.ok(!recorded.has(n), `${n} is recorded, and is asked again`);
      asked.set(n, (asked.get(n) ?? 0) + 1);
      for (let turn = random(20); turn > 0; turn--) await Promise.resolve();
      return `answer ${n}`;
    };
    for (let kill = 0; kill < 25; kill++) {
      const { files, died } = mortal(disk, random(6), kill % 2 === 0);
      await Promise.race([run(suite, files, path, ask, (n) => kept.add(n)), died]);
      const left = await readRun(disk, path);
      const now = new Set([...(left?.cells.values() ?? [])].map(({ vars }) => String(vars['n'])));
      assert.ok(
        [...kept].every((n) => now.has(n)),
        'what was kept is gone',
      );
      assert.ok(
        [...now].every((n) => (asked.get(n) ?? 0) > 0),
        'an answer was invented',
      );
      recorded = now;
      most += left?.unanswered.size ?? 0;
      assert.ok((left?.unanswered.size ?? 0) <= atOnce);
    }
    const { cells: found, stats } = await run(suite, disk, path, ask);
    assert.deepEqual(
      found.map(({ output }) => output),
      suite.tests.map(({ index }) => `answer ${index}`),
    );
    const again = [...asked.values()].reduce((sum, times) => sum + times, 0) - cells;
    assert.ok(again <= most, `${again} were asked again, and ${most} were told`);
    assert.ok(stats.askedAgain <= atOnce);
    assert.equal(new TextDecoder().decode(disk.files.get(path)?.bytes).trimEnd().split('\n').length, cells + 1);
  });
});
