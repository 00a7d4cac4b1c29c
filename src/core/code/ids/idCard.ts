import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { formatCount, formatRate } from '../../base/numbers';
import type { Day } from '../../base/day';
import { formatDay } from '../../base/day';
import type { Say } from '../../base/say';
import type { Catalog } from '../../catalog/catalog';
import type { Model } from '../../catalog/catalogTable';
import { stepsOf } from '../../catalog/priceTable';
import type { Price } from '../../catalog/priceTable';
import { checkedOn, statusText } from '../../catalog/dated';
import type { HostIdTable } from '../../catalog/hostIdTable';
import type { Lifecycle } from '../../catalog/lifecycle';
import { ownId } from './config/idConfig';
import { evaluate } from './evaluate';
import type { Evaluation } from './evaluate';
import type { NamedModel } from '../../catalog/names/modelNames';
import { authorityOf, idLines } from './sentences';

/** Functions that return the addresses of a card's links. */
interface CardLinks {
  readonly page: (model: Model) => string;
  /** This link and those below are left out where the card has other ways there. */
  readonly tree?: (model: Model) => string;
  readonly counter?: (model: Model) => string;
  readonly playground?: (model: Model) => string;
}

/** The parts of a card, in Markdown. */
export interface IdCardParts {
  readonly name: string;
  /** Texts that stand beside the name. */
  readonly beside: readonly string[];
  readonly lines: readonly string[];
}

/** Tables that a card needs. */
interface CardTables {
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly hostIds: HostIdTable;
}

/**
 * Writes the Markdown of a model for a hover over its id or name: what it is, whether and until when it can be called,
 * its window and today's price. A `named` without a model of the catalog gives its end only. `file`: how the open file
 * relates to the model, in Markdown. `said`: lines of plain text with what others say about the model today.
 */
export function idCard(...given: Parameters<typeof idCardParts>): string {
  const { name, beside, lines } = idCardParts(...given);
  return [[`**${name}**`, ...beside].join(' · '), ...lines].join('\n\n');
}

export function idCardParts(
  written: string,
  named: NamedModel,
  { catalog, lifecycle, hostIds }: CardTables,
  links: CardLinks,
  say: Say,
  file?: string,
  said: readonly string[] = [],
): IdCardParts {
  const { model } = named;
  const judgement = evaluate(named, lifecycle, catalog.day, 0, hostIds);
  const source = judgement ? ` ${sourceLink(judgement.record, lifecycle)}` : '';
  // The id is given as written, as the table may have it as the alias of another.
  const id = model?.id ?? ownId(written, named);
  const end = judgement && `${escapeMarkdown(idLines(id, judgement, say).join(' '))}${source}`;
  if (!model) {
    return {
      name: escapeMarkdown(written),
      beside: judgement ? [escapeMarkdown(authorityOf(judgement))] : [],
      lines: [end ?? say('No retirement date is published for it.')],
    };
  }
  return {
    name: escapeMarkdown(model.name),
    beside: [
      ...(model.name === model.id ? [] : [codeSpan(model.id)]),
      escapeMarkdown(catalog.family(model.family)?.maker ?? ''),
    ],
    lines: [
      // A host has dates of its own. Where the code is checked, the problem above the card says the rest.
      judgement && end !== undefined && judgement.dateOf !== 'maker'
        ? end
        : `${statusLine(model, judgement, catalog.day, say)}${source}`,
      factLines(model, say).map(escapeMarkdown).join(' · '),
      ...(file === undefined ? [] : [file]),
      ...said.map(escapeMarkdown),
      `${say('As of {0}.', checkedOn(model.checked, catalog.day))} ${linkLine(model, links, say)}`,
    ],
  };
}

const linkLine = (model: Model, { page, tree, counter, playground }: CardLinks, say: Say): string =>
  [
    `[${say('Details')}](${page(model)})`,
    ...(tree ? [`[${say('Show in tree')}](${tree(model)})`] : []),
    ...(counter ? [`[${say('Count tokens for it')}](${counter(model)})`] : []),
    ...(playground ? [`[${say('Playground')}](${playground(model)})`] : []),
  ].join(' · ');

function statusLine(model: Model, judgement: Evaluation | undefined, today: Day, say: Say): string {
  const status = `${capitalised(statusText(model, today))}.`;
  const successor = judgement?.successor;
  return escapeMarkdown(successor ? `${status} ${say('Successor: {0}.', successor.id)}` : status);
}

const sourceLink = (record: Parameters<Lifecycle['sourceOf']>[0], lifecycle: Lifecycle): string => {
  const { title, url } = lifecycle.sourceOf(record);
  return `[${escapeMarkdown(title)}](${url})`;
};

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function factLines({ contextWindow, maxOutput, price }: Model, say: Say): string[] {
  return [
    contextWindow === undefined ? undefined : say('Context window {0} tokens', formatCount(contextWindow)),
    maxOutput === undefined ? undefined : say('output up to {0}', formatCount(maxOutput)),
    priceLine(price, say),
  ].filter((line) => line !== undefined);
}

function priceLine(price: Price | undefined, say: Say): string {
  if (!price) return say('price unknown');
  const [step] = stepsOf(price);
  return [
    say('{0} in, {1} out per million tokens', formatRate(price.input), formatRate(price.output)),
    ...(step ? [say('more above {0} input tokens', formatCount(step.above))] : []),
    ...(price.hours ? [say('price varies by hour')] : []),
    ...(price.next ? [nextLine(price.next, say)] : []),
  ].join(', ');
}

const nextLine = ({ from, input, output }: { from: Day; input: number; output: number }, say: Say): string =>
  say('from {0} {1} in, {2} out', formatDay(from), formatRate(input), formatRate(output));
