import { dayOf } from './day';
import type { Day } from './day';

interface DayWatchHost {
  /** Milliseconds since 1970: the one clock. */
  now(): number;
  /** Gives what calls it off. */
  later(ms: number, run: () => void): () => void;
}

const dayMs = 86_400_000;
/** A machine that sleeps stops its timers too: it is looked at the clock more often than once a day. ms. */
const maxWait = 600_000;
/** Behind midnight, for timers that are early. ms. */
const afterMidnight = 1_000;

/** Tells each new day, in UTC, as all dates of models are. Gives what ends it. */
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
