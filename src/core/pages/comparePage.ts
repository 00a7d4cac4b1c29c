import { formatDay } from '../base/day';
import { escapeMarkdown } from '../base/markdown';
import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import { statusText } from '../catalog/dated';
import type { PageAddress } from './address';
import { fullComparison } from './comparison';
import { modelPlace } from './familyPlaces';
import type { PageBlock, Page } from './page';
import type { Say } from '../base/say';

export const minCompared = 2;
export const maxCompared = 6;

const separator = '+';
const namesInTitle = 4;

/** Returns the address of the page that compares these models, in their order. */
export const compareAddress = (models: readonly Model[]): PageAddress => ({
  folder: 'compare',
  id: models.map(({ id }) => id).join(separator),
});

/** Returns the models that an address names. Those that the catalog does not know (any more) are left out. */
export function comparedModels(id: string, catalog: Catalog): Model[] {
  const models = id.split(separator).flatMap((each) => catalog.models.find((model) => model.id === each) ?? []);
  return [...new Set(models)].slice(0, maxCompared);
}

/** Returns a page with a table of the models and the actions for each; `undefined` if the address names no model. */
export function comparePage(id: string, catalog: Catalog, say: Say): Page | undefined {
  const models = comparedModels(id, catalog);
  if (models.length === 0) return undefined;
  const title = titleOf(models, say);
  return {
    title,
    blocks: [
      {
        type: 'markdown',
        markdown: [`# ${escapeMarkdown(title)}`, ...introduction(models, catalog, say)].join('\n\n'),
      },
      fullComparison(say('Compared models'), models, catalog),
      ...models.flatMap((model) => sectionOf(model, catalog, say)),
    ],
  };
}

function titleOf(models: readonly Model[], say: Say): string {
  const names = models.map(({ name }) => name);
  const shown = names.slice(0, namesInTitle);
  const more = names.length - shown.length;
  if (more > 0) return say('{0} and {1} more', shown.join(', '), more);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : say('{0} and {1}', shown.join(', '), last);
}

function introduction(models: readonly Model[], catalog: Catalog, say: Say): string[] {
  const tokenizers = new Set(models.map(({ tokenizer }) => tokenizer));
  const counts = say(
    'Prices are per token, and each model cuts a text into a different number of tokens (≈ marks estimates).',
  );
  return [
    say(
      'As of {0}. A star marks the best value in a column where the known values differ. "Unknown" does not count against a model.',
      formatDay(catalog.day),
    ),
    ...(tokenizers.size > 1 ? [counts] : []),
  ];
}

function sectionOf(model: Model, catalog: Catalog, say: Say): PageBlock[] {
  const { anchor = '' } = modelPlace(model);
  const status = statusText(model, catalog.day);
  const maker = catalog.family(model.family)?.maker ?? '';
  const note = model.price?.note;
  return [
    { type: 'markdown', markdown: `## ${escapeMarkdown(model.name)}` },
    { type: 'modelActions', modelId: model.id, name: model.name },
    {
      type: 'markdown',
      markdown: [
        `${escapeMarkdown(maker)}: ${escapeMarkdown(status)}. [${say('All facts and sources')}](../families/${model.family}.md#${anchor})`,
        ...(note === undefined ? [] : [say('Price: {0}', escapeMarkdown(note))]),
        ...(model.notes === undefined ? [] : [escapeMarkdown(model.notes)]),
      ].join('\n\n'),
    },
  ];
}
