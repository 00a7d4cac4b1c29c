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
  /** Figures that differ; of a model that we do not have, all figures. */
  readonly facts: readonly LiveFact[];
}

/** `27 November 2026`. */
export const dayRead = ({ read }: LiveCatalog): string => formatDay(dayOf(new Date(read)));

const tokens = (count: number): string => `${formatCount(count)} tokens`;
const perMillion = (usd: number): string => `${formatRate(usd)} per million tokens`;

type Figure = 'contextWindow' | 'maxOutput' | 'input' | 'cachedInput' | 'output' | 'released' | 'knowledgeCutoff';
type Figures = { readonly [Name in Figure]?: LiveModel[Name] | undefined };

const ourFigures = ({ contextWindow, maxOutput, price, released, knowledgeCutoff }: Model): Figures => ({
  ...{ contextWindow, maxOutput, released, knowledgeCutoff },
  ...{ input: price?.input, cachedInput: price?.cachedInput, output: price?.output },
});

/** Lists what they say otherwise; all that they say where we have no such model. */
function factsOf(theirs: Figures, ours: Figures | undefined): LiveFact[] {
  const fact = <T extends number | string>(
    label: string,
    write: (value: T) => string,
    of: (figures: Figures) => T | undefined,
  ): LiveFact[] => {
    const [value, own] = [of(theirs), ours && of(ours)];
    if (value === undefined || (own !== undefined && isSame(own, value))) return [];
    return [{ label, value: write(value), ...(ours && { ours: own === undefined ? 'unknown' : write(own) }) }];
  };
  return [
    ...fact('Context window', tokens, ({ contextWindow }) => contextWindow),
    ...fact('Max output', tokens, ({ maxOutput }) => maxOutput),
    ...fact('Input price', perMillion, ({ input }) => input),
    ...fact('Cached input price', perMillion, ({ cachedInput }) => cachedInput),
    ...fact('Output price', perMillion, ({ output }) => output),
    ...fact('Released', formatDay, ({ released }) => released),
    ...fact('Knowledge cutoff', formatDay, ({ knowledgeCutoff }) => knowledgeCutoff),
  ];
}

/** A month and a day of it say the same. */
const isSame = (one: number | string, other: number | string): boolean =>
  typeof one === 'string' && typeof other === 'string' ? one.startsWith(other) || other.startsWith(one) : one === other;

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
