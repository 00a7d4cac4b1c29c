import type { Catalog } from '../catalog/catalog';
import { statusText } from '../catalog/dated';
import { isSaidOtherwise, saidLine, shortFigures } from '../catalog/live/said';
import type { UsageCost } from '../catalog/priceUsage';
import { formatRate, formatWindow } from '../base/numbers';
import type { Say } from '../base/say';
import type { Backend } from './backend';

/** A model of a backend in a list: its price, window and end there, and below what the provider says otherwise than we. */
export interface ModelWords {
  readonly description: string;
  readonly detail?: string;
}

/** One answer, to learn the rates of a model from its cost. */
const thousand = { inputTokens: 1_000, outputTokens: 1_000 };

/**
 * Our own facts hold where we have a price at that very place: at its maker's. Anybody else serves a model at a price, with a
 * window and for a time of their own, which only their list tells.
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
    const detail = differs ? saidLine(said, model, catalog.day, say) : undefined;
    const parts = [
      say('{0} in / {1} out', formatRate(rates.input), formatRate(rates.output)),
      ...(model.contextWindow === undefined ? [] : [say('{0} context', formatWindow(model.contextWindow))]),
      ...(model.status === 'current' && model.life === undefined ? [] : [statusText(model, catalog.day)]),
    ];
    return { description: parts.join(' · '), ...(detail !== undefined && { detail }) };
  }
  const figures = said ? shortFigures(said.figures, undefined, say) : '';
  const window = model?.contextWindow;
  const parts = [
    ...(said?.figures.input !== undefined ? [] : [isFree(cost) ? say('free') : say('price unknown')]),
    ...(figures === ''
      ? window === undefined
        ? []
        : [say('{0} context', formatWindow(window))]
      : [say('{0}, says {1}', figures, said?.by ?? '')]),
  ];
  return { description: parts.join(' · ') };
}

const isFree = (cost: UsageCost | undefined): boolean => cost === undefined || (cost.known && cost.lines.length === 0);

function ratesIn(cost: UsageCost | undefined): { readonly input: number; readonly output: number } | undefined {
  if (!cost?.known || cost.by !== undefined) return undefined;
  const [input, output] = [cost.lines[0]?.rate, cost.lines.at(-1)?.rate];
  return input === undefined || output === undefined ? undefined : { input, output };
}
