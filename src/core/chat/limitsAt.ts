import type { Catalog } from '../catalog/catalog';
import type { Backend } from './backend';

/** The limits of a model where it is asked. */
interface ModelLimits {
  /** Tokens. */
  readonly contextWindow?: number;
  /** Tokens of an answer for which no limit is set. */
  readonly maxOutput?: number;
  /** The source of `contextWindow`, where the catalog gives a different window or none. */
  readonly by?: string;
}

/**
 * Finds the limits of a model at a backend. Those of the provider's own list go first, as it is the provider that
 * refuses longer requests. The others come from the catalog.
 */
export function limitsAt(
  { can, says }: Pick<Backend, 'can' | 'says'>,
  model: string,
  catalog: Pick<Catalog, 'findModel'>,
): ModelLimits {
  const { contextWindow, maxOutput } = catalog.findModel(model) ?? {};
  const said = says?.(model);
  const window = said?.figures.contextWindow;
  const limits = {
    contextWindow: window ?? contextWindow,
    maxOutput: can.sentLimit ?? said?.figures.maxOutput ?? maxOutput,
    by: window === undefined || window === contextWindow ? undefined : said?.by,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}
