import { withoutFields } from '../../base/json';
import { toolTraits } from '../../chat/dialects/toolTraits';
import { firstWords } from './firstWords';
import { attachmentsOf, promptParts } from './draftAttachments';
import { isFilePart } from '../../chat/messages/fileParts';
import { textOf } from './nodeText';
import { maxAttachments, unknownTarget } from './sessionSchema';
import type { MessagePart } from '../../chat/messages/chatTypes';
import type { AnswerNode, Draft, PromptNode, SessionNode } from './sessionSchema';
import { columnOf, siblingsOf, turnsTo } from './sessionTree';
import { callsOf, draftResults, resultsFor, resultsOf, toolNames } from './toolTurns';
import type { ToolCallView } from './toolTurns';
import type { Session, ShownTurn } from './sessionTree';
import { renderedEdit } from './draftVariables';

// Each change of the user in a conversation becomes a branch of its own, so that nothing is overwritten. The nodes
// below the changed one are written again below the new one, because a node has one parent.

/** New nodes, each after its parent, and the end of the path that they form. */
export interface Branch {
  readonly nodes: readonly SessionNode[];
  readonly leaf: string | null;
}

/** The message that a draft edits, and the text and variables of that edit. */
type Edit = Pick<Draft, 'editing' | 'edited' | 'variables'>;

