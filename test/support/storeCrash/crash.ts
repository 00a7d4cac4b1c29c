import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SessionStore } from '../../../src/core/store/store';
import { host } from '../../../src/host/node/host';
import { notesCodec } from '../../fakes/notesCodec';
import { numbersOf, randomFrom } from './numbers';

interface Said {
  readonly what: string;
  readonly value: string;
  readonly at: number;
}

interface CrashReport {
  readonly kills: number;
  /** Numbers that were appended and were not there after a kill, and the age of the oldest of them in ms. */
  readonly lost: number;
  readonly oldestLostMs: number;
}

interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** Between a change and its write. */
  readonly writeMs: number;
}

/**
 * Kills a window that writes, again and again at random moments, each time on the file that the last one left behind.
 * After each kill all that a flush acknowledged is there, and what is there is the beginning of what was appended.
 */
export async function crashAgainAndAgain({ kills, seed, writeMs }: CrashOptions): Promise<CrashReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'store-crash-'));
  const random = randomFrom(seed);
  let id = '';
  let lost = 0;
  let oldestLostMs = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const said = await killedWindow([folder, id, `${random(2 ** 31)}`, `${writeMs}`], 20 + random(600));
      id = said.find(({ what }) => what === 'session')?.value ?? id;
      const found = await numbersIn(folder, id);
      const where = `kill ${kill}, seed ${seed}`;
      assert.deepEqual(
        found,
        Array.from({ length: found.length }, (_, at) => at + 1),
        where,
      );
      const highest = (kind: string): number =>
        said.reduce((most, { what, value }) => (what === kind ? Math.max(most, Number(value)) : most), 0);
      assert.ok(
        found.length >= Math.max(highest('flushed'), highest('ready')),
        `${where}: acknowledged numbers are gone`,
      );
      assert.ok(found.length <= Math.max(highest('appended'), highest('ready')), `${where}: numbers were invented`);
      lost += highest('appended') - found.length;
      const firstLost = said.find(({ what, value }) => what === 'appended' && Number(value) > found.length);
      if (firstLost) oldestLostMs = Math.max(oldestLostMs, said.at(-1)!.at - firstLost.at);
    }
    return { kills, lost, oldestLostMs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The words of a window until it was killed, some ms after it was ready. */
async function killedWindow(args: readonly string[], afterMs: number): Promise<Said[]> {
  const script = path.join(import.meta.dirname, 'child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let isPlanned = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (isPlanned || !output.includes('ready')) return;
    isPlanned = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  assert.equal(signal, 'SIGKILL', errors);
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [what = '', value = '', at = ''] = line.split(' ');
      return { what, value, at: Number(at) };
    });
}

async function numbersIn(folder: string, id: string): Promise<number[]> {
  const store = new SessionStore({ host: host, codec: notesCodec, folder, workspace: undefined });
  const session = await store.open(id);
  // The one who was killed still has the lock; that its process is gone is known at once.
  assert.equal(session.access.mode, 'write');
  const numbers = numbersOf(session.state);
  await session.close();
  return numbers;
}
