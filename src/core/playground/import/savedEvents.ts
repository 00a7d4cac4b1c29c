import { isRecord, withoutFields } from '../../base/json';
import type { Work } from '../../base/work';
import type { Backend } from '../../chat/backend';
import { hostIn, originIn } from '../../chat/providers/location';
import { checkedEvent } from '../session/checkedEvent';
import { nodeEvents, sessionCodec } from '../session/sessionCodec';
import {
  emptyDraft,
  firstColumnId,
  maxColumns,
  nobody,
  nothingEdited,
  ownAnswer,
  unknownTarget,
} from '../session/sessionSchema';
import type { SessionEvent } from '../session/sessionSchema';
import { backendAt } from './backendAt';
import type { ReadSession } from './readSaved';

type Fields = Readonly<Record<string, unknown>>;

interface Making {
  /** The user's providers. */
  readonly backends: readonly Backend[];
  readonly randomId: () => string;
}

/**
 * Makes the events that build a session from a file. The file's words about a provider are only shown with an answer.
 * Asking again leads to the user's own provider of that origin, or to none.
 */
export function* savedEvents(
  { title, messages, columns }: ReadSession,
  { backends, randomId }: Making,
): Work<SessionEvent[]> {
  const ids = new Map<unknown, string>();
  const systems = new Map<string | null, unknown>();
  const groups = new Map<unknown, string>();
  const providers = new Map<string, string>();
  const events: SessionEvent[] = title === '' ? [] : [sessionCodec.titled(title)];
  const add = (event: unknown): void => void events.push(...inPieces(event));
  const groupIn = ({ group }: Fields): string | undefined => {
    if (typeof group !== 'number') return undefined;
    if (!groups.has(group)) groups.set(group, randomId());
    return groups.get(group);
  };
  for (const message of messages) {
    const id = randomId();
    const parent = ids.get(message['after']) ?? null;
    if (message['id'] !== undefined && !ids.has(message['id'])) ids.set(message['id'], id);
    const { node, backend } = nodeOf(
      message,
      { id, parent, system: systems.get(parent) ?? '', group: groupIn(message) },
      backends,
    );
    systems.set(id, node['system'] ?? systems.get(parent) ?? '');
    const known = backend?.id ?? (parent === null ? undefined : providers.get(parent));
    if (known !== undefined) providers.set(id, known);
    add({ type: 'nodeAdded', node });
    yield;
  }
  const last = [...ids.values()].at(-1) ?? null;
  // A new session has one column.
  if (columns.length > 0 && columns[0]?.['id'] !== firstColumnId) {
    add({ type: 'columnRemoved', id: firstColumnId });
  }
  const shown: readonly Fields[] = columns.length > 0 ? columns : [{ id: firstColumnId, leaf: null }];
  for (const column of shown.slice(0, maxColumns)) {
    const leaf = columns.length > 0 ? (ids.get(column['leaf']) ?? null) : last;
    const id = typeof column['id'] === 'string' ? column['id'] : firstColumnId;
    const providerId = (leaf === null ? undefined : providers.get(leaf)) ?? nobody;
    // `origin` is a field of earlier versions.
    const written = isRecord(column['draft']) ? withoutFields(column['draft'], 'origin') : {};
    add({ type: 'columnSet', column: { id, leaf } });
    add({
      type: 'draftChanged',
      draft: { ...emptyDraft, ...written, ...editedIn(written, ids), origins: [], providerId },
      ...(id !== firstColumnId && { column: id }),
    });
  }
  return events;
}

/** Returns the message that a draft edits, and which the file names by a number. */
function editedIn({ editing, edited }: Fields, ids: ReadonlyMap<unknown, string>): Fields {
  const id = editing === ownAnswer ? ownAnswer : typeof editing === 'number' ? ids.get(editing) : undefined;
  return id === undefined ? nothingEdited : { editing: id, edited: edited ?? '' };
}

interface NodePlace {
  readonly id: string;
  readonly parent: string | null;
  /** The system prompt of the question before. */
  readonly system: unknown;
  /** The group of the prompts that were sent together. */
  readonly group: string | undefined;
}

function nodeOf(message: Fields, { id, parent, system, group }: NodePlace, backends: Making['backends']) {
  const { role, at, parts, target, error, status } = message;
  const time = typeof at === 'string' ? Date.parse(at) : at;
  const place = { id, parent, at: typeof time === 'number' && time >= 0 ? time : 0, parts: unsealed(parts) };
  if (role !== 'assistant')
    return {
      node: {
        ...{ ...place, kind: 'prompt', system: message['system'] ?? system },
        ...(group !== undefined && { group }),
      } as Fields,
    };
  const { origin } = isRecord(target) ? target : {};
  const backend = typeof origin === 'string' ? backendAt(origin, backends) : undefined;
  const here = backend && {
    ...{ providerId: backend.id, providerName: backend.name },
    ...{ host: hostIn(backend.location), origin: originIn(backend.location) || backend.id },
  };
  const node: Fields = {
    ...withoutFields(message, 'after', 'role', 'system', 'group', 'usageReceived', 'providerAnswerId'),
    ...{ ...place, kind: 'answer', isImported: true },
    target: { ...unknownTarget, ...(isRecord(target) && target), providerId: '', ...here },
    status: status === 'streaming' ? 'stopped' : status,
    // The buttons of an error are left out, as they may not do here what they did there.
    ...(isRecord(error) && { error: { ...error, actions: [] } }),
  };
  return { node, backend };
}

/** Removes sealed data from parts, as no provider has sealed it here. */
const unsealed = (parts: unknown): unknown[] =>
  (Array.isArray(parts) ? (parts as unknown[]) : []).map((part) =>
    isRecord(part) ? withoutFields(part, 'opaque') : part,
  );

/** Checks an event, and splits a long text into pieces. */
function inPieces(event: unknown): SessionEvent[] {
  const checked = checkedEvent(event);
  if (!checked) return [];
  return checked.type === 'nodeAdded' ? [...nodeEvents(checked.node)] : [checked];
}
