import { anchorOf } from '../base/anchors';
import { formatCount } from '../base/numbers';
import { commercialUseName } from '../catalog/cards';
import { modelStatuses } from '../catalog/catalogTable';
import type { CommercialUse, Model } from '../catalog/catalogTable';
import type { Cell, Column, TableBlock } from './page';

const usd = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});

const unknown: Cell = { text: 'unknown' };
const count = (value: number | undefined): Cell =>
  value === undefined ? unknown : { text: formatCount(value), value };
const price = (value: number | undefined): Cell => (value === undefined ? unknown : { text: usd.format(value), value });
/** ISO dates, also those without a day, sort as texts. */
const date = (value: string | undefined): Cell => (value === undefined ? unknown : { text: value, value });

/** From what allows most to what allows least; a closed model has no weights that could be used. */
const commercialUses: readonly CommercialUse[] = ['yes', 'conditions', 'no'];
const commercialUse = ({ licence }: Model): Cell =>
  licence
    ? { text: commercialUseName[licence.commercialUse], value: commercialUses.indexOf(licence.commercialUse) }
    : { text: '–', value: commercialUses.length };

const perMillion = 'US$ per million tokens';
const columns: readonly { readonly column: Column; readonly cell: (model: Model) => Cell }[] = [
  {
    column: { label: 'Model', numeric: false },
    cell: ({ name }) => ({ text: name, value: name, anchor: anchorOf(name) }),
  },
  {
    column: { label: 'Status', numeric: false },
    cell: ({ status }) => ({ text: status, value: modelStatuses.indexOf(status) }),
  },
  {
    column: { label: 'Context window', unit: 'tokens', numeric: true },
    cell: ({ contextWindow }) => count(contextWindow),
  },
  { column: { label: 'Max output', unit: 'tokens', numeric: true }, cell: ({ maxOutput }) => count(maxOutput) },
  { column: { label: 'Input price', unit: perMillion, numeric: true }, cell: (model) => price(model.price?.input) },
  { column: { label: 'Output price', unit: perMillion, numeric: true }, cell: (model) => price(model.price?.output) },
  { column: { label: 'Released', numeric: false }, cell: ({ released }) => date(released) },
  { column: { label: 'Knowledge cutoff', numeric: false }, cell: ({ knowledgeCutoff }) => date(knowledgeCutoff) },
  {
    column: { label: 'Open weights', numeric: false },
    cell: ({ openness }) => (openness === 'open-weights' ? { text: 'yes', value: 0 } : { text: 'no', value: 1 }),
  },
  { column: { label: 'Commercial use', unit: 'of the weights', numeric: false }, cell: commercialUse },
];

/** What models have in common, side by side. */
export const comparison = (caption: string, models: readonly Model[]): TableBlock => ({
  type: 'table',
  caption,
  columns: columns.map(({ column }) => column),
  rows: models.map((model) => columns.map(({ cell }) => cell(model))),
});
