import { formatCount, formatRate } from '../../core/base/numbers';
import type { UsageCost } from '../../core/catalog/priceUsage';
import type { Backend } from '../../core/chat/backend';
import { chargesNothing, usdOf as usdAt } from '../../core/chat/charges';
import { fileTokens, filesOf } from '../../core/chat/fileFacts';
import type { ChatRequest } from '../../core/chat/messages/chatTypes';
import { mostCost } from '../../core/chat/mostCost';
import type { FieldGuide } from '../../core/fieldGuide';
import { requestTokens } from '../../core/playground/requestTokens';
import { UsageError } from './commandLine';
import { sayHere as say } from './sayHere';

/**
 * Returns a cost in US dollars; `null`, and never 0, where it is not fully known. Backends have the ids of their
 * presets here.
 */
export const usdOf = (
  cost: UsageCost | undefined,
  backend: Pick<Backend, 'id' | 'location'>,
  model: string,
): number | null => usdAt(cost, backend, backend.id, model);

/** Reads `--max-cost`, in US dollars. @throws UsageError */
export function parseUsd(usd: string): number {
  if (!/^\d+(?:\.\d+)?$/u.test(usd)) throw new UsageError(`--max-cost takes an amount in US dollars, not "${usd}".`);
  return Number(usd);
}

/**
 * Returns why a request is not sent: it may cost more than `max` US dollars, or its cost is unknown. `undefined` where
 * it cannot cost more.
 */
export async function whyTooCostly(
  request: ChatRequest,
  backend: Backend,
  max: number,
  guide: Pick<FieldGuide, 'catalog' | 'count'>,
): Promise<string | undefined> {
  if (backend.location.kind === 'here') return undefined;
  const catalog = await guide.catalog();
  const model = catalog.findModel(request.model);
  const inputTokens = await requestTokens(request, backend, guide, true);
  const { cost, outputTokens } = await mostCost(backend, request, inputTokens, catalog, say);
  // Some servers charge for a model even where it seems to be on this machine.
  if (cost === undefined && chargesNothing(backend, backend.id, request.model)) return undefined;
  if (filesOf(request.messages).some((file) => fileTokens(file, model) === undefined)) {
    return '--max-cost cannot be checked: how many tokens a file has for this model is not known. Nothing was sent.';
  }
  const unknown = unknownIn(cost, outputTokens, backend);
  if (unknown !== undefined) return `--max-cost cannot be checked: ${unknown}. Nothing was sent.`;
  const usd = usdOf(cost, backend, request.model) ?? 0;
  if (usd <= max) return undefined;
  const sizes = `about ${formatCount(inputTokens)} tokens in and at most ${formatCount(outputTokens ?? 0)} out`;
  // Both amounts have all their digits, as a limit may be less than any amount that is shown elsewhere.
  const most = formatRate(usd < 0.1 ? Number(usd.toPrecision(2)) : Math.ceil(usd * 100) / 100);
  return `It may cost up to ${most} (${sizes}), more than --max-cost ${formatRate(max)}. Nothing was sent.`;
}

function unknownIn(
  cost: UsageCost | undefined,
  outputTokens: number | undefined,
  { name }: Pick<Backend, 'name'>,
): string | undefined {
  if (cost === undefined) return `what ${name} charges there is not known`;
  if (!cost.known) return cost.reason;
  if (cost.unknown) return cost.unknown.join('; ');
  return outputTokens === undefined
    ? 'how long the answer may get is not known; give --param max_output_tokens=N'
    : undefined;
}
