import { formatDay } from '../base/day';
import type { Day } from '../base/day';
import { escapeMarkdown } from '../base/markdown';
import { formatCount, formatRate } from '../base/numbers';
import type { Catalog } from '../catalog/catalog';
import { statusText } from '../catalog/dated';
import type { Say, Saying } from '../base/say';
import type { CatalogChange } from '../catalog/snapshot';
import { modelLink } from './familyPlaces';
import { markdownPage } from './page';
import type { Page } from './page';

const titleOf: Saying = (say) => say('What changed since you last looked');

/** The headings, in the order in which they matter to a reader: what breaks comes first. */
const groups = [
  { heading: (say) => say('Retired'), of: (change) => change.kind === 'status' && change.to === 'retired' },
  {
    heading: (say) => say('Deprecated, or with another end'),
    of: (change) => change.kind === 'end' || isDeprecated(change),
  },
  { heading: (say) => say('New'), of: ({ kind }) => kind === 'new' },
  { heading: (say) => say('Prices'), of: ({ kind }) => kind === 'price' },
  { heading: (say) => say('Status'), of: ({ kind }) => kind === 'status' },
  { heading: (say) => say('Context windows'), of: ({ kind }) => kind === 'window' },
] as const satisfies readonly { heading: Saying; of: (change: CatalogChange) => boolean }[];

const isDeprecated = (change: CatalogChange): boolean => change.kind === 'status' && change.to === 'deprecated';

/** Makes the page of changes since `since`, each with its day if known. Without `since`, this is the first visit. */
export function changesPage(
  changes: readonly CatalogChange[],
  since: Day | undefined,
  catalog: Catalog,
  say: Say,
): Page {
  const title = titleOf(say);
  const text = since === undefined ? firstTime(say) : intro(changes.length, since, catalog.day, say);
  const left = new Set(changes);
  const sections = groups.flatMap(({ heading, of }) => {
    // Each change is listed once, under the first heading that fits.
    const own = [...left].filter(of).sort(latestFirst);
    own.forEach((change) => left.delete(change));
    return own.length === 0
      ? []
      : [[`## ${heading(say)}`, own.map((each) => lineOf(each, catalog, say)).join('\n')].join('\n\n')];
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

const lineOf = (change: CatalogChange, catalog: Catalog, say: Say): string =>
  `- ${modelLink(change.model)}: ${escapeMarkdown(whatOf(change, catalog, say))}`;

/** Says what has changed. The status of a model is a fact of the catalog, in English. */
function whatOf(change: CatalogChange, { day, family }: Pick<Catalog, 'day' | 'family'>, say: Say): string {
  const { model } = change;
  const on = change.on && formatDay(change.on);
  const status = statusText(model, day);
  switch (change.kind) {
    case 'new': {
      const maker = family(model.family)?.maker ?? model.family;
      return on ? say('by {0}, released {1}; {2}', maker, on, status) : say('by {0}; {1}', maker, status);
    }
    case 'status':
      // The status of a retired model already names the day.
      return on && change.to !== 'retired'
        ? say('was {0}, now {1}, announced {2}', change.from, status, on)
        : say('was {0}, now {1}', change.from, status);
    case 'end':
      return endWords(change.from, change.to, on, say);
    case 'price': {
      const [from, to] = [ratesText(change.from, say), ratesText(change.to, say)];
      return on
        ? say('{0} before, now {1} per million tokens, since {2}', from, to, on)
        : say('{0} before, now {1} per million tokens', from, to);
    }
    case 'window':
      return say('window of {0} before, now {1}', windowText(change.from, say), windowText(change.to, say));
  }
}

function endWords(from: Day | undefined, to: Day | undefined, on: string | undefined, say: Say): string {
  if (to === undefined) return say('its end is no longer announced');
  const [was, is] = [from && formatDay(from), formatDay(to)];
  if (was)
    return on
      ? say('its end is {0}, and was {1}, announced {2}', is, was, on)
      : say('its end is {0}, and was {1}', is, was);
  return on ? say('its end is {0}, announced {1}', is, on) : say('its end is {0}', is);
}

const ratesText = (rates: readonly [number, number] | undefined, say: Say): string =>
  rates ? say('{0} in, {1} out', formatRate(rates[0]), formatRate(rates[1])) : say('unknown');

const windowText = (tokens: number | undefined, say: Say): string =>
  tokens === undefined ? say('unknown') : say('{0} tokens', formatCount(tokens));
