import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { atOnce } from '../../base/work';
import type { Work } from '../../base/work';
import { joinsAt, reasoningOf, textOf, wasAsked } from './nodeText';
import { count, shortText, text } from '../../chat/messages/types';
import { answerFacts } from '../../chat/messages/recordedEnd';
import { firstWords, titleWords } from './firstWords';
import { attachmentsOf, isFilePart } from './attachments';
import { attachment, firstColumnId, made, unknownTarget } from './sessionSchema';
import type { AnswerNode, Draft, PromptNode, SessionEvent, SessionNode } from './sessionSchema';
import { reasoningFacts, reasoningFactsOf } from './reasoningFacts';
import { spread, spreadOf } from './spread';
import { columnOf, draftIn, siblingsOf, turnsOf } from './sessionTree';
import type { Session, Turn } from './sessionTree';
import { isShown, streamingIn, streamsIn } from './streaming';

// A conversation as a page gets it: a head for every turn, and the texts of the turns that are in sight.

/** Nodes at one place of different branches. */
const places = v.object({ at: count, of: count, ids: v.array(shortText) });
export type Places = Frozen<v.InferOutput<typeof places>>;

export const turnHead = v.object({
  promptId: shortText,
  /** `null`: the prompt has no answer, not even a failed one. */
  answerId: v.nullable(shortText),
  at: count,
  /** The first words of the prompt, on one line. */
  title: shortText,
  providerId: shortText,
  providerName: shortText,
  host: shortText,
  model: shortText,
  hasSystem: v.boolean(),
  /** UTF-16 code units of the texts of the body. A body of other lengths is out of date. */
  characters: v.object({ prompt: count, reasoning: count, answer: count }),
  status: v.nullable(v.picklist(['streaming', 'done', 'stopped', 'failed'])),
  ...answerFacts,
  made: v.exactOptional(made),
  ...reasoningFacts,
  /** The answers to this prompt; `at` counts from 1, 0 without an answer. `streaming`: how many of them still come in this column. */
  siblings: v.object({ ...places.entries, streaming: count, spread: v.exactOptional(spread) }),
  /** The prompts that stand at this place in branches, where there are others. */
  versions: v.exactOptional(places),
  /** Prompts that follow in other branches, where this is the last turn of the path. */
  follows: v.exactOptional(v.array(shortText)),
  isBest: v.boolean(),
  /** It is known where texts of the prompt stand: an answer can take their place. */
  hasOrigin: v.exactOptional(v.literal(true)),
});
export type TurnHead = Frozen<v.InferOutput<typeof turnHead>>;

export const turnBody = v.object({
  promptId: shortText,
  answerId: v.nullable(shortText),
  system: text,
  prompt: text,
  /** What went with the prompt. */
  files: v.exactOptional(v.array(attachment)),
  reasoning: text,
  answer: text,
});
export type TurnBody = Frozen<v.InferOutput<typeof turnBody>>;

export const turnHeads = (session: Session, columnId: string): TurnHead[] =>
  atOnce(turnHeadsInSteps(session, columnId));

/** A long conversation takes a while the first time; most of its heads are known from then on. */
export function* turnHeadsInSteps(session: Session, columnId: string): Work<TurnHead[]> {
  const heads: TurnHead[] = [];
  for (const turn of turnsOf(session, columnId)) {
    heads.push(headIn(session, columnId, turn));
    yield;
  }
  return heads;
}

/** The head of a turn, with what follows it in other branches where the path of a column ends with it. */
function headIn(session: Session, columnId: string, turn: Turn): TurnHead {
  const head = headOf(session, columnId, turn);
  const isLast = turn.answer !== undefined && turn.answer.id === columnOf(session, columnId)?.leaf;
  const follows = isLast ? session.children.get(turn.answer.id) : undefined;
  return follows ? { ...head, follows } : head;
}

