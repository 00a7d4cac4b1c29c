import type { Catalog } from '../catalog/catalog';
import type { Backend } from '../chat/backend';
import type { LiveSession } from './liveSession';
import type { Measured } from './playgroundProtocol';
import type { RequestSizes } from './requestSize';
import { totalsOf } from './totals';
import type { Totals } from './totals';

interface MeasureDeps {
  readonly sizes: RequestSizes;
  /** Whom the column would ask; `undefined` where there is nobody. */
  readonly backend: Backend | undefined;
  readonly catalog: () => Promise<Catalog>;
  /** What answers have used today, in all sessions. */
  readonly today: () => Promise<Totals>;
}

/** Measures what a column would send next, and what its answers, all of the session and all of today's have used. */
export async function measureColumn(
  live: LiveSession | undefined,
  columnId: string,
  { sizes, backend, catalog, today }: MeasureDeps,
  signal: AbortSignal,
): Promise<Measured> {
  const column = live?.column(columnId);
  const answered = column?.turns.flatMap(({ answer }) => answer ?? []) ?? [];
  const nodes = live?.session.nodes.values() ?? [];
  const used = { column: totalsOf(answered), session: totalsOf(nodes), day: await today() };
  if (!live || !column || !backend) return used;
  // One message is written for all columns.
  const composing = column.composing(live.main.draft);
  const size = await sizes.of(composing, backend, await catalog(), signal);
  return size ? { ...used, size } : used;
}
