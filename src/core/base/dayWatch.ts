import { dayOf } from './day';
import type { Day } from './day';

interface DayWatchHost {
  /** Returns the current time in milliseconds since 1970. */
  now(): number;
  /** Runs a function later, and returns a function that cancels it. */
  later(ms: number, run: () => void): () => void;
}

const dayMs = 86_400_000;
/**
 * The most milliseconds between two looks at the clock. A sleeping machine stops its timers, too, so once a day is not
 * enough.
 */
const maxWait = 600_000;
/** Milliseconds after midnight, for timers that are early. */
const afterMidnight = 1_000;

/** Reports each new day in UTC, as all dates of models are in UTC. Returns a function that ends the watch. */
export function watchDay(host: DayWatchHost, onNewDay: (day: Day) => void): () => void {
  let day = dayOf(new Date(host.now()));
  let stop = wait();
  return () => stop();

  function wait(): () => void {
    const untilMidnight = dayMs - (host.now() % dayMs) + afterMidnight;
    return host.later(Math.min(maxWait, untilMidnight), look);
  }

  function look(): void {
    const today = dayOf(new Date(host.now()));
    const isNew = today !== day;
    day = today;
    stop = wait();
    if (isNew) onNewDay(day);
  }
}