/** Heads of turns that stand alone at their place, by their answer: columns share paths, and a snapshot of long ones is made in one go. */
const known = new WeakMap<AnswerNode, TurnHead>();

function headOf(session: Session, columnId: string, turn: Turn): TurnHead {
  const { prompt, answer } = turn;
  if (!answer || siblingsOf(session, answer).length > 1 || siblingsOf(session, prompt).length > 1)
    return newHead(session, columnId, turn);
  const head = known.get(answer) ?? newHead(session, columnId, turn);
  known.set(answer, head);
  return head;
}

function newHead(session: Session, columnId: string, { prompt, answer }: Turn): TurnHead {
  const ids = answer ? siblingsOf(session, answer) : [];
  const siblings = ids.length > 1 ? ids.map((id) => session.nodes.get(id)).filter(isAnswer) : [];
  const isStreaming = (each: AnswerNode): boolean => streamsIn(session, each, columnId);
  const streaming = (siblings.length > 0 ? siblings : answer ? [answer] : []).filter(isStreaming).length;
  const spread = spreadOf(siblings.filter((each) => each.status === 'done' && wasAsked(each)));
  const { providerId, providerName, host, model } = answer?.target ?? unknownTarget;
  return {
    promptId: prompt.id,
    answerId: answer?.id ?? null,
    at: prompt.at,
    title: firstWords(textOf(prompt)),
    ...{ providerId, providerName, host, model },
    hasSystem: prompt.system.trim() !== '',
    characters: {
      prompt: textOf(prompt).length,
      reasoning: answer ? reasoningOf(answer).length : 0,
      answer: answer ? textOf(answer).length : 0,
    },
    status: answer?.status ?? null,
    ...(answer ? factsOf(answer) : {}),
    ...(answer?.made && { made: answer.made }),
    ...(answer && reasoningFactsOf(answer)),
    siblings: {
      ...{ at: answer ? ids.indexOf(answer.id) + 1 : 0, of: ids.length, streaming, ids },
      ...(spread && { spread }),
    },
    ...versionsOf(session, prompt),
    isBest: answer?.isBest ?? false,
    ...((prompt.origins?.length ?? 0) > 0 && { hasOrigin: true as const }),
  };
}

const isAnswer = (node: SessionNode | undefined): node is AnswerNode => node?.kind === 'answer';

/** The same message to other columns is no version of it. */
function versionsOf(session: Session, { id, parent, group }: PromptNode): Pick<TurnHead, 'versions'> {
  const ids = siblingsOf(session, { parent }).filter((other) => {
    const node = session.nodes.get(other);
    return other === id || group === undefined || node?.kind !== 'prompt' || node.group !== group;
  });
  return ids.length < 2 ? {} : { versions: { at: ids.indexOf(id) + 1, of: ids.length, ids } };
}

const factNames = Object.keys(answerFacts) as (keyof typeof answerFacts)[];

const factsOf = (answer: AnswerNode): Pick<AnswerNode, keyof typeof answerFacts> =>
  Object.fromEntries(factNames.filter((name) => answer[name] !== undefined).map((name) => [name, answer[name]]));

/** The user's title, or the first words of the conversation, or of what is to become one. */
export function titleOf(session: Session): string {
  if (session.title !== '') return session.title;
  for (const node of session.nodes.values()) {
    const words = node.kind === 'prompt' ? titleWords(textOf(node), node.system) : '';
    if (words !== '') return words;
  }
  const drafted = session.columns.map(({ draft }) => firstWords(draft.message)).find((words) => words !== '');
  return drafted ?? 'New Session';
}

export function turnBodies(session: Session, columnId: string, promptIds: readonly string[]): TurnBody[] {
  const wanted = new Set(promptIds);
  return turnsOf(session, columnId)
    .filter(({ prompt }) => wanted.has(prompt.id))
    .map(({ prompt, answer }) => ({
      promptId: prompt.id,
      answerId: answer?.id ?? null,
      system: prompt.system,
      prompt: textOf(prompt),
      ...(prompt.parts.some(isFilePart) && { files: attachmentsOf(prompt.parts) }),
      reasoning: answer ? reasoningOf(answer) : '',
      answer: answer ? textOf(answer) : '',
    }));
}

