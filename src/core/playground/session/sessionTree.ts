import { PersistentMap } from '../../base/persistentMap';
import { maxTextLength } from '../../chat/messages/chatTypes';
import { emptyDraft, firstColumnId, unknownTarget } from './sessionSchema';
import { checksumOf, edited } from './textEdit';
import type { RecordedEnd } from '../../chat/messages/recordedEnd';
import type { MessagePart } from '../../chat/messages/chatTypes';
import type { AnswerNode, ColumnEnd, Draft, PromptNode, SessionEvent, SessionNode } from './sessionSchema';

/** One path of a session, to its leaf, with what the user composes below it. */
export interface SessionColumn extends ColumnEnd {
  readonly draft: Draft;
}

/**
 * A conversation with its branches: prompts and answers, each below what it follows. A retry is a sibling of the answer
 * it asks again, so nothing is ever overwritten. Columns are the paths of it that are shown.
 */
export interface Session {
  readonly id: string;
  /** Empty until the user gives one; see `titleOf`. */
  readonly title: string;
  /** Milliseconds since 1970, as in all nodes. */
  readonly created: number;
  readonly nodes: PersistentMap<string, SessionNode>;
  /** Ids of the nodes below a node, oldest first. The roots stand under ''. */
  readonly children: PersistentMap<string, readonly string[]>;
  readonly columns: readonly SessionColumn[];
}

export const emptySession = (id: string, created: number): Session => ({
  id,
  title: '',
  created,
  nodes: PersistentMap.empty(),
  children: PersistentMap.empty(),
  columns: [{ id: firstColumnId, leaf: null, draft: emptyDraft }],
});

/**
 * Applies an event. Pure and total: an event that does not fit changes nothing. A step costs no more in a long
 * conversation.
 */
export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'titled':
      return { ...session, title: event.title };
    case 'draftChanged':
      return changeColumn(session, event.column ?? firstColumnId, ({ draft }) => ({
        draft: { ...draft, ...event.draft },
      }));
    case 'draftEdited':
      return editDraft(session, event);
    case 'nodeAdded':
      return addNode(session, event.node);
    case 'partStarted':
      return changeParts(session, event.node, (parts) =>
        event.index === parts.length ? [...parts, event.part] : undefined,
      );
    case 'partGrew':
      return changePart(session, event.node, event.index, (part) => grown(part, event.text));
    case 'partEnded': {
      const { opaque } = event;
      if (opaque === undefined) return session;
      return changePart(session, event.node, event.index, (part) =>
        part.type === 'reasoning' || part.type === 'tool-call' ? { ...part, opaque } : undefined,
      );
    }
    case 'answerEnded':
      return endAnswer(session, event.node, event.end);
    case 'bestMarked':
      return markBest(session, event.node, event.isBest);
    case 'columnSet':
      return setColumn(session, event.column);
    case 'columnRemoved':
      return { ...session, columns: session.columns.filter(({ id }) => id !== event.id) };
  }
}

function editDraft(session: Session, event: Extract<SessionEvent, { type: 'draftEdited' }>): Session {
  const { field, column = firstColumnId } = event;
  const draft = draftIn(session, column);
  const text = draft[field] ?? '';
  if (checksumOf(text) !== event.before) return session;
  return withDraft(session, column, { ...draft, [field]: edited(text, event) });
}

const childKey = (parent: string | null): string => parent ?? '';

function addNode(session: Session, node: SessionNode): Session {
  if (node.id === '' || node.parent === node.id || session.nodes.has(node.id)) return session;
  const at = node.parent === null ? session : withParent(session, node, node.parent);
  const parent = node.parent === null ? undefined : at.nodes.get(node.parent);
  // Prompts follow answers or nothing, answers follow prompts.
  if (parent === undefined ? node.kind === 'answer' : parent.kind === node.kind) return session;
  return insert(at, parent === undefined && node.parent !== null ? { ...node, parent: null } : node);
}

function insert(session: Session, node: SessionNode): Session {
  const key = childKey(node.parent);
  const siblings = [...(session.children.get(key) ?? []), node.id];
  return { ...session, nodes: session.nodes.with(node.id, node), children: session.children.with(key, siblings) };
}

