import { firstColumnId } from './sessionSchema';
import type { AnswerNode } from './sessionSchema';
import { siblingsOf, turnsOf, turnsTo } from './sessionTree';
import type { Session } from './sessionTree';

// Columns share turns. An answer that streams below a message of several paths belongs to the column that asked for it,
// so the other columns can go on.

/**
 * Returns whether a node is on the path of a column. A streaming answer has nothing below it, so it is on the path only
 * as the leaf, and the path need not be searched.
 */
export function isShown({ nodes, children, columns }: Session, id: string, columnId: string): boolean {
  let at = columns.find((column) => column.id === columnId)?.leaf ?? null;
  if (at === id || !children.has(id)) return at === id;
  while (at !== null && at !== id) at = nodes.get(at)?.parent ?? null;
  return at !== null;
}

/** Whether another column asked for an answer and still leads to its message. The streaming answer is stopped there. */
const isOfAnother = (session: Session, { parent, column = firstColumnId }: AnswerNode, columnId: string): boolean =>
  column !== columnId && parent !== null && isShown(session, parent, column);

/** Whether an answer to a message on the path of a column streams there. */
export const streamsIn = (session: Session, answer: AnswerNode, columnId: string): boolean =>
  answer.status === 'streaming' && (isShown(session, answer.id, columnId) || !isOfAnother(session, answer, columnId));

/** Returns the answers that stream in a column: the shown ones, and those beside them to the same messages. */
export const streamingIn = (session: Session, columnId: string): AnswerNode[] =>
  turnsOf(session, columnId)
    .flatMap(({ answer }) => (answer ? siblingsOf(session, answer) : []))
    .map((id) => session.nodes.get(id))
    .filter((node): node is AnswerNode => node?.kind === 'answer' && streamsIn(session, node, columnId));

/** Whether a column that ends there would leave a streaming answer where no column can stop it. */
export function leadsAway(session: Session, columnId: string, leaf: string): boolean {
  const own = streamingIn(session, columnId).filter((answer) => !isOfAnother(session, answer, columnId));
  if (own.length === 0) return false;
  const kept = new Set(turnsTo(session, leaf).map(({ prompt }) => prompt.id));
  return own.some(({ parent }) => !kept.has(parent ?? ''));
}
