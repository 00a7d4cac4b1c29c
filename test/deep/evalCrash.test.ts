import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRun } from '../../src/core/evals/run/runFile';
import { nodeFiles } from '../../src/host/node/nodeFiles';
import { randomFrom } from '../support/storeCrash/numbers';

const [cells, kills, atOnce] = [10_000, 50, 8];

describe('a run of 10,000 cells that is killed 50 times', () => {
  const asked = new Map<string, number>();
  let recorded = new Set<string>();
  let wrong: string | undefined;
  const server = createServer((request, response) => {
    const n = (request.url ?? '').slice(1);
    if (recorded.has(n)) wrong = n;
    asked.set(n, (asked.get(n) ?? 0) + 1);
    setTimeout(() => response.end(`answer ${n}`), Number(n) % 5);
  });
  before((done) => void server.listen(0, '127.0.0.1', done));
  after((done) => void server.close(done));

  /**
   * Returns the lines that a run printed until it was killed, `afterMs` ms after its first output. Where that is `undefined`,
   * the run is not killed, and all of its lines are returned.
   */
  async function told(file: string, afterMs: number | undefined): Promise<string[]> {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const script = path.join(import.meta.dirname, '../support/evalCrash/child.ts');
    const args = ['--import', 'tsx', script, file, String(cells), url];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output === '' && afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), afterMs);
      output += text;
    });
    await new Promise((resolve) => child.on('close', resolve));
    return output.split('\n').slice(0, -1);
  }

  it('asks no recorded cell again, and of the others at most those that were under way', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'eval-crash-'));
    const file = path.join(folder, 'run.eval.jsonl');
    const random = randomFrom(3);
    let most = 0;
    try {
      for (let kill = 0; kill < kills; kill++) {
        const lines = await told(file, 50 + random(700));
        const left = await readRun(nodeFiles, file);
        recorded = new Set([...(left?.cells.values() ?? [])].map(({ vars }) => String(vars['n'])));
        const kept = lines.flatMap((line) => (line.startsWith('kept ') ? [line.slice(5)] : []));
        assert.deepEqual(
          kept.filter((n) => !recorded.has(n)),
          [],
          `kill ${kill}: what was kept is gone`,
        );
        assert.ok((left?.unanswered.size ?? 0) <= atOnce, `kill ${kill}: ${left?.unanswered.size ?? 0} are open`);
        most += left?.unanswered.size ?? 0;
      }
      const lines = await told(file, undefined);
      assert.match(lines.at(-1) ?? '', /^done [0-8]$/);
      const whole = await readRun(nodeFiles, file);
      assert.equal(whole?.cells.size, cells);
      const again = [...asked.values()].reduce((sum, times) => sum + times, 0) - cells;
      console.log(
        `      ${recorded.size} were recorded after the last kill; ${again} of ${cells} were asked again, ${most} were told`,
      );
      assert.ok(again <= most);
      assert.equal(wrong, undefined, `${wrong} was recorded, and was asked again`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }).timeout(30 * 60_000);
});