/**
 * Inserts an empty node for a parent that could not be read, at the end of the conversation, so that the child is not
 * lost, too.
 */
function withParent(session: Session, child: SessionNode, id: string): Session {
  if (session.nodes.has(id)) return session;
  const leaf = session.columns.find((column) => column.leaf !== null)?.leaf ?? null;
  const end = leaf === null ? undefined : session.nodes.get(leaf);
  if (child.kind === 'answer') {
    const parent = end?.kind === 'prompt' ? end.parent : leaf;
    return insert(session, { kind: 'prompt', id, parent, at: child.at, system: '', parts: [] });
  }
  const parent = newestUnanswered(session) ?? (end?.kind === 'answer' ? end.parent : leaf);
  if (parent === null) return session;
  const target = unknownTarget;
  return insert(session, { kind: 'answer', id, parent, at: child.at, target, parts: [], status: 'stopped' });
}

function newestUnanswered({ nodes, children }: Session): string | undefined {
  let newest: string | undefined;
  for (const { id, kind } of nodes.values()) if (kind === 'prompt' && !children.has(id)) newest = id;
  return newest;
}

/**
 * Changes the parts of an answer while it streams, or of a long prompt, which comes in pieces, until something follows
 * it.
 */
function changeParts(
  session: Session,
  id: string,
  change: (parts: readonly MessagePart[]) => readonly MessagePart[] | undefined,
): Session {
  const node = session.nodes.get(id);
  if (node === undefined || (node.kind === 'answer' ? node.status !== 'streaming' : session.children.has(id))) {
    return session;
  }
  const parts = change(node.parts);
  return parts ? { ...session, nodes: session.nodes.with(id, { ...node, parts }) } : session;
}

function endAnswer(session: Session, id: string, end: RecordedEnd): Session {
  const node = session.nodes.get(id);
  if (node?.kind !== 'answer' || node.status !== 'streaming') return session;
  return { ...session, nodes: session.nodes.with(id, { ...node, ...end }) };
}

/** Sets or removes the mark of an answer. A new mark is taken from the others: a prompt has one best answer. */
function markBest(session: Session, id: string, isBest: boolean): Session {
  const node = session.nodes.get(id);
  if (node?.kind !== 'answer') return session;
  const others = isBest ? rivalsOf(session, node).filter((other) => other.isBest === true) : [];
  const nodes = others.reduce((all, other) => all.with(other.id, { ...other, isBest: false }), session.nodes);
  return { ...session, nodes: nodes.with(id, { ...node, isBest }) };
}

/** Returns the other answers to the prompt of an answer, in all columns that it was sent to. */
function rivalsOf({ nodes, children }: Session, answer: AnswerNode): AnswerNode[] {
  const prompt = answer.parent === null ? undefined : nodes.get(answer.parent);
  if (prompt?.kind !== 'prompt') return [];
  const { id, group } = prompt;
  const isSame = (node: SessionNode): boolean => node.kind === 'prompt' && node.group === group;
  const prompts = group === undefined ? [id] : [...nodes.values()].filter(isSame).map((node) => node.id);
  const answers = prompts.flatMap((each) => children.get(each) ?? []).map((each) => nodes.get(each));
  return answers.filter((node): node is AnswerNode => node?.kind === 'answer' && node.id !== answer.id);
}

/** Finds a prompt that was sent to several columns at once, as one of them has it. */
export const promptInGroup = ({ nodes }: Session, group: string | undefined): PromptNode | undefined =>
  group === undefined
    ? undefined
    : [...nodes.values()].find((node): node is PromptNode => node.kind === 'prompt' && node.group === group);

function changePart(
  session: Session,
  id: string,
  index: number,
  change: (part: MessagePart) => MessagePart | undefined,
): Session {
  return changeParts(session, id, (parts) => {
    const part = parts[index];
    const changed = part && change(part);
    return changed && parts.with(index, changed);
  });
}

/**
 * Appends text to a part. Joined strings are ropes in JavaScript engines, so adding to a long text costs no more than
 * to a short one.
 */
