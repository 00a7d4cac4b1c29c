import { weekdays } from './priceTable';
import type { Hours, Weekday } from './priceTable';

const dayNames: Readonly<Record<Weekday, string>> = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
};

/** `01:00 to 04:00 UTC, Monday to Friday, not on Chinese public holidays`. */
export const formatHours = ({ from, until, days, except }: Hours): string =>
  [
    `${from} to ${until} UTC`,
    ...(days === undefined ? [] : [formatDays(days)]),
    ...(except === undefined ? [] : [`not on ${except.name}`]),
  ].join(', ');

/** Days in a row from Monday on as such: `Monday to Friday`, `Saturday, Sunday`. */
function formatDays(days: readonly Weekday[]): string {
  const places = days.map((day) => (weekdays.indexOf(day) + 6) % 7).sort((a, b) => a - b);
  const names = places.map((place) => dayNames[weekdays[(place + 1) % 7]!]);
  const inRow = names.length > 2 && places.every((place, i) => place === places[0]! + i);
  return inRow ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}
