import { checkedEvent } from './checkedEvent';
import { firstColumnId, sessionTitle } from './sessionSchema';
import type { RecordedEnd } from '../../chat/messages/recordedEnd';
import type { MessagePart } from '../../chat/messages/chatTypes';
import type { SessionEvent, SessionNode } from './sessionSchema';
import { SessionReplay } from './sessionReplay';
import { emptySession, reduceSession, streamingAnswers, turnsTo } from './sessionTree';
import type { Session } from './sessionTree';
import type { SessionCodec, SessionSummary } from '../../store/storeTypes';
import { checksumOf, edited, mergedEdits } from './textEdit';
import { titleOf } from './turnHeads';

/** The form of a session in its file, as the store needs to know it. */
export const sessionCodec: SessionCodec<Session, SessionEvent> = {
  format: 'ai-field-guide.session',
  version: 1,
  create: ({ id, created }) => emptySession(id, created),
  parse: checkedEvent,
  reduce: reduceSession,
  replay: (session) => new SessionReplay(session),
  snapshot,
  settle,
  summary,
  titled: (title) => ({ type: 'titled', title: title.slice(0, sessionTitle.pipe[1].requirement) }),
  merge,
};

/** Characters of a text in one line of the file: each line is read and written in one go. */
const maxPieceLength = 100_000;

/** Yields the events that make this session from an empty one. */
function* snapshot(session: Session): Generator<SessionEvent> {
  if (session.title !== '') yield { type: 'titled', title: session.title };
  for (const node of session.nodes.values()) yield* nodeEvents(node);
  // A new session has one column.
  const [start] = session.columns;
  if (start?.id !== firstColumnId) yield { type: 'columnRemoved', id: firstColumnId };
  for (const { id, leaf } of session.columns) yield { type: 'columnSet', column: { id, leaf } };
  for (const { id, draft } of session.columns) {
    yield { type: 'draftChanged', draft, ...(id !== firstColumnId && { column: id }) };
  }
}

/** Yields the events that make a node. A long text comes in pieces. */
export function* nodeEvents(node: SessionNode): Generator<SessionEvent> {
  if (node.parts.every(isShort)) {
    yield { type: 'nodeAdded', node };
    return;
  }
  const open = node.kind === 'answer' ? ({ ...node, parts: [], status: 'streaming' } as const) : { ...node, parts: [] };
  yield { type: 'nodeAdded', node: open };
  for (const [index, part] of node.parts.entries()) yield* partEvents(node.id, index, part);
  if (node.kind !== 'answer' || node.status === 'streaming') return;
  yield { type: 'answerEnded', node: node.id, end: { status: node.status } };
}

const growing = (part: MessagePart): string =>
  part.type === 'tool-call' ? part.input : part.type === 'text' || part.type === 'reasoning' ? part.text : '';
const isShort = (part: MessagePart): boolean => growing(part).length <= maxPieceLength;

function* partEvents(node: string, index: number, part: MessagePart): Generator<SessionEvent> {
  if (isShort(part)) {
    yield { type: 'partStarted', node, index, part };
    return;
  }
  const all = growing(part);
  const first = all.slice(0, maxPieceLength);
  const start = part.type === 'tool-call' ? { ...part, input: first } : { ...part, text: first };
  yield { type: 'partStarted', node, index, part: start as MessagePart };
  for (let at = maxPieceLength; at < all.length; at += maxPieceLength) {
    yield { type: 'partGrew', node, index, text: all.slice(at, at + maxPieceLength) };
  }
}

/** Merges two successive events that have not been written yet, where possible. */
function merge(earlier: SessionEvent, later: SessionEvent): SessionEvent | undefined {
  if (earlier.type === 'draftChanged' && later.type === 'draftChanged' && earlier.column === later.column) {
    return { ...later, draft: { ...earlier.draft, ...later.draft } };
  }
  if (later.type === 'draftEdited') return mergedInto(earlier, later);
  if (earlier.type !== 'partGrew' || later.type !== 'partGrew') return undefined;
  const isSame = earlier.node === later.node && earlier.index === later.index;
  const fits = earlier.text.length + later.text.length <= maxPieceLength;
  return isSame && fits ? { ...earlier, text: earlier.text + later.text } : undefined;
}

/** Merges an edit of a draft into the event that it edits, where that is not written yet either. */
function mergedInto(
  earlier: SessionEvent,
  later: Extract<SessionEvent, { type: 'draftEdited' }>,
): SessionEvent | undefined {
  const { field, column } = later;
  if (earlier.type === 'draftChanged' && earlier.column === column) {
    const whole = earlier.draft[field];
    if (whole === undefined || checksumOf(whole) !== later.before) return undefined;
    return { ...earlier, draft: { ...earlier.draft, [field]: edited(whole, later) } };
  }
  if (earlier.type !== 'draftEdited' || earlier.column !== column || earlier.field !== field) return undefined;
  const edit = earlier.after === later.before ? mergedEdits(earlier, later) : undefined;
  return edit && { ...later, ...edit, before: earlier.before };
}

/** Returns the end of an answer whose window went away. */
export function interrupted(parts: readonly MessagePart[]): RecordedEnd {
  const why = 'Its window was closed, reloaded or replaced by another, or this copy was made before it ended.';
  const hasText = parts.some((part) => growing(part) !== '');
  return {
    status: 'stopped',
    error: {
      kind: 'interrupted',
      message: 'This answer was interrupted.',
      advice: hasText ? `${why} The text received so far is kept.` : why,
      actions: ['retry'],
    },
  };
}

/** Ends the answers that still stream after a crash or a reload. The text received so far is kept. */
function settle(session: Session): SessionEvent[] {
  return streamingAnswers(session).map(({ id, parts }) => ({ type: 'answerEnded', node: id, end: interrupted(parts) }));
}

/** Facts that the list of sessions shows. */
function summary(session: Session): Omit<SessionSummary, 'bytes'> {
  let updated = session.created;
  let model = '';
  for (const node of session.nodes.values()) {
    if (node.at > updated) updated = node.at;
    if (node.kind === 'answer') model = node.target.model;
  }
  const turns = Math.max(0, ...session.columns.map(({ leaf }) => turnsTo(session, leaf).length));
  model ||= session.columns.find(({ draft }) => draft.model !== '')?.draft.model ?? '';
  return { id: session.id, title: titleOf(session), updated, model, turns };
}
