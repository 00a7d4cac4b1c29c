import type { Browser, Page } from 'playwright-core';

/** A task of the page's thread, in milliseconds. `cpu` is what it ran: on a busy machine it waits for the processor too. */
interface Task {
  readonly wall: number;
  readonly cpu: number;
  /** Of `cpu` what it ran for scripts of a frame, styles and layout. 0 where frames were not asked for. */
  readonly frame: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as all times here: when it began by the clock. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Names of the events in which a task works for its frame before it paints. */
const frameNames = ['FireAnimationFrame', 'UpdateLayoutTree', 'Layout'];

/**
 * Runs `action`. Returns its result and the tasks of the page's thread meanwhile, from the browser's own tracing.
 * `withFrames` traces more, which costs a little.
 */
export async function tasksDuring<T>(
  browser: Browser,
  page: Page,
  action: () => Promise<T>,
  { withFrames = false } = {},
): Promise<{ result: T; tasks: Task[] }> {
  const categories = ['__metadata', 'disabled-by-default-devtools.timeline'];
  if (withFrames) categories.push('devtools.timeline');
  await browser.startTracing(page, { categories });
  const result = await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return { result, tasks: tasksIn(traceEvents) };
}

/** The busiest of the threads that draw pages is that of our page: the browser keeps a spare one. */
function tasksIn(events: readonly TraceEvent[]): Task[] {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const busy = threads.map(({ pid, tid }) =>
    tasksOf(events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid)),
  );
  return busy.reduce((most, tasks) => (cpuOf(tasks) > cpuOf(most) ? tasks : most), []);
}

/** Of one thread. */
function tasksOf(events: readonly TraceEvent[]): Task[] {
  const frames = outermost(events.filter(({ name }) => frameNames.includes(name)));
  return events
    .filter(({ name }) => name === 'RunTask')
    .map((task) => {
      const inside = frames.filter((frame) => frame.ts >= task.ts && endOf(frame) <= endOf(task));
      const frame = inside.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000;
      return { wall: (task.dur ?? 0) / 1_000, cpu: (task.tdur ?? 0) / 1_000, frame };
    });
}

const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur;

/** Those that are in no other: a layout that a script asks for is the script's. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = -Infinity;
  return events
    .toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a))
    .filter((event) => {
      if (endOf(event) <= end) return false;
      end = endOf(event);
      return true;
    });
}

export const cpuOf = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

/** Tasks over 50 ms, by the clock and by what they ran. */
export function longTasks(tasks: readonly Task[]): string {
  const of = (unit: 'wall' | 'cpu', words: string): string => {
    const all = tasks.map((task) => task[unit]);
    const long = all.filter((ms) => ms > 50).length;
    return `${long === 0 ? 'none' : long} over 50 ms ${words}, the longest ${Math.max(0, ...all).toFixed(0)} ms`;
  };
  return `tasks: ${of('wall', 'by the clock')}; ${of('cpu', 'of processor')}`;
}
