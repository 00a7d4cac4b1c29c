import type { Browser, Page } from 'playwright-core';

/** A task of the page's thread, in milliseconds. `cpu` is what it ran: on a busy machine it waits for the processor too. */
interface Task {
  readonly wall: number;
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the page's thread did while `action` ran, from the browser's own tracing. */
export async function tasksDuring<T>(
  browser: Browser,
  page: Page,
  action: () => Promise<T>,
): Promise<{ result: T; tasks: Task[] }> {
  await browser.startTracing(page, { categories: ['__metadata', 'disabled-by-default-devtools.timeline'] });
  const result = await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return { result, tasks: tasksIn(traceEvents) };
}

/** The busiest of the threads that draw pages is that of our page: the browser keeps a spare one. */
function tasksIn(events: readonly TraceEvent[]): Task[] {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const busy = threads.map(({ pid, tid }) =>
    events
      .filter((event) => event.name === 'RunTask' && event.ph === 'X' && event.pid === pid && event.tid === tid)
      .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1_000, cpu: tdur / 1_000 })),
  );
  return busy.reduce((most, tasks) => (cpuOf(tasks) > cpuOf(most) ? tasks : most), []);
}

export const cpuOf = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

/** Tasks over 50 ms, by the clock and by what they ran. */
export function longTasks(tasks: readonly Task[]): string {
  const of = (unit: keyof Task, words: string): string => {
    const all = tasks.map((task) => task[unit]);
    const long = all.filter((ms) => ms > 50).length;
    return `${long === 0 ? 'none' : long} over 50 ms ${words}, the longest ${Math.max(0, ...all).toFixed(0)} ms`;
  };
  return `tasks: ${of('wall', 'by the clock')}; ${of('cpu', 'of processor')}`;
}
