import { isRecord } from '../../../src/core/base/json';
import { theirModel } from '../facts';
import type { TheirModel } from '../facts';
import { objectsWith, parseCode } from '../literals';

/** The provider of each family there. */
const providers: Readonly<Record<string, string>> = {
  openai: 'gpt',
  anthropic: 'claude',
  google: 'gemini',
  mistral: 'mistral',
  deepseek: 'deepseek',
  'x-ai': 'grok',
};

/** Its models by family, with the prices of `day`. */
export function readGenaiPrices(text: string, day: string): ReadonlyMap<string, TheirModel[]> {
  const found = objectsWith(parseCode('genai-prices.js', text), 'id', 'models', 'api_pattern');
  return new Map(
    found.flatMap(({ id, models }) => {
      const family = providers[String(id)];
      return family === undefined ? [] : [[family, list(models).flatMap((model) => modelOf(model, day))] as const];
    }),
  );
}

function modelOf({ id, match, context_window: contextWindow, prices }: Entry, day: string): TheirModel[] {
  const { input_mtok, cache_read_mtok, output_mtok } = pricesOn(prices, day);
  const price = { input: base(input_mtok), cachedInput: base(cache_read_mtok), output: base(output_mtok) };
  return theirModel([id, ...equals(match)], { contextWindow, ...price });
}

type Entry = Readonly<Record<string, unknown>>;
const list = (value: unknown): Entry[] => (Array.isArray(value) ? (value as unknown[]).filter(isRecord) : []);

/** The names that a rule takes letter by letter; by a common beginning a model would be taken for its older sibling. */
function equals(match: unknown): unknown[] {
  if (!isRecord(match)) return [];
  return 'equals' in match ? [match['equals']] : list(match['or']).flatMap((rule) => equals(rule));
}

/** One price, or several of which the last holds whose start is over. Those by the clock are not compared. */
function pricesOn(prices: unknown, day: string): Entry {
  if (isRecord(prices)) return prices;
  const holding = list(prices).filter(({ constraint }) => {
    if (!isRecord(constraint)) return constraint === undefined;
    const start = constraint['start_date'];
    return typeof start === 'string' && start <= day;
  });
  const isByClock = list(prices).some(({ constraint }) => isRecord(constraint) && !('start_date' in constraint));
  const last = holding.at(-1)?.['prices'];
  return !isByClock && isRecord(last) ? last : {};
}

/** A price, or the one below the first step of long prompts. */
const base = (price: unknown): unknown => (isRecord(price) ? price['base'] : price);