interface Making {
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The last message of a path, and the calls whose results it may contain. */
interface Unanswered {
  readonly prompt: PromptNode;
  readonly calls: readonly ToolCallView[];
}

/** A path without one of its messages. `unanswered`: the last message, when its answer is taken out. */
interface Shortened extends Branch {
  readonly unanswered?: Unanswered;
}

/**
 * Returns the path without a message. A prompt is removed with its answer. Where an answer is removed alone, its prompt
 * joins the next one, as two messages in a row are no conversation. Without a next one, the prompt leaves the path,
 * too, and is returned to be edited.
 */
export function withoutMessage(turns: readonly ShownTurn[], nodeId: string, making: Making): Shortened | undefined {
  const at = indexOf(turns, nodeId);
  const turn = turns[at];
  if (turn === undefined) return undefined;
  const { prompt } = turn;
  const next = turns[at + 1];
  if (prompt.id === nodeId) return below(prompt.parent, [], turns.slice(at + 1), making);
  if (next === undefined) {
    const before = turns[at - 1]?.answer;
    return { nodes: [], leaf: prompt.parent, unanswered: { prompt, calls: before ? callsOf(before) : [] } };
  }
  const text = joinedTexts(textOf(prompt), textOf(next.prompt));
  // The tool results of the next prompt belong to calls of the removed answer, and are removed with it.
  const parts = [...prompt.parts, ...next.prompt.parts.filter(({ type }) => type !== 'tool-result')];
  const joined = editedPrompt({ ...next.prompt, parent: prompt.parent, parts }, text, making);
  const kept = next.answer ? [keptAnswer(next.answer, joined.id, making)] : [];
  return below(prompt.parent, [joined, ...kept], turns.slice(at + 2), making);
}

/**
 * Returns the changes to the draft below a path when the answer to its last message was taken out. That message, with
 * its files, comes before the text that is already written. Its results of tools stand there as if they were typed.
 */
export function unsent(
  { prompt, calls }: Unanswered,
  { message, attachments: before = [] }: Pick<Draft, 'message' | 'attachments'>,
): Partial<Draft> {
  const toolResults = resultsFor(calls, draftResults(prompt));
  const text = textOf(prompt);
  // Files that wait in the draft have no other place and are all kept. Those that come back are in their old branch, too.
  const waiting = new Set(before.map(({ blob }) => blob));
  const own = attachmentsOf(prompt.parts).filter(({ blob }) => !waiting.has(blob));
  const attachments = [...own.slice(0, maxAttachments - before.length), ...before];
  return {
    ...(text !== '' && { message: joinedTexts(text, message) }),
    ...(own.length > 0 && { attachments }),
    ...(toolResults.length > 0 && { toolResults }),
  };
}

const indexOf = (turns: readonly ShownTurn[], nodeId: string): number =>
  turns.findIndex(({ prompt, answer }) => prompt.id === nodeId || answer?.id === nodeId);

/** Joins messages to one text, without blank ones. */
const joinedTexts = (...texts: readonly string[]): string => texts.filter((text) => text.trim() !== '').join('\n\n');

/** Returns the path with the edited text in one of its messages. All messages after it stay. */
export function withText(turns: readonly ShownTurn[], draft: Edit, making: Making): Branch | undefined {
  const { editing: nodeId = '', edited: text = '' } = draft;
  const at = indexOf(turns, nodeId);
  const turn = turns[at];
  if (turn === undefined) return undefined;
  const { prompt, answer } = turn;
  const after = turns.slice(at + 1);
  if (answer?.id === nodeId) return below(prompt.id, [editedAnswer(answer, text, making)], after, making);
  const edited = editedPrompt(prompt, renderedEdit(draft), making);
  const kept = answer ? [keptAnswer(answer, edited.id, making)] : [];
  return below(prompt.parent, [edited, ...kept], after, making);
}

/**
 * Makes a prompt that replaces another, with new text and all other parts. The origins of the text are dropped, as they
 * are no longer true.
 */
export const editedPrompt = (prompt: PromptNode, text: string, { randomId, now }: Making): PromptNode => ({
  ...{ kind: 'prompt', id: randomId(), parent: prompt.parent, at: now(), system: prompt.system },
  parts: [
    ...promptParts(text, attachmentsOf(prompt.parts)),
    ...prompt.parts.filter((part) => part.type !== 'text' && !isFilePart(part)),
  ],
});

/** Makes a message and the answer that the user has written to it. */
export function ownPair(
  leaf: string | null,
  { system, message, edited = '', attachments }: Pick<Draft, 'system' | 'message' | 'edited' | 'attachments'>,
  { randomId, now }: Making,
): Branch {
  const prompt: PromptNode = {
    ...{ kind: 'prompt', id: randomId(), parent: leaf, at: now(), system },
    parts: promptParts(message, attachments),
  };
  const answer = ownAnswerOf(prompt.id, edited, { randomId, now });
  return { nodes: [prompt, answer], leaf: answer.id };
}

const ownAnswerOf = (parent: string, text: string, { randomId, now }: Making): AnswerNode => ({
  ...{ kind: 'answer', id: randomId(), parent, at: now(), target: unknownTarget, made: 'by-hand', status: 'done' },
  parts: [{ type: 'text', text }],
});

/**
 * Makes an answer of the edited text and the calls of tools, whose results are in the messages that follow. Reasoning
 * and cost are left out, as they belong to the text before.
 */
function editedAnswer(answer: AnswerNode, text: string, making: Making): AnswerNode {
  const own = ownAnswerOf(answer.parent ?? '', text, making);
  const calls = answer.parts.filter(({ type }) => type === 'tool-call').map(unsigned);
  return answer.made === 'by-hand' || textOf(answer).trim() === ''
    ? own
    : { ...own, target: answer.target, made: 'edited', parts: [...own.parts, ...calls] };
}

/**
 * Removes what a provider signed for the conversation as it was. Calls in Chat Completions keep it, as it has to come
 * back unchanged, whatever stood before.
 */
function unsigned(part: MessagePart): MessagePart {
  if (!('opaque' in part) || toolTraits[part.opaque.dialect].keepsSeals) return part;
  return withoutFields(part, 'opaque') as MessagePart;
}

/**
 * Copies an answer below another prompt, without its cost, which was paid once, and without what a provider signed for
 * the conversation before.
 */
function keptAnswer(
  { target, parts, status, finishReason, error, at, made }: AnswerNode,
  parent: string,
  { randomId }: Pick<Making, 'randomId'>,
): AnswerNode {
  return {
    ...{ kind: 'answer', id: randomId(), parent, at, target, parts: parts.map(unsigned), status, made: made ?? 'kept' },
    ...(finishReason && { finishReason }),
    ...(error && { error }),
  };
}

/** Returns `first` and, below it, copies of the turns that followed. */
function below(
  parent: string | null,
  first: readonly SessionNode[],
  after: readonly ShownTurn[],
  making: Making,
): Branch {
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

/** One way through the tree, as it is shown in a list. */
interface BranchRow {
  /** Its last node. */
  readonly leaf: string;
  /** The first words in which it differs from the shown branch. For that one, the words of its last question. */
  readonly title: string;
  /**
   * The first words of the part that only this branch has, and then of its last message. Parts shared with other
   * branches say nothing.
   */
  readonly own: string;
  readonly end: string;
  readonly turns: number;
  readonly model: string;
  /** Milliseconds since 1970, of its last node. */
  readonly at: number;
  readonly isShown: boolean;
}

/** The most rows, which is more than a user reads through. */
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
  const fork = path.findLastIndex((node) => siblingsOf(session, node).length > 1);
  const wordsOf = (node: SessionNode | undefined): string => {
    if (node === undefined) return '';
    return firstWords(textOf(node)) || toolNames(node.kind === 'answer' ? callsOf(node) : resultsOf(session, node));
  };
  return {
    ...{ leaf, isShown, turns: turns.length, at: path.at(-1)?.at ?? session.created },
    ...{ title: wordsOf(other), own: wordsOf(path[fork]), end: wordsOf(turns.at(-1)?.prompt) },
    model: turns.findLast(({ answer }) => answer && answer.target.model !== '')?.answer?.target.model ?? '',
  };
}
