import { anchorOf } from '../base/anchors';
import { formatDay } from '../base/day';
import { formatCount, formatRate } from '../base/numbers';
import { commercialUseName, modelFacts } from '../catalog/modelFacts';
import type { Catalog } from '../catalog/catalog';
import { modelStatuses } from '../catalog/catalogTable';
import type { CommercialUse, Model } from '../catalog/catalogTable';
import type { TableCell, TableColumn, TableBlock } from './page';

const unknown: TableCell = { text: 'unknown' };
const count = (value: number | undefined): TableCell =>
  value === undefined ? unknown : { text: formatCount(value), value };
const price = (value: number | undefined): TableCell =>
  value === undefined ? unknown : { text: formatRate(value), value };
/** Makes the cell of a date. ISO dates, also those without a day, sort as texts. */
const date = (value: string | undefined): TableCell =>
  value === undefined ? unknown : { text: formatDay(value), value };
/** Makes the cell of a month. Some makers name the day and most only the month, so the first of June equals June. */
const month = (value: string | undefined): TableCell =>
  value === undefined ? unknown : { text: formatDay(value), value: value.slice(0, '2026-06'.length) };
/** Makes a cell that sorts yes before no. */
const yesNo = (value: boolean | undefined): TableCell =>
  value === undefined ? unknown : value ? { text: 'yes', value: 0 } : { text: 'no', value: 1 };

interface ComparedColumn {
  readonly column: TableColumn;
  readonly cell: (model: Model, catalog: Catalog) => TableCell;
  /** The better kind of value, where there is one. */
  readonly better?: Better;
  /** Whether the column is shown only where few models are compared, as the table of a family has to fit. */
  readonly isDetail?: true;
}

/** Kinds of use, the one that allows most first. A closed model has no weights that could be used. */
const commercialUses: readonly CommercialUse[] = ['yes', 'conditions', 'no'];
const commercialUse = ({ licence }: Model): TableCell =>
  licence
    ? { text: commercialUseName[licence.commercialUse], value: commercialUses.indexOf(licence.commercialUse) }
    : { text: '–', value: commercialUses.length };
const detail = (column: ComparedColumn): ComparedColumn => ({ ...column, isDetail: true });

const perMillion = 'US$ per million tokens';
const text = (label: string, cell: ComparedColumn['cell']): ComparedColumn => ({
  column: { label, numeric: false },
  cell,
});
const tokens = (label: string, of: (model: Model) => number | undefined): ComparedColumn => ({
  column: { label, unit: 'tokens', numeric: true },
  cell: (model) => count(of(model)),
  better: 'more',
});
const rate = (label: string, of: (model: Model) => number | undefined): ComparedColumn => ({
  column: { label, unit: perMillion, numeric: true },
  cell: (model) => price(of(model)),
  better: 'less',
});

const columns: readonly ComparedColumn[] = [
  text('Model', ({ name }) => ({ text: name, value: name, anchor: anchorOf(name) })),
  text('Status', ({ status }) => ({ text: status, value: modelStatuses.indexOf(status) })),
  tokens('Context window', ({ contextWindow }) => contextWindow),
  tokens('Max output', ({ maxOutput }) => maxOutput),
  rate('Input price', (model) => model.price?.input),
  rate('Output price', (model) => model.price?.output),
  detail(rate('Cached input price', (model) => model.price?.cachedInput)),
  detail(text('Takes', ({ modalities }) => listed(modalities?.input))),
  detail(text('Reasoning', ({ reasoning }) => yesNo(reasoning))),
  text('Released', ({ released }) => date(released)),
  detail(text('Ends', endCell)),
  { ...text('Knowledge cutoff', ({ knowledgeCutoff }) => month(knowledgeCutoff)), better: 'more' },
  text('Open weights', ({ openness }) => yesNo(openness === 'open-weights')),
  detail({
    ...text('Commercial use', commercialUse),
    column: { label: 'Commercial use', unit: 'of the weights', numeric: false },
  }),
  detail(text('Licence', (model, catalog) => factCell(model, catalog, 'Licence'))),
  detail(text('Token count', (model, catalog) => factCell(model, catalog, 'Token count'))),
];

/** Makes the cell of a list, which sorts by the number of items: `text, image` before `text`. */
const listed = (values: readonly string[] | undefined): TableCell =>
  values ? { text: values.join(', '), value: -values.length } : unknown;

/** Makes the cell of the day from which calls fail at the maker's own API. None announced does not mean never. */
function endCell({ life }: Model): TableCell {
  const retires = life?.retires;
  if (retires === undefined) return { text: 'none announced' };
  if (typeof retires === 'string') return { text: formatDay(retires), value: retires };
  return { text: `not before ${formatDay(retires.notBefore)}`, value: retires.notBefore };
}

/** Makes a cell with the words that the facts of the model have. */
function factCell(model: Model, catalog: Catalog, label: string): TableCell {
  const value = modelFacts(model, catalog).find((fact) => fact.label === label)?.value;
  return value === undefined ? unknown : { text: value, value };
}

/** Returns a table that shows models side by side. */
export const comparison = (
  caption: string,
  models: readonly Model[],
  catalog: Catalog,
  shown: readonly ComparedColumn[] = columns.filter(({ isDetail }) => isDetail !== true),
): TableBlock => ({
  type: 'table',
  caption,
  columns: shown.map(({ column }) => column),
  rows: models.map((model) => shown.map(({ cell }) => cell(model, catalog))),
});

/** Returns a table of a few models with all columns, in which the best known value of each column is marked. */
export function fullComparison(caption: string, models: readonly Model[], catalog: Catalog): TableBlock {
  const table = comparison(caption, models, catalog, columns);
  const better = columns.map((each) => each.better);
  return { ...table, rows: markBest(table.rows, better) };
}

/** The kind of value that is better in a column. */
type Better = 'more' | 'less';

type Rows = readonly (readonly TableCell[])[];

/**
 * Marks the best of the known values in each column, and each that is as good. Where all are the same, or only one is known,
 * none is marked, as no choice follows from it. `better` is undefined for columns in which nothing is better.
 */
export function markBest(rows: Rows, better: readonly (Better | undefined)[]): Rows {
  const best = better.map(
    (which, at) =>
      which &&
      bestOf(
        rows.flatMap((cells) => cells[at]?.value ?? []),
        which,
      ),
  );
  return rows.map((cells) =>
    cells.map((cell, at) => (cell.value !== undefined && cell.value === best[at] ? { ...cell, best: true } : cell)),
  );
}

type Value = NonNullable<TableCell['value']>;

function bestOf(known: readonly Value[], better: Better): Value | undefined {
  if (new Set(known).size < 2) return undefined;
  return known.reduce((one, other) => ((better === 'more' ? other > one : other < one) ? other : one));
}
