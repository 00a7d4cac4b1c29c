import * as v from 'valibot';
import type { Page } from 'playwright-core';

// From a trace of the browser: what the page's main thread did, in time of the processor. By the clock it would hold what
// other processes took.

const event = v.object({
  name: v.string(),
  pid: v.number(),
  tid: v.number(),
  /** Microseconds of the processor. */
  tdur: v.optional(v.number()),
  args: v.optional(v.looseObject({ name: v.optional(v.unknown()) })),
});
const traced = v.object({ traceEvents: v.array(v.unknown()) });

/** What runs between two turns of the event loop. */
const taskName = 'RunTask';
const mark = 'the page that is traced';

/** Does `action`. @returns ms of the processor that each task of the page's main thread took meanwhile. */
export async function tasksDuring(page: Page, action: () => Promise<void>): Promise<number[]> {
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
  return events.flatMap(({ name, pid, tid, tdur }) =>
    name === taskName && pid === ours.pid && tid === ours.tid && tdur !== undefined ? [tdur / 1_000] : [],
  );
}
