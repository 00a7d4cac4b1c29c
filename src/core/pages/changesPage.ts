import { formatDay } from '../base/day';
import type { Day } from '../base/day';
import { escapeMarkdown } from '../base/markdown';
import { formatCount, formatRate } from '../base/numbers';
import type { Catalog } from '../catalog/catalog';
import { statusText } from '../catalog/dated';
import type { Say, Saying } from '../base/say';
import type { CatalogChange } from '../catalog/snapshot';
import { modelLink } from './familyPage';
import { markdownPage } from './page';
import type { Page } from './page';

const title = 'What changed since you last looked';

/** The headings, in the order in which they matter to a reader: what breaks comes first. */
const groups = [
  { heading: 'Retired', of: (change) => change.kind === 'status' && change.to === 'retired' },
  { heading: 'Deprecated, or with another end', of: (change) => change.kind === 'end' || isDeprecated(change) },
  { heading: 'New', of: ({ kind }) => kind === 'new' },
  { heading: 'Prices', of: ({ kind }) => kind === 'price' },
  { heading: 'Status', of: ({ kind }) => kind === 'status' },
  { heading: 'Context windows', of: ({ kind }) => kind === 'window' },
] as const satisfies readonly { heading: string; of: (change: CatalogChange) => boolean }[];

const isDeprecated = (change: CatalogChange): boolean => change.kind === 'status' && change.to === 'deprecated';

/** Makes the page of changes since `since`, each with its day if known. Without `since`, this is the first visit. */
export function changesPage(
  changes: readonly CatalogChange[],
  since: Day | undefined,
  catalog: Catalog,
  say: Say,
): Page {
  const text = since === undefined ? firstTime(say) : intro(changes.length, since, catalog.day, say);
  const left = new Set(changes);
  const sections = groups.flatMap(({ heading, of }) => {
    // Each change is listed once, under the first heading that fits.
    const own = [...left].filter(of).sort(latestFirst);
    own.forEach((change) => left.delete(change));
    return own.length === 0
      ? []
      : [[`## ${heading}`, own.map((each) => lineOf(each, catalog)).join('\n')].join('\n\n')];
  });
  return markdownPage(title, [`# ${title}`, text, ...sections].join('\n\n'));
}

const firstTime: Saying = (say) =>
  say(
    'This is your first visit. From now on, this page shows what has changed since: new models, retirements, statuses and prices.',
  );

function intro(count: number, since: Day, today: Day, say: Say): string {
  const between =
    since === today
      ? say('since {0}', formatDay(since))
      : say('between {0} and {1}', formatDay(since), formatDay(today));
  if (count === 0) return say('Nothing has changed in the catalog {0}.', between);
  return say(
    '{0} in the catalog {1}. Some take effect on a certain day, others come with a new version of the extension.',
    count === 1 ? say('One change') : say('{0} changes', count),
    between,
  );
}

/** Sorts changes with a day of their own, the latest first, before those that came with a version. */
const latestFirst = (a: CatalogChange, b: CatalogChange): number => (b.on ?? '').localeCompare(a.on ?? '', 'en');

const lineOf = (change: CatalogChange, catalog: Catalog): string =>
  `- ${modelLink(change.model)}: ${escapeMarkdown(whatOf(change, catalog))}`;

function whatOf(change: CatalogChange, { day, family }: Pick<Catalog, 'day' | 'family'>): string {
  const { model } = change;
  const on = (words: string): string => (change.on === undefined ? '' : `, ${words} ${formatDay(change.on)}`);
  switch (change.kind) {
    case 'new':
      return `by ${family(model.family)?.maker ?? model.family}${on('released')}; ${statusText(model, day)}`;
    case 'status':
      // The status of a retired model already names the day.
      return `was ${change.from}, now ${statusText(model, day)}${change.to === 'retired' ? '' : on('announced')}`;
    case 'end':
      return `${endWords(change.from, change.to)}${on('announced')}`;
    case 'price':
      return `${ratesText(change.from)} before, now ${ratesText(change.to)} per million tokens${on('since')}`;
    case 'window':
      return `window of ${windowText(change.from)} before, now ${windowText(change.to)}`;
  }
}

function endWords(from: Day | undefined, to: Day | undefined): string {
  if (to === undefined) return 'its end is no longer announced';
  return from === undefined ? `its end is ${formatDay(to)}` : `its end is ${formatDay(to)}, and was ${formatDay(from)}`;
}

const ratesText = (rates: readonly [number, number] | undefined): string =>
  rates ? `${formatRate(rates[0])} in, ${formatRate(rates[1])} out` : 'unknown';

const windowText = (tokens: number | undefined): string =>
  tokens === undefined ? 'unknown' : `${formatCount(tokens)} tokens`;