/** News of an event for whoever shows a column. */
export type ColumnEvent = { readonly column: string } & (
  | { readonly type: 'draft'; readonly draft: Draft }
  | { readonly type: 'turns'; readonly turns: readonly TurnHead[] }
  | { readonly type: 'turnChanged'; readonly head: TurnHead }
  | { readonly type: 'answerGrew'; readonly answerId: string; readonly reasoning: string; readonly text: string }
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
    case 'nodeAdded': // Is seen when a column leads to it; until then it stands beside what is.
      return event.node.kind === 'answer'
        ? siblingEvent(after, event.node.id, column)
        : promptEvent(after, event.node, column);
    case 'columnSet':
    case 'columnRemoved':
      return columnOf(before, column) === columnOf(after, column) && !streamsOtherwise(before, after, column)
        ? undefined
        : { type: 'turns', column, turns: turnHeads(after, column) };
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

/** Whether what streams on the path of a column has become, or is no longer, that of another one, which leads there. */
function streamsOtherwise(before: Session, after: Session, column: string): boolean {
  if (after.columns.length < 2 && before.columns.length < 2) return false;
  const [were, are] = [streamingIn(before, column), streamingIn(after, column)];
  return were.length !== are.length || were.some((answer, i) => answer.id !== are[i]?.id);
}

/** An answer that is not shown has come, or come to its end: another one to the same prompt may be. */
function siblingEvent(session: Session, id: string, column: string): ColumnEvent | undefined {
  const { parent = null } = session.nodes.get(id) ?? {};
  const isAlone = siblingsOf(session, { parent }).length === 1;
  // No path leads through a message without another answer. No path is gone through for that.
  if (isAlone && columnOf(session, column)?.leaf !== parent) return undefined;
  const turn = parent !== null && isShown(session, parent, column) ? turnOf(session, column, parent) : undefined;
  return turn?.answer && { type: 'turnChanged', column, head: headIn(session, column, turn) };
}

/** Another column has taken a prompt to a place of this path, or to its end. One that is alone tells its turns when it leads there. */
function promptEvent(session: Session, { id, parent }: PromptNode, column: string): ColumnEvent | undefined {
  const isOnPath =
    columnOf(session, column)?.leaf === parent || siblingsOf(session, { parent }).some((one) => one !== id);
  if (session.columns.length < 2 || !isOnPath) return undefined;
  const turns = turnsOf(session, column);
  const turn = turns.find(({ prompt }) => prompt.parent === parent) ?? turns.at(-1);
  return turn && { type: 'turnChanged', column, head: headIn(session, column, turn) };
}

/** It may be gone from an answer that is shown here because another one has it. A path has one answer to a message. */
function markEvent(before: Session, after: Session, column: string): ColumnEvent | undefined {
  const turn = turnsOf(after, column).find(({ answer }) => answer && before.nodes.get(answer.id) !== answer);
  return turn && { type: 'turnChanged', column, head: headIn(after, column, turn) };
}

const turnOf = (session: Session, column: string, promptId: string): Turn | undefined =>
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
  if (part?.type !== 'text' && part?.type !== 'reasoning') return head();
  const oldPart = old.parts[event.index];
  const oldLength = oldPart?.type === part.type ? oldPart.text.length : 0;
  // As much as the reducer took: a text has a longest length. Cut from the news, as a cut joins the pieces of a long answer.
  const more = event.type === 'partGrew' ? event.text.slice(0, part.text.length - oldLength) : part.text;
  const join = joinsAt(old.parts, event.index, part.type);
  if (more === '') return undefined;
  // Not at the end: the lengths in the head tell the page that its text is out of date.
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
