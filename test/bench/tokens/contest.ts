// One contestant in a process of its own: node --expose-gc contest.mjs NAME. Prints its figures as JSON.
import { setTimeout } from 'node:timers/promises';
import { CONTESTANTS } from './contestants';
import type { Count } from './contestants';
import { ordinaryTexts, runsOfOneClass } from './texts';

/** Megabytes of UTF-8 a second of processor time, of all threads. */
export interface Speed {
  readonly first: number;
  /** A second by the clock instead: what other threads do meanwhile, compiling for one, adds nothing. */
  readonly firstByClock: number;
  /** The median of later times. */
  readonly warm: number;
  /** The count itself, to see whether all agree. */
  readonly tokens: number;
}

export interface Figures {
  readonly loadMs: number;
  readonly heapMB: number;
  readonly externalMB: number;
  readonly speed: Readonly<Record<string, Speed>>;
  /** Milliseconds for 1,000,000 code units; measured on fewer where `isExtrapolated`. */
  readonly runs: Readonly<Record<string, { readonly ms: number; readonly isExtrapolated: boolean }>>;
}

/** Milliseconds of processor time of all threads: on a machine that does other things too, the clock says little. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const collect = (): void => {
  if (!globalThis.gc) throw new Error('Run with --expose-gc.');
  globalThis.gc();
};

async function time(count: Count, text: string): Promise<{ ms: number; clockMs: number; tokens: number }> {
  const startClock = performance.now();
  const start = now();
  const tokens = await count(text);
  return { ms: now() - start, clockMs: performance.now() - startClock, tokens };
}

/** Longer than compiling everything that a warm-up makes hot. */
const COMPILE_MS = 300;

async function measureSpeed(count: Count): Promise<Figures['speed']> {
  const texts = Object.entries(ordinaryTexts());
  for (const [, text] of texts) for (let pass = 0; pass < 3; pass++) await count(text.slice(-60_000));
  // Code of the warm-up that the JavaScript engine still compiles on other threads is not part of the first pass.
  await setTimeout(COMPILE_MS);
  const speed: Record<string, Speed> = {};
  for (const [title, text] of texts) {
    const kilobytes = Buffer.byteLength(text) / 1e3;
    const first = await time(count, text);
    const later: number[] = [];
    const end = now() + 1500;
    while (later.length < 3 || (later.length < 9 && now() < end)) later.push((await time(count, text)).ms);
    later.sort((a, b) => a - b);
    const warm = kilobytes / later[later.length >> 1]!;
    speed[title] = {
      first: kilobytes / first.ms,
      firstByClock: kilobytes / first.clockMs,
      warm,
      tokens: first.tokens,
    };
  }
  return speed;
}

const RUN_UNITS = 1_000_000;

/** Doubles the length of the run until it takes long enough, then goes on by the growth of the last doubling. */
async function measureRuns(count: Count): Promise<Figures['runs']> {
  const runs: Record<string, { ms: number; isExtrapolated: boolean }> = {};
  for (const [title, text] of Object.entries(runsOfOneClass(RUN_UNITS))) {
    let units = 5000;
    let before = Math.max(0.01, (await time(count, text.slice(0, units))).ms);
    let ms = before;
    while (ms < 600 && units < RUN_UNITS) {
      units = Math.min(RUN_UNITS, units * 2);
      before = ms;
      ms = (await time(count, text.slice(0, units))).ms;
    }
    // Between linear and quadratic: what is outside is noise.
    const growth = Math.min(4, Math.max(2, ms / before));
    const isExtrapolated = units < RUN_UNITS;
    runs[title] = { ms: isExtrapolated ? ms * growth ** Math.log2(RUN_UNITS / units) : ms, isExtrapolated };
  }
  return runs;
}

const contestant = CONTESTANTS[process.argv[2] ?? ''];
if (!contestant) throw new Error(`There is no contestant "${process.argv[2]}".`);
collect();
const before = process.memoryUsage();
const start = now();
const count = await contestant();
await count('Hello, world! 你好 123456');
const loadMs = now() - start;
const speed = await measureSpeed(count);
collect();
const after = process.memoryUsage();
const figures: Figures = {
  loadMs,
  heapMB: (after.heapUsed - before.heapUsed) / 1e6,
  externalMB: (after.external - before.external) / 1e6,
  speed,
  runs: await measureRuns(count),
};
console.log(JSON.stringify(figures));
