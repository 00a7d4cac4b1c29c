import type { GrownCall } from './grownCall';
import { joinsAt } from './nodeText';
import { firstColumnId } from './sessionSchema';
import type { AnswerNode, Draft, PromptNode, SessionEvent } from './sessionSchema';
import { columnOf, draftIn, siblingsOf, turnsOf } from './sessionTree';
import type { Session, ShownTurn } from './sessionTree';
import { isShown, streamingIn } from './streaming';
import { callsOf } from './toolTurns';
import { headIn, turnHeads } from './turnHeads';
import type { TurnHead } from './turnHeads';

// The changes that an event makes to a column, for the views that show it.

/** A change to a column, for the views that show it. */
export type ColumnEvent = { readonly column: string } & (
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'turns'; readonly turns: readonly TurnHead[]; readonly isEnd?: true }
  | { readonly type: 'turnChanged'; readonly head: TurnHead }
  | {
      readonly type: 'answerGrew';
      readonly answerId: string;
      readonly reasoning: string;
      readonly text: string;
      readonly call?: GrownCall;
    }
);

/** Tells what `event` changed in a column, from the session before it to the session after it. */
export function columnEvent(
  before: Session,
  after: Session,
  event: SessionEvent,
  column: string,
): ColumnEvent | undefined {
  if (before === after) return undefined;
  switch (event.type) {
    case 'draftChanged':
    case 'draftEdited':
      return (event.column ?? firstColumnId) === column
        ? { type: 'draft', column, draft: draftIn(after, column) }
        : undefined;
    case 'titled':
    case 'partEnded':
      return undefined;
    case 'nodeAdded': // A new node is shown when a column leads to it. Until then it stands beside shown nodes.
      return event.node.kind === 'answer'
        ? siblingEvent(after, event.node.id, column)
        : promptEvent(after, event.node, column);
    case 'columnSet':
    case 'columnRemoved':
      return columnOf(before, column) === columnOf(after, column) && !streamsOtherwise(before, after, column)
        ? undefined
        : turnsEvent(before, after, column);
    case 'bestMarked':
      return markEvent(before, after, column);
    case 'partStarted':
    case 'partGrew':
      return isShown(after, event.node, column) ? answerEvent(before, after, event, column) : undefined;
    case 'answerEnded':
      return isShown(after, event.node, column)
        ? answerEvent(before, after, event, column)
        : siblingEvent(after, event.node, column);
  }
}

/**
 * Returns the event for a path that leads elsewhere. Where it only continues at its end, the turns before stay, so that
 * a long conversation is not sent again with each message.
 */
function turnsEvent(before: Session, after: Session, column: string): ColumnEvent {
  const [end, leaf] = [columnOf(before, column)?.leaf ?? null, columnOf(after, column)?.leaf ?? null];
  const [old, added] = [turnEndingIn(after, end), turnEndingIn(after, leaf)];
  if (!old || added?.prompt.parent !== end || streamsOtherwise(before, after, column)) {
    return { type: 'turns', column, turns: turnHeads(after, column) };
  }
  return { type: 'turns', column, isEnd: true, turns: [old, added].map((turn) => headIn(after, column, turn)) };
}

function turnEndingIn({ nodes }: Session, leaf: string | null): ShownTurn | undefined {
  const answer = leaf === null ? undefined : nodes.get(leaf);
  const prompt = answer?.kind !== 'answer' || answer.parent === null ? undefined : nodes.get(answer.parent);
  return answer?.kind === 'answer' && prompt?.kind === 'prompt' ? { prompt, answer } : undefined;
}

/**
 * Whether other answers than before stream on the path of a column. A column that asked for them may lead there now, or
 * no longer.
 */
function streamsOtherwise(before: Session, after: Session, column: string): boolean {
  if (after.columns.length < 2 && before.columns.length < 2) return false;
  const [were, are] = [streamingIn(before, column), streamingIn(after, column)];
  return were.length !== are.length || were.some((answer, i) => answer.id !== are[i]?.id);
}

/**
 * Returns the event for an answer that is not shown and was added or has ended. Another answer to its prompt may be
 * shown.
 */
