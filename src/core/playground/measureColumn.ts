import type { Say } from '../base/say';
import type { Catalog } from '../catalog/catalog';
import type { Backend } from '../chat/backend';
import { fileFacts, filesOf } from '../chat/fileFacts';
import { overflowOf } from '../chat/overflow';
import { takenFor } from './offeredWish';
import type { Column } from './column';
import type { LiveSession } from './liveSession';
import { definitionsOf } from './session/messagesFor';
import type { Measured } from './playgroundProtocol';
import type { RequestSizes } from './requestSize';
import { totalsOf } from './totals';
import type { Totals } from './totals';

interface MeasureDeps {
  readonly sizes: RequestSizes;
  /** The backend that the column would ask; `undefined` where there is none. */
  readonly backend: Backend | undefined;
  readonly catalog: () => Promise<Catalog>;
  /** Reads the total usage of today's answers in all sessions. */
  readonly today: () => Promise<Totals>;
  readonly say: Say;
}

/** Measures the next request of a column, and the usage of its answers, of the whole session and of today. */
export async function measureColumn(
  live: LiveSession | undefined,
  columnId: string,
  { sizes, backend, catalog, today, say }: MeasureDeps,
  signal: AbortSignal,
): Promise<Measured> {
  const column = live?.column(columnId);
  // The user writes one message for all columns.
  const composed = live && column?.composing(live.main.draft);
  const sendsTools = backend && composed && takenFor(backend, composed.model).tools;
  const { outputSchema, ...tools } = column ? definitionsOf(column.draft) : {};
  const composing = composed && { ...composed, ...(sendsTools && tools), ...(outputSchema && { outputSchema }) };
  const size = composing && backend && (await sizes.of(composing, backend, await catalog(), signal));
  const attached = live?.main.draft.attachments ?? [];
  const files =
    composing && backend && attached.length > 0
      ? fileFacts(
          attached,
          filesOf(composing.messages),
          { backend, model: composing.model, catalog: await catalog() },
          say,
        )
      : undefined;
  const overflow = column && backend && composing && tooLong(column, backend, composing.model, size?.tokens, say);
  // Nothing is awaited below, so that the later of two concurrent reports has all that the earlier one had.
  const day = await today();
  const answered = column?.turns.flatMap(({ answer }) => answer ?? []) ?? [];
  const nodes = live?.session.nodes.values() ?? [];
  return {
    column: totalsOf(answered),
    session: totalsOf(nodes),
    day,
    ...(size && { size }),
    ...(files && { files }),
    ...(overflow && { overflow }),
  };
}

function tooLong(
  { draft: { maxOutputTokens: limit } }: Column,
  backend: Backend,
  model: string,
  tokens: number | undefined,
  say: Say,
): Measured['overflow'] {
  if (tokens === undefined) return undefined;
  return overflowOf(backend, { model, tokens, ...(limit !== null && { answerTokens: limit }) }, say);
}
