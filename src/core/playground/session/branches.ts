import { firstWords } from './firstWords';
import { textOf } from './nodeText';
import { unknownTarget } from './sessionSchema';
import type { MessagePart } from '../../chat/messages/types';
import type { AnswerNode, Draft, PromptNode, SessionNode } from './sessionSchema';
import { columnOf, turnsTo } from './sessionTree';
import type { Session, Turn } from './sessionTree';

// What the user changes in a conversation becomes a branch of its own: nothing is overwritten. What stood below the change
// is written again below it, because a node has one parent.

/** New nodes, each after its parent, and where the path ends with them. */
export interface Branch {
  readonly nodes: readonly SessionNode[];
  readonly leaf: string | null;
}

interface Making {
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The path without a turn. */
export function withoutTurn(turns: readonly Turn[], promptId: string, making: Making): Branch | undefined {
  const at = turns.findIndex(({ prompt }) => prompt.id === promptId);
  const turn = turns[at];
  return turn && below(turn.prompt.parent, [], turns.slice(at + 1), making);
}

/** The path with another text in one of its messages. All that follows stays. */
export function withText(turns: readonly Turn[], nodeId: string, text: string, making: Making): Branch | undefined {
  const at = turns.findIndex(({ prompt, answer }) => prompt.id === nodeId || answer?.id === nodeId);
  const turn = turns[at];
  if (turn === undefined) return undefined;
  const { prompt, answer } = turn;
  const after = turns.slice(at + 1);
  if (answer?.id === nodeId) return below(prompt.id, [editedAnswer(answer, text, making)], after, making);
  const edited = editedPrompt(prompt, text, making);
  const kept = answer ? [keptAnswer(answer, edited.id, making)] : [];
  return below(prompt.parent, [edited, ...kept], after, making);
}

/** A prompt in the place of another one: with other text, and what it holds besides. Where the text was taken from is no longer true. */
export const editedPrompt = (prompt: PromptNode, text: string, { randomId, now }: Making): PromptNode => ({
  ...{ kind: 'prompt', id: randomId(), parent: prompt.parent, at: now(), system: prompt.system },
  parts: [{ type: 'text', text }, ...prompt.parts.filter((part) => part.type !== 'text')],
});

/** A message and the answer that the user has written to it. */
export function ownPair(
  leaf: string | null,
  { system, message, edited = '' }: Pick<Draft, 'system' | 'message' | 'edited'>,
  { randomId, now }: Making,
): Branch {
  const prompt: PromptNode = {
    ...{ kind: 'prompt', id: randomId(), parent: leaf, at: now(), system },
    parts: [{ type: 'text', text: message }],
  };
  const answer = ownAnswerOf(prompt.id, edited, { randomId, now });
  return { nodes: [prompt, answer], leaf: answer.id };
}

const ownAnswerOf = (parent: string, text: string, { randomId, now }: Making): AnswerNode => ({
  ...{ kind: 'answer', id: randomId(), parent, at: now(), target: unknownTarget, made: 'by-hand', status: 'done' },
  parts: [{ type: 'text', text }],
});

/** Its text alone: reasoning and calls of tools led to another one. What was paid was paid for that. */
function editedAnswer(answer: AnswerNode, text: string, making: Making): AnswerNode {
  const own = ownAnswerOf(answer.parent ?? '', text, making);
  return answer.made === 'by-hand' || textOf(answer).trim() === ''
    ? own
    : { ...own, target: answer.target, made: 'edited' };
}

/** The answer below another prompt: without what it cost, which was paid once, and without what a provider signed for the conversation before. */
function keptAnswer(
  { target, parts, status, finishReason, error, at, made }: AnswerNode,
  parent: string,
  { randomId }: Pick<Making, 'randomId'>,
): AnswerNode {
  const unsigned = (part: MessagePart): MessagePart => {
    const own = { ...part };
    Reflect.deleteProperty(own, 'opaque');
    return own;
  };
  return {
    ...{ kind: 'answer', id: randomId(), parent, at, target, parts: parts.map(unsigned), status, made: made ?? 'kept' },
    ...(finishReason && { finishReason }),
    ...(error && { error }),
  };
}

/** `first`, and below it what followed, again. */
function below(parent: string | null, first: readonly SessionNode[], after: readonly Turn[], making: Making): Branch {
  const nodes = [...first];
  let leaf = nodes.at(-1)?.id ?? parent;
  for (const { prompt, answer } of after) {
    const copy = { ...prompt, id: making.randomId(), parent: leaf };
    nodes.push(copy);
    if (answer) nodes.push(keptAnswer(answer, copy.id, making));
    leaf = nodes.at(-1)?.id ?? leaf;
  }
  return { nodes, leaf };
}

/** One way through the tree, as a list shows it. */
export interface BranchRow {
  /** Its last node. */
  readonly leaf: string;
  /** The first words in which it differs from what is shown; of that, its last question. */
  readonly title: string;
  readonly turns: number;
  readonly model: string;
  /** Milliseconds since 1970, of its last node. */
  readonly at: number;
  readonly isShown: boolean;
}

/** More than anybody reads through. */
const maxRows = 200;

/** The branches of a session, the newest first. */
export function branchesOf(session: Session, columnId: string): BranchRow[] {
  const { nodes, children } = session;
  const shownLeaf = columnOf(session, columnId)?.leaf ?? null;
  const shown = new Set(turnsTo(session, shownLeaf).flatMap(({ prompt, answer }) => [prompt.id, answer?.id]));
  const ends = [...nodes.values()].filter(({ id }) => !children.has(id) || id === shownLeaf);
  return ends
    .slice(-maxRows)
    .reverse()
    .map(({ id }) => rowOf(session, id, shown, id === shownLeaf));
}

function rowOf(session: Session, leaf: string, shown: ReadonlySet<string | undefined>, isShown: boolean): BranchRow {
  const turns = turnsTo(session, leaf);
  const path = turns.flatMap(({ prompt, answer }) => (answer ? [prompt, answer] : [prompt]));
  const other = path.find(({ id }) => !shown.has(id)) ?? turns.at(-1)?.prompt;
  return {
    ...{ leaf, isShown, turns: turns.length, at: path.at(-1)?.at ?? session.created },
    title: other === undefined ? '' : firstWords(textOf(other)),
    model: turns.findLast(({ answer }) => answer && answer.target.model !== '')?.answer?.target.model ?? '',
  };
}
