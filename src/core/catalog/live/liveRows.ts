import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { dayOf, formatDay } from '../../base/day';
import type { Catalog } from '../catalog';
import type { Model } from '../catalogTable';
import type { LiveCatalog, LiveModel } from './liveCatalog';
import { saidFacts } from './said';
import type { SaidFact } from './said';

/** A model of models.dev that is worth a row: it differs from the catalog, or is missing there. */
export interface LiveRow {
  readonly live: LiveModel;
  /** The catalog's entry. */
  readonly model?: Model;
  /** Figures that differ; all figures where the catalog lacks the model. */
  readonly facts: readonly SaidFact[];
}

/** Returns the day of reading: `27 November 2026`. */
export const dayRead = ({ read }: LiveCatalog): string => formatDay(dayOf(new Date(read)));

/** Returns the rows of a family, the newest first, and models that the catalog lacks last. */
export function liveRows(live: LiveCatalog, catalog: Catalog, familyId: string): LiveRow[] {
  return live.models
    .filter(({ family }) => family === familyId)
    .flatMap((each) => rowOf(each, catalog))
    .sort((a, b) => Number(a.model === undefined) - Number(b.model === undefined) || newer(a, b));
}

const newer = (a: LiveRow, b: LiveRow): number => (b.live.released ?? '').localeCompare(a.live.released ?? '', 'en');

function rowOf(live: LiveModel, catalog: Catalog): LiveRow[] {
  const model = catalog.findModel(live.id);
  const facts = saidFacts(live, model);
  if (!model) return [{ live, facts: live.deprecated ? [...facts, { label: 'Status', value: 'deprecated' }] : facts }];
  const ends = live.deprecated && ['current', 'preview', 'legacy'].includes(model.status);
  if (ends) facts.push({ label: 'Status', value: 'deprecated', ours: model.status });
  return facts.length === 0 ? [] : [{ live, model, facts }];
}

/** Returns the section of a family's page; `undefined` where models.dev does not differ from the catalog. */
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
