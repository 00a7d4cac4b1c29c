import type { Catalog } from '../catalog/catalog';
import { statusText } from '../catalog/dated';
import { isSaidOtherwise, saidLine, shortFigures } from '../catalog/live/said';
import { servedWords } from '../catalog/live/served';
import type { UsageCost } from '../catalog/priceUsage';
import { formatRate, formatWindow } from '../base/numbers';
import type { Say } from '../base/say';
import type { Backend } from './backend';

/** Words for a model of a backend in a list. */
export interface ModelWords {
  /** Its price and window at that backend. The line may be cut. */
  readonly description: string;
  /** Its end at that backend, and figures of the provider that differ from ours, on a line of its own. */
  readonly detail?: string;
}

/** The usage of one answer, from whose cost the rates of a model are learned. */
const thousand = { inputTokens: 1_000, outputTokens: 1_000 };

/**
 * Describes a model at a backend. Our own facts hold where we have a price for that very place, which is the maker's
 * own service. Other providers serve a model at a price, with a window and for a time of their own, which only their
 * list tells.
 */
export async function modelAtBackend(
  backend: Pick<Backend, 'costOf' | 'says'>,
  id: string,
  catalog: Catalog,
  say: Say,
): Promise<ModelWords> {
  const cost = await backend.costOf(id, thousand, () => Promise.resolve(catalog));
  const model = catalog.findModel(id);
  const said = backend.says?.(id);
  const rates = ratesIn(cost);
  if (model && rates) {
    const differs = said !== undefined && isSaidOtherwise(said.figures, model, say);
    const parts = [
      say('{0} in / {1} out', formatRate(rates.input), formatRate(rates.output)),
      ...(model.contextWindow === undefined ? [] : [say('{0} context', formatWindow(model.contextWindow))]),
    ];
    const end = model.status === 'current' && model.life === undefined ? [] : [statusText(model, catalog.day)];
    const otherwise = differs ? saidLine(said, model, catalog.day, say) : undefined;
    return wordsOf(parts, otherwise === undefined ? end : [...end, otherwise]);
  }
  const { ends, stage, ...lasting } = said?.figures ?? {};
  const figures = said?.served ? servedWords(said.served, say) : shortFigures(lasting, undefined, say);
  const end = shortFigures({ ...(ends && { ends }), ...(stage && { stage }) }, undefined, say);
  const window = model?.contextWindow;
  const parts = [
    ...(said?.figures.input !== undefined ? [] : [isFree(cost) ? say('free') : say('price unknown')]),
    ...(figures === ''
      ? window === undefined
        ? []
        : [say('{0} context', formatWindow(window))]
      : [say('{0}, says {1}', figures, said?.by ?? '')]),
  ];
  return wordsOf(parts, end === '' ? [] : [say('{0}, says {1}', end, said?.by ?? '')]);
}

const wordsOf = (description: readonly string[], detail: readonly string[]): ModelWords => ({
  description: description.join(' · '),
  ...(detail.length > 0 && { detail: detail.join(' · ') }),
});

const isFree = (cost: UsageCost | undefined): boolean => cost === undefined || (cost.known && cost.lines.length === 0);

function ratesIn(cost: UsageCost | undefined): { readonly input: number; readonly output: number } | undefined {
  if (!cost?.known || cost.by !== undefined) return undefined;
  const [input, output] = [cost.lines[0]?.rate, cost.lines.at(-1)?.rate];
  return input === undefined || output === undefined ? undefined : { input, output };
}
