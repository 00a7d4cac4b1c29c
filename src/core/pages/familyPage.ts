import type { Day } from '../base/day';
import { codeSpan, escapeMarkdown } from '../base/markdown';
import { asOf, modelFacts, opennessName } from '../catalog/modelFacts';
import type { Fact } from '../catalog/modelFacts';
import type { Catalog } from '../catalog/catalog';
import type { Family, Model } from '../catalog/catalogTable';
import { checkedOn, statusText } from '../catalog/dated';
import { formatRate } from '../base/numbers';
import type { Price } from '../catalog/priceTable';
import { cacheWriteText, priceRows } from '../catalog/priceRows';
import { comparison } from './comparison';
import { comparisonTitle } from './familyPlaces';
import type { PageBlock, Page } from './page';
import type { Say } from '../base/say';

/** Returns the page of a family: an overview, its models side by side, and the facts of each below its own heading. */
export function familyPage(family: Family, catalog: Catalog, say: Say): Page {
  const models = catalog.modelsOf(family.id);
  return {
    title: family.name,
    blocks: [
      { type: 'markdown', markdown: [...overview(family, catalog.day, say), `## ${comparisonTitle}`].join('\n\n') },
      comparison(`Models of ${family.name}`, models, catalog),
      ...models.flatMap((model) => modelBlocks(model, catalog, say)),
    ],
  };
}

function overview(family: Family, today: Day, say: Say): string[] {
  const note = family.opennessNote === undefined ? '' : `. ${escapeMarkdown(family.opennessNote)}`;
  const names = family.names === undefined ? [] : [`**Names:** ${escapeMarkdown(family.names)}`];
  return [
    `# ${escapeMarkdown(family.name)}`,
    escapeMarkdown(family.summary),
    `**Maker:** [${escapeMarkdown(family.maker)}](${family.makerUrl})`,
    `**Strengths:** ${escapeMarkdown(family.strengths)}`,
    `**Access:** ${opennessName[family.openness]}${note}`,
    ...names,
    asOf(family.checked, family.source, today, say),
  ];
}

function modelBlocks(model: Model, catalog: Catalog, say: Say): PageBlock[] {
  const aliases = model.aliases?.map(codeSpan).join(', ');
  const facts = modelFacts(model, catalog).filter(({ inPriceTable }) => !inPriceTable);
  return [
    // Few people read about models that are not current, so their sections are folded.
    ...(model.status === 'current' ? [] : [{ type: 'fold', label: statusText(model, catalog.day) } as const]),
    { type: 'markdown', markdown: `## ${escapeMarkdown(model.name)}` },
    { type: 'modelActions', modelId: model.id, name: model.name },
    {
      type: 'markdown',
      markdown: [
        `Id: ${codeSpan(model.id)}${aliases === undefined ? '' : `, also ${aliases}`}`,
        ...(model.notes === undefined ? [] : [escapeMarkdown(model.notes)]),
      ].join('\n\n'),
    },
    {
      type: 'facts',
      facts: facts.map(({ label, value, href }) => ({ label, value, ...(href !== undefined && { href }) })),
    },
    ...priceBlocks(model, say),
    { type: 'markdown', markdown: sourcesOf(facts, catalog.day) },
  ];
}

function priceBlocks({ name, price }: Model, say: Say): PageBlock[] {
  if (!price) return [];
  const [table, notes] = [priceBlock(name, price), priceNotes(price, say)];
  return [
    ...(table ? [table] : []),
    ...(notes.length > 0 ? [{ type: 'markdown', markdown: escapeMarkdown(notes.join(' ')) } as const] : []),
  ];
}

/** Lists the sources of facts. Facts of one day from one source share a line. */
function sourcesOf(facts: readonly Fact[], today: Day): string {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.checked} ${fact.source.url}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  const lines = Array.from(groups.values(), ([first, ...others]) => {
    const { checked, source } = first!;
    const what = groups.size === 1 ? '' : ` (${[first!, ...others].map(({ label }) => label).join(', ')})`;
    return `- As of ${checkedOn(checked, today)}: [${escapeMarkdown(source.title)}](${source.url})${what}`;
  });
  return ['Sources', '', ...lines].join('\n');
}

/** Returns the prices of a model side by side, if it has more than one, or one for cache writes. */
export function priceBlock(name: string, price: Price): Extract<PageBlock, { type: 'prices' }> | undefined {
  const rows = priceRows(price);
  if (rows.length === 1 && !price.cacheWrite) return undefined;
  // A column with "unknown" in every row is left out.
  const has = (rate: 'cachedInput' | 'cacheWrite'): boolean => rows.some(({ rates }) => rates[rate] !== undefined);
  const [reads, writes] = [has('cachedInput'), has('cacheWrite')];
  return {
    type: 'prices',
    caption: `Prices of ${name}, in US$ per million tokens`,
    columns: ['Input', ...(reads ? ['Cache read'] : []), ...(writes ? ['Cache write'] : []), 'Output'],
    rows: rows.map(({ when, rates: { input, output, cachedInput, cacheWrite } }) => ({
      when,
      cells: [
        formatRate(input),
        ...(reads ? [cachedInput === undefined ? 'unknown' : formatRate(cachedInput)] : []),
        ...(writes ? [cacheWrite === undefined ? 'unknown' : cacheWriteText(cacheWrite)] : []),
        formatRate(output),
      ],
    })),
  };
}

/** Returns notes on the table of prices, where its words do not explain everything. */
function priceNotes({ longContext, hours, cacheStorage }: Price, say: Say): string[] {
  return [
    ...(longContext
      ? [say('Above a limit, the higher price applies to the whole request, including tokens read from a cache.')]
      : []),
    ...(hours ? [say('At all other hours, the standard price applies.')] : []),
    ...(cacheStorage === undefined
      ? []
      : [say('Keeping tokens in a cache costs {0} per million tokens and hour.', formatRate(cacheStorage))]),
  ];
}
