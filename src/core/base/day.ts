import { once } from './once';

/** A day as an ISO date (`2026-12-01`), in UTC: a maker's last day is the same for all readers. */
export type Day = string;

export const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** Returns the day of a time (ms since 1970) in the user's time zone, and not in UTC, which prices use. */
export const localDayOf = (at: number): Day => dayOf(new Date(at - new Date(at).getTimezoneOffset() * 60_000));

/** The clock of this machine. */
export const systemClock = (): Date => new Date();

/** Whole days from `from` to `to`; below zero where `to` is earlier. A month counts from its first day. */
export const daysBetween = (from: Day, to: Day): number => (startOf(to) - startOf(from)) / 86_400_000;

const startOf = (day: Day): number => Date.parse(`${day.length === '2026-12'.length ? `${day}-01` : day}T00:00:00Z`);

// The first formatter loads the names of a language, for which it needs more time than all that runs at start.
const longDate = once(
  () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const longMonth = once(() => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }));

const dayOfYear = once(() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }));
const timeOfDay = once(() => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }));

/** Formats a time (ms since 1970) as `27 November 14:03`, by the clock of this machine. */
export const formatMoment = (at: number): string => `${dayOfYear().format(at)} ${timeOfDay().format(at)}`;

/** `2026-12-01` → `1 December 2026`, `2026-12` → `December 2026`. */
export const formatDay = (day: Day): string =>
  (day.length === '2026-12'.length ? longMonth : longDate)().format(startOf(day));
