import { formatDay } from '../base/day';
import type { Day } from '../base/day';
import { escapeMarkdown } from '../base/markdown';
import { formatCount } from '../base/numbers';
import type { Catalog } from './catalog';
import type { CommercialUse, Family, Licence, Modality, Model, Openness } from './catalogTable';
import { checkedOn, statusText } from './dated';
import { otherPrices, ratesText } from './priceRows';
import type { Say } from '../base/say';
import type { Source } from '../base/source';

export const opennessName: Readonly<Record<Openness, string>> = {
  closed: 'closed (API)',
  'open-weights': 'open weights',
  mixed: 'mixed',
};

/** Words that follow "Commercial use". */
export const commercialUseName: Readonly<Record<CommercialUse, string>> = {
  yes: 'yes',
  conditions: 'with conditions',
  no: 'no',
};

/** Words that follow "takes". */
export const modalityName: Readonly<Record<Modality, string>> = {
  text: 'text',
  image: 'images',
  pdf: 'PDF files',
  audio: 'audio',
  video: 'video',
};

/** One fact of a model: `value` as shown, with the day of its check and the address that it was checked against. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly checked: string;
  readonly source: Source;
  /** The address that the value links to. */
  readonly href?: string;
  /** Set for one of several prices, which stand in a table where there is room. */
  readonly inPriceTable?: true;
}

/** Returns all known facts of a model. Unknown ones are left out, except for the price, which is given as unknown. */
export function modelFacts(model: Model, catalog: Catalog): Fact[] {
  const main = { checked: model.checked, source: model.sources[0]! };
  const priced = model.sources.find(({ id }) => id === model.price?.source);
  const price = { checked: model.price?.checked ?? model.checked, source: priced ?? main.source };
  const status = { checked: model.checked, source: model.life?.source ?? main.source };
  const tokenizer = catalog.tokenizerOf(model);
  const band = tokenizer.estimate ? `≈ (±${tokenizer.estimate.bandPercent} %), from ${tokenizer.encoding}` : undefined;
  const facts: (Omit<Fact, 'value'> & { value: string | undefined })[] = [
    { label: 'Context window', value: tokens(model.contextWindow), ...main },
    { label: 'Max output', value: tokens(model.maxOutput), ...main },
    { label: 'Modalities', value: modalities(model), ...main },
    { label: 'Reasoning', value: model.reasoning === undefined ? undefined : model.reasoning ? 'yes' : 'no', ...main },
    { label: 'Knowledge cutoff', value: day(model.knowledgeCutoff), ...main },
    { label: 'Price', value: priceText(model), ...price },
    ...(model.price ? otherPrices(model.price) : []).map((other) => ({
      ...other,
      ...price,
      inPriceTable: true as const,
    })),
    { label: 'Status', value: statusText(model, catalog.day), ...status },
    { label: 'Released', value: day(model.released), ...main },
    { label: 'Weights', value: opennessName[model.openness], ...main },
    ...licenceFacts(model),
    { label: 'Token count', value: band ?? `exact, ${tokenizer.encoding}`, ...main, source: tokenizer.source },
  ];
  return facts.filter((fact): fact is Fact => fact.value !== undefined);
}

function licenceFacts({ licence, checked }: Model): Fact[] {
  if (!licence) return [];
  const { name, url } = licence;
  const its = { checked, source: { title: name, url } };
  return [
    { label: 'Licence', value: name, href: url, ...its },
    { label: 'Commercial use', value: commercialUseText(licence), ...its },
  ];
}

const commercialUseText = ({ commercialUse, note }: Licence): string =>
  `${commercialUseName[commercialUse]}${note === undefined ? '' : `. ${note}`}`;

const day = (known: Day | undefined): string | undefined => (known === undefined ? undefined : formatDay(known));

const tokens = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : `${formatCount(count)} tokens`;

const modalities = ({ modalities: known }: Model): string | undefined =>
  known && `${known.input.join(', ')} → ${known.output.join(', ')}`;

function priceText({ price }: Model): string {
  if (!price) return 'unknown';
  const next = price.next ? `; from ${formatDay(price.next.from)} ${ratesText(price.next)}` : '';
  return `${ratesText(price)} per million tokens${next}${price.note === undefined ? '' : ` (${price.note})`}`;
}

/** Returns a sentence in Markdown with the day of a check and its source. */
export const asOf = (checked: Day, { title, url }: Source, today: Day, say: Say): string =>
  say('As of {0}, from [{1}]({2}).', checkedOn(checked, today), escapeMarkdown(title), url);

/** Returns a summary of a family in Markdown, for a tooltip. */
export function familyCard(family: Family, today: Day, say: Say): string {
  return [
    `**${escapeMarkdown(family.name)}** · ${escapeMarkdown(family.maker)} · ${opennessName[family.openness]}`,
    escapeMarkdown(family.summary),
    `*Strengths:* ${escapeMarkdown(family.strengths)}`,
    ...(family.opennessNote === undefined ? [] : [`*Openness:* ${escapeMarkdown(family.opennessNote)}`]),
    ...(family.names === undefined ? [] : [`*Names:* ${escapeMarkdown(family.names)}`]),
    asOf(family.checked, family.source, today, say),
  ].join('\n\n');
}

/** Returns the facts of a model in Markdown. Their day stands there once, and not with each fact. */
export function modelTooltip(model: Model, catalog: Catalog, say: Say): string {
  const facts = modelFacts(model, catalog);
  const rows = facts.map(({ label, value, href }) => {
    const text = escapeMarkdown(value);
    return `| ${escapeMarkdown(label)} | ${href === undefined ? text : `[${text}](${href})`} |`;
  });
  const others = facts
    .filter(({ checked, inPriceTable }) => checked !== model.checked && !inPriceTable)
    .map(({ label, checked }) => `${label}: ${checkedOn(checked, catalog.day)}.`);
  return [
    `**${escapeMarkdown(model.name)}** · ${escapeMarkdown(model.id)}`,
    ['| | |', '|---|---|', ...rows].join('\n'),
    ...(model.notes === undefined ? [] : [escapeMarkdown(model.notes)]),
    [asOf(model.checked, model.sources[0]!, catalog.day, say), ...others].join(' '),
  ].join('\n\n');
}
