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

interface Field {
  readonly label: string;
  readonly theirs: (live: LiveModel) => string | undefined;
  readonly ours: (model: Model) => string | undefined;
}

const field = <T extends number | string>(
  label: string,
  theirs: (live: LiveModel) => T | undefined,
  ours: (model: Model) => T | undefined,
  words: (value: T) => string,
): Field => {
  const said = (value: T | undefined): string | undefined => (value === undefined ? undefined : words(value));
  return { label, theirs: (live) => said(theirs(live)), ours: (model) => said(ours(model)) };
};

const fields: readonly Field[] = [
  field(
    'Context window',
    (live) => live.contextWindow,
    (model) => model.contextWindow,
    tokens,
  ),
  field(
    'Max output',
    (live) => live.maxOutput,
    (model) => model.maxOutput,
    tokens,
  ),
  field(
    'Input price',
    (live) => live.input,
    ({ price }) => price?.input,
    perMillion,
  ),
  field(
    'Cached input price',
    (live) => live.cachedInput,
    ({ price }) => price?.cachedInput,
    perMillion,
  ),
  field(
    'Output price',
    (live) => live.output,
    ({ price }) => price?.output,
    perMillion,
  ),
  field(
    'Released',
    (live) => live.released,
    ({ released }) => released,
    String,
  ),
  field(
    'Knowledge cutoff',
    (live) => live.knowledgeCutoff,
    ({ knowledgeCutoff }) => knowledgeCutoff,
    String,
  ),
];

/** A month and a day of it say the same; no figure can begin another one and mean it, for each ends with its unit. */
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
  if (!model) {
    const facts = fields.flatMap(({ label, theirs }): LiveFact[] => {
      const value = theirs(live);
      return value === undefined ? [] : [{ label, value }];
    });
    return [{ live, facts: live.deprecated ? [...facts, { label: 'Status', value: 'deprecated' }] : facts }];
  }
  const facts = fields.flatMap(({ label, theirs, ours }): LiveFact[] => {
    const [value, own] = [theirs(live), ours(model)];
    if (value === undefined || (own !== undefined && isSame(own, value))) return [];
    return [{ label, value, ours: own ?? 'unknown' }];
  });
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
