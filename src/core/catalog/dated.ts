// Words for facts with a date: they were read on one day, and are true of that day.
import { daysBetween, formatDay } from '../base/day';
import type { Day } from '../base/day';
import type { Model } from './catalogTable';

/** A check is fresh for this many days: catalogs are renewed once a month. */
const freshDays = 45;

/**
 * Returns the day on which a fact was read: `24 November 2026`. A day long ago comes with its age:
 * `20 August 2026, 3 months ago`.
 */
export function checkedOn(checked: Day, today: Day): string {
  const day = formatDay(checked);
  const age = daysBetween(checked, today);
  if (age <= freshDays) return day;
  const months = Math.round(age / 30.44);
  if (months >= 24) return `${day}, ${Math.floor(months / 12)} years ago`;
  return `${day}, ${months} ${months === 1 ? 'month' : 'months'} ago`;
}

/** Returns `16 days left`, `1 day left` or `today`. */
function daysLeft(today: Day, day: Day): string {
  const days = daysBetween(today, day);
  if (days <= 0) return 'today';
  return days === 1 ? '1 day left' : `${days} days left`;
}

/**
 * Returns the status of a model on `today`, and when it changes:
 * `deprecated, retires on 11 December 2026 (16 days left)`.
 */
export function statusText({ status, life }: Model, today: Day): string {
  const retires = life?.retires;
  if (retires === undefined) return status;
  if (typeof retires !== 'string') {
    return retires.notBefore > today ? `${status}, not retired before ${formatDay(retires.notBefore)}` : status;
  }
  // A month does not tell the day.
  const isDay = retires.length === today.length;
  if (status === 'retired') return `retired ${isDay ? 'on' : 'in'} ${formatDay(retires)}`;
  return `${status}, retires ${isDay ? 'on' : 'in'} ${formatDay(retires)}${isDay ? ` (${daysLeft(today, retires)})` : ''}`;
}