function siblingEvent(session: Session, id: string, column: string): ColumnEvent | undefined {
  const { parent = null } = session.nodes.get(id) ?? {};
  const isAlone = siblingsOf(session, { parent }).length === 1;
  // A path leads through the message only if that has another answer. This check saves searching the path.
  if (isAlone && columnOf(session, column)?.leaf !== parent) return undefined;
  const turn = parent !== null && isShown(session, parent, column) ? turnOf(session, column, parent) : undefined;
  return turn?.answer && { type: 'turnChanged', column, head: headIn(session, column, turn) };
}

/**
 * Returns the event for a prompt that another column added at a place of this path or at its end. A column that is
 * alone reports its turns when it leads there.
 */
function promptEvent(session: Session, { id, parent }: PromptNode, column: string): ColumnEvent | undefined {
  const isOnPath =
    columnOf(session, column)?.leaf === parent || siblingsOf(session, { parent }).some((one) => one !== id);
  if (session.columns.length < 2 || !isOnPath) return undefined;
  const turns = turnsOf(session, column);
  const turn = turns.find(({ prompt }) => prompt.parent === parent) ?? turns.at(-1);
  return turn && { type: 'turnChanged', column, head: headIn(session, column, turn) };
}

/**
 * Returns the event for a mark of the best answer. An answer shown here may lose its mark to another one. A path has
 * one answer to a message.
 */
function markEvent(before: Session, after: Session, column: string): ColumnEvent | undefined {
  const turn = turnsOf(after, column).find(({ answer }) => answer && before.nodes.get(answer.id) !== answer);
  return turn && { type: 'turnChanged', column, head: headIn(after, column, turn) };
}

const turnOf = (session: Session, column: string, promptId: string): ShownTurn | undefined =>
  turnsOf(session, column).findLast(({ prompt }) => prompt.id === promptId);

type AnswerEvent = Extract<SessionEvent, { type: 'partStarted' | 'partGrew' | 'answerEnded' }>;

function answerEvent(before: Session, after: Session, event: AnswerEvent, column: string): ColumnEvent | undefined {
  const old = before.nodes.get(event.node);
  const answer = after.nodes.get(event.node);
  if (old?.kind !== 'answer' || answer?.kind !== 'answer') return undefined;
  const head = (): ColumnEvent | undefined => {
    const prompt = answer.parent === null ? undefined : after.nodes.get(answer.parent);
    return prompt?.kind === 'prompt'
      ? { type: 'turnChanged', column, head: headIn(after, column, { prompt, answer }) }
      : undefined;
  };
  if (event.type === 'answerEnded') return head();
  const part = answer.parts[event.index];
  if (part?.type === 'tool-call') return callEvent(answer, old, event, column);
  if (part?.type !== 'text' && part?.type !== 'reasoning') return head();
  const oldPart = old.parts[event.index];
  const oldLength = oldPart?.type === part.type ? oldPart.text.length : 0;
  // Only as much as the reducer took, as a text has a maximum length. This slices the text of the event, because
  // slicing the long answer would join its pieces.
  const more = event.type === 'partGrew' ? event.text.slice(0, part.text.length - oldLength) : part.text;
  const join = joinsAt(old.parts, event.index, part.type);
  if (more === '') return undefined;
  // The text does not grow at its end. The lengths in the head tell the page that its text is out of date.
  if (join === undefined) return head();
  const grown = join + more;
  const isText = part.type === 'text';
  return {
    type: 'answerGrew',
    column,
    answerId: event.node,
    reasoning: isText ? '' : grown,
    text: isText ? grown : '',
  };
}

/** Returns the event for a call that has begun or whose input has grown. */
function callEvent(answer: AnswerNode, old: AnswerNode, event: AnswerEvent, column: string): ColumnEvent | undefined {
  if (event.type === 'answerEnded') return undefined;
  const { index } = event;
  const [part, before] = [answer.parts[index], old.parts[index]];
  if (part?.type !== 'tool-call') return undefined;
  const at = callsOf({ parts: answer.parts.slice(0, index) }).length;
  const { id, name } = part;
  const grew = { type: 'answerGrew', column, answerId: answer.id, reasoning: '', text: '' } as const;
  if (event.type === 'partStarted' || before?.type !== 'tool-call') {
    return { ...grew, call: { at, id, name, input: part.input } };
  }
  // Only as much as the reducer took. This slices the text of the event, because slicing the long input would join its
  // pieces.
  const input = event.text.slice(0, part.input.length - before.input.length);
  return { ...grew, call: { at, id: '', name: '', input } };
}
