import * as v from 'valibot';
import type { Page } from 'playwright-core';

// From a trace of the browser: what the page's main thread did, in time of the processor. By the clock it would hold what
// other processes took.

const event = v.object({
  name: v.string(),
  pid: v.number(),
  tid: v.number(),
  /** Microseconds by the clock: when it began and how long it took. */
  ts: v.number(),
  dur: v.optional(v.number()),
  /** Microseconds of the processor. */
  tdur: v.optional(v.number()),
  args: v.optional(v.looseObject({ name: v.optional(v.unknown()) })),
});
const traced = v.object({ traceEvents: v.array(v.unknown()) });

/** What runs between two turns of the event loop. */
const taskName = 'RunTask';
const mark = 'the page that is traced';

/** What a task does for its frame before it paints. */
const frameNames = ['FireAnimationFrame', 'UpdateLayoutTree', 'Layout'];

export interface Task {
  /** ms of the processor, all in all. */
  readonly all: number;
  /** ms of the processor for scripts of a frame, styles and layout. */
  readonly frame: number;
}

/** Does `action`. @returns the tasks of the page's main thread meanwhile. */
export async function tasksDuring(page: Page, action: () => Promise<void>): Promise<Task[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  });
  await page.evaluate((name) => void performance.mark(name), mark);
  await action();
  const { traceEvents } = v.parse(traced, JSON.parse((await browser.stopTracing()).toString('utf8')));
  const events = traceEvents.flatMap((each) => {
    const parsed = v.safeParse(event, each);
    return parsed.success ? [parsed.output] : [];
  });
  const ours = events.find(({ name }) => name === mark);
  if (!ours) throw new Error('The trace does not hold the page.');
  const timed = events.flatMap((each) => {
    const { name, pid, tid, ts, dur, tdur } = each;
    const isOurs = pid === ours.pid && tid === ours.tid && dur !== undefined && tdur !== undefined;
    return isOurs ? [{ name, from: ts, to: ts + dur, ms: tdur / 1_000 }] : [];
  });
  const parts = outermost(timed.filter(({ name }) => frameNames.includes(name)));
  return timed
    .filter(({ name }) => name === taskName)
    .map(({ from, to, ms }) => {
      const inside = parts.filter((part) => part.from >= from && part.to <= to);
      return { all: ms, frame: inside.reduce((sum, part) => sum + part.ms, 0) };
    });
}

interface Timed {
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

/** Those that are in no other: a layout that a script asks for is the script's. */
function outermost(events: readonly Timed[]): Timed[] {
  let end = -Infinity;
  return events
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ to }) => {
      if (to <= end) return false;
      end = to;
      return true;
    });
}
