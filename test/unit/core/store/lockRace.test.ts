import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const rounds = 50;

describe('two processes that want the lock of a session at the same time', () => {
  let folder: string;
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lock-race-'));
    const script = path.join(import.meta.dirname, '../../../support/lockRace/child.ts');
    children = [0, 1].map(() => fork(script, { execArgv: ['--import', 'tsx'] }));
    await Promise.all(children.map((child) => once(child, 'message')));
  });
  afterEach(async () => {
    for (const child of children) child.kill();
    await rm(folder, { recursive: true });
  });

  for (const [what, leave] of [
    ['nobody has', () => Promise.resolve()],
    ['was left behind and is stale', (lock: string) => leaveStale(lock)],
    ['was let go', (lock: string) => writeFile(`${lock}.free`, '')],
  ] as const) {
    it(`that ${what}: exactly one gets it, ${rounds} times`, async () => {
      for (let round = 0; round < rounds; round += 1) {
        const session = path.join(folder, String(round));
        await mkdir(session);
        await leave(path.join(session, 'lock.4'));
        const answers = Promise.all(children.map((child) => once(child, 'message')));
        for (const child of children) child.send({ folder: session, at: Date.now() + 3 });
        const said = (await answers).map(([answer]) => answer as { isMine?: boolean });
        assert.deepEqual(
          said.map(({ isMine }) => isMine).sort(),
          [false, true],
          `round ${round}: ${JSON.stringify(said)}`,
        );
      }
    });
  }
});

async function leaveStale(lock: string): Promise<void> {
  await writeFile(lock, JSON.stringify({ process: 'nobody' }));
  const minuteAgo = Date.now() / 1000 - 60;
  await utimes(lock, minuteAgo, minuteAgo);
}
