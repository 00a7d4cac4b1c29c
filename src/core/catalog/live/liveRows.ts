import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { dayOf, formatDay } from '../../base/day';
import { formatCount, formatRate } from '../../base/numbers';
import type { Catalog } from '../catalog';
import type { Model } from '../catalogTable';
import type { LiveCatalog, LiveModel } from './liveCatalog';

/** A figure of models.dev. `ours`: what our entry has instead. */
export interface LiveFact {
  readonly label: string;
  readonly value: string;
  readonly ours?: string;
}

/** A model of models.dev that is worth a row: one that we have otherwise, or do not have at all. */
export interface LiveRow {
  readonly live: LiveModel;
  /** Our entry. */
  readonly model?: Model;
  /** What differs; of a model that we do not have all that they say. */
  readonly facts: readonly LiveFact[];
}

/** `27 November 2026`. */
export const dayRead = ({ read }: LiveCatalog): string => formatDay(dayOf(new Date(read)));

const tokens = (count: number): string => `${formatCount(count)} tokens`;
const perMillion = (usd: number): string => `${formatRate(usd)} per million tokens`;

const numbers = [
  ['contextWindow', 'Context window', tokens],
  ['maxOutput', 'Max output', tokens],
  ['input', 'Input price', perMillion],
  ['cachedInput', 'Cached input price', perMillion],
  ['output', 'Output price', perMillion],
] as const;
const dates = [
  ['released', 'Released'],
  ['knowledgeCutoff', 'Knowledge cutoff'],
] as const;

type Figure = (typeof numbers)[number][0] | (typeof dates)[number][0];
type Figures = { readonly [Name in Figure]?: LiveModel[Name] | undefined };

const ourFigures = ({ contextWindow, maxOutput, price, released, knowledgeCutoff }: Model): Figures => ({
  ...{ contextWindow, maxOutput, released, knowledgeCutoff },
  ...{ input: price?.input, cachedInput: price?.cachedInput, output: price?.output },
});

/** What they say otherwise; all that they say where we have no such model. */
function factsOf(theirs: Figures, ours: Figures | undefined): LiveFact[] {
  const fact = <T>(label: string, value: T, own: T | undefined, words: (value: T) => string): LiveFact => ({
    ...{ label, value: words(value) },
    ...(ours && { ours: own === undefined ? 'unknown' : words(own) }),
  });
  return [
    ...numbers.flatMap(([name, label, words]) => {
      const [value, own] = [theirs[name], ours?.[name]];
      return value === undefined || value === own ? [] : [fact(label, value, own, words)];
    }),
    ...dates.flatMap(([name, label]) => {
      const [value, own] = [theirs[name], ours?.[name]];
      return value === undefined || (own !== undefined && isSame(own, value))
        ? []
        : [fact(label, value, own, formatDay)];
    }),
  ];
}

/** A month and a day of it say the same. */
const isSame = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** The rows of a family, the newest first. */
export function liveRows(live: LiveCatalog, catalog: Catalog, familyId: string): LiveRow[] {
  return live.models
    .filter(({ family }) => family === familyId)
    .flatMap((each) => rowOf(each, catalog))
    .sort((a, b) => Number(a.model === undefined) - Number(b.model === undefined) || newer(a, b));
}

const newer = (a: LiveRow, b: LiveRow): number => (b.live.released ?? '').localeCompare(a.live.released ?? '', 'en');

function rowOf(live: LiveModel, catalog: Catalog): LiveRow[] {
  const model = catalog.findModel(live.id);
  const facts = factsOf(live, model && ourFigures(model));
  if (!model) return [{ live, facts: live.deprecated ? [...facts, { label: 'Status', value: 'deprecated' }] : facts }];
  const ends = live.deprecated && ['current', 'preview', 'legacy'].includes(model.status);
  if (ends) facts.push({ label: 'Status', value: 'deprecated', ours: model.status });
  return facts.length === 0 ? [] : [{ live, model, facts }];
}

/** The part of a family's page; nothing where they say what we say. */
export function liveMarkdown(live: LiveCatalog, catalog: Catalog, familyId: string): string | undefined {
  const rows = liveRows(live, catalog, familyId);
  if (rows.length === 0) return undefined;
  const items = rows.map(({ live: each, model, facts }) => {
    const about = facts.map(({ label, value, ours }) =>
      escapeMarkdown(ours === undefined ? `${label}: ${value}` : `${label}: ${value} (here: ${ours})`),
    );
    const name = `**${escapeMarkdown(each.name)}** ${codeSpan(each.id)}${model ? '' : ', not here'}`;
    return `- ${[name, ...about].join('; ')}`;
  });
  return [
    '## Live from models.dev',
    `models.dev, read on ${dayRead(live)}: what it says otherwise, or of models that are not here. Nobody here has checked it, and nothing else in AI Field Guide uses it.`,
    items.join('\n'),
  ].join('\n\n');
}