function grown(part: MessagePart, more: string): MessagePart | undefined {
  if (part.type === 'tool-call') return { ...part, input: joined(part.input, more) };
  return part.type === 'text' || part.type === 'reasoning' ? { ...part, text: joined(part.text, more) } : undefined;
}

const joined = (text: string, more: string): string =>
  text.length + more.length <= maxTextLength ? text + more : text + more.slice(0, maxTextLength - text.length);

function setColumn(session: Session, { id, leaf }: ColumnEnd): Session {
  if (leaf !== null && !session.nodes.has(leaf)) return session;
  return changeColumn(session, id, () => ({ leaf }));
}

/** Changes a column. Creates it where it is missing. */
function changeColumn(
  session: Session,
  id: string,
  change: (column: SessionColumn) => Partial<SessionColumn>,
): Session {
  const { columns } = session;
  const column = columnOf(session, id) ?? { id, leaf: null, draft: emptyDraft };
  const changed = { ...column, ...change(column) };
  const isNew = !columns.includes(column);
  return {
    ...session,
    columns: isNew ? [...columns, changed] : columns.map((old) => (old === column ? changed : old)),
  };
}

/** Returns the session with that draft in a column. */
export const withDraft = (session: Session, columnId: string, draft: Draft): Session =>
  changeColumn(session, columnId, () => ({ draft }));

/** A prompt and the answer that is shown below it. */
export interface ShownTurn {
  readonly prompt: PromptNode;
  readonly answer: AnswerNode | undefined;
}

export const columnOf = (session: Session, columnId: string): SessionColumn | undefined =>
  session.columns.find(({ id }) => id === columnId);

export const haveSameColumns = ({ columns: ones }: Session, { columns: others }: Session): boolean =>
  ones.length === others.length && ones.every(({ id }, i) => id === others[i]?.id);

/** Returns the conversation that ends in `leaf`, oldest first. */
export function turnsTo({ nodes }: Session, leaf: string | null): ShownTurn[] {
  const turns: ShownTurn[] = [];
  let answer: AnswerNode | undefined;
  for (let id = leaf; id !== null;) {
    const node = nodes.get(id);
    if (!node) break;
    if (node.kind === 'answer') answer = node;
    else {
      turns.push({ prompt: node, answer });
      answer = undefined;
    }
    id = node.parent;
  }
  return turns.reverse();
}

/** Returns the draft of a column. */
export const draftIn = (session: Session, columnId: string): Draft => columnOf(session, columnId)?.draft ?? emptyDraft;

/** Returns the turns of a column. */
export const turnsOf = (session: Session, columnId: string): ShownTurn[] =>
  turnsTo(session, columnOf(session, columnId)?.leaf ?? null);

/** Finds the answer that was asked for last among those that the columns show. */
export function newestAnswer(session: Session, isMeant?: (answer: AnswerNode) => boolean): AnswerNode | undefined {
  const shown = session.columns.flatMap(({ leaf }) => turnsTo(session, leaf).flatMap(({ answer }) => answer ?? []));
  return shown.filter((answer) => isMeant?.(answer) !== false).sort((one, other) => other.at - one.at)[0];
}

/**
 * Returns the ids of all nodes below the parent of a node, oldest first: answers to one prompt, or prompts at one
 * place.
 */
export function siblingsOf(session: Session, node: Pick<SessionNode, 'parent'>): readonly string[] {
  return session.children.get(childKey(node.parent)) ?? [];
}

/**
 * Finds the newest node without children among `id` and all nodes below it, where paging to `id` leads. Nodes are in
 * the order in which they were added, each after its parent. Their times do not tell that order, because a clock can be
 * set back.
 */
export function newestLeaf({ nodes }: Session, id: string): string {
  const below = new Set([id]);
  let newest = id;
  for (const node of nodes.values()) {
    if (node.parent === null || !below.has(node.parent)) continue;
    below.add(node.id);
    newest = node.id;
  }
  return newest;
}

export const streamingAnswers = ({ nodes }: Session): AnswerNode[] =>
  [...nodes.values()].filter((node): node is AnswerNode => node.kind === 'answer' && node.status === 'streaming');
