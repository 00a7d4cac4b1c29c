import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { atOnce } from '../../base/work';
import type { Work } from '../../base/work';
import { reasoningOf, textOf, wasAsked } from './nodeText';
import { count, shortText, text } from '../../chat/messages/chatTypes';
import { answerFacts } from '../../chat/messages/recordedEnd';
import { firstWords, titleWords } from './firstWords';
import { attachmentsOf } from './draftAttachments';
import { isFilePart } from '../../chat/messages/fileParts';
import { attachment, made, unknownTarget } from './sessionSchema';
import type { AnswerNode, PromptNode, SessionNode } from './sessionSchema';
import { reasoningFacts, reasoningFactsOf } from './reasoningFacts';
import { spread, spreadOf } from './spread';
import {
  callsOf,
  lengthOfCalls,
  lengthOfResults,
  resultsOf,
  toolCallView,
  toolNames,
  toolResultView,
} from './toolTurns';
import { columnOf, siblingsOf, turnsOf } from './sessionTree';
import type { Session, ShownTurn } from './sessionTree';
import { streamsIn } from './streaming';

// A conversation as a page gets it: a head for every turn, and the texts of the visible turns.

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
  characters: v.object({
    ...{ prompt: count, reasoning: count, answer: count },
    /** Calls of tools in the answer, and results in the prompt, where there are any. */
    ...{ calls: v.exactOptional(count), results: v.exactOptional(count) },
  }),
  status: v.nullable(v.picklist(['streaming', 'done', 'stopped', 'failed'])),
  ...answerFacts,
  made: v.exactOptional(made),
  ...reasoningFacts,
  /**
   * The answers to this prompt. `at` counts from 1, and is 0 without an answer. `streaming` is the number of answers
   * that still stream in this column.
   */
  siblings: v.object({ ...places.entries, streaming: count, spread: v.exactOptional(spread) }),
  /** The prompts that stand at this place in branches, where there are others. */
  versions: v.exactOptional(places),
  /** Prompts that follow in other branches, where this is the last turn of the path. */
  follows: v.exactOptional(v.array(shortText)),
  isBest: v.boolean(),
  /** Whether the origin of a text of the prompt is known, so that an answer can replace it. */
  hasOrigin: v.exactOptional(v.literal(true)),
  /** Files that went with the prompt, where there are any. */
  files: v.exactOptional(count),
  /** Whether the answer was asked for with a schema. */
  hasSchema: v.exactOptional(v.literal(true)),
});
export type TurnHead = Frozen<v.InferOutput<typeof turnHead>>;

export const turnBody = v.object({
  promptId: shortText,
  answerId: v.nullable(shortText),
  system: text,
  prompt: text,
  /** The files that went with the prompt, where there are any. */
  files: v.exactOptional(v.array(attachment)),
  reasoning: text,
  answer: text,
  calls: v.exactOptional(v.array(toolCallView)),
  results: v.exactOptional(v.array(toolResultView)),
});
export type TurnBody = Frozen<v.InferOutput<typeof turnBody>>;

export const turnHeads = (session: Session, columnId: string): TurnHead[] =>
  atOnce(turnHeadsInSteps(session, columnId));

/** Yields after each head. A long conversation takes a while the first time, and most of its heads are known later. */
export function* turnHeadsInSteps(session: Session, columnId: string): Work<TurnHead[]> {
  const heads: TurnHead[] = [];
  for (const turn of turnsOf(session, columnId)) {
    heads.push(headIn(session, columnId, turn));
    yield;
  }
  return heads;
}

/**
 * Returns the head of a turn. If the path of a column ends with it, the head has the prompts that follow in other
 * branches.
 */
export function headIn(session: Session, columnId: string, turn: ShownTurn): TurnHead {
  const head = headOf(session, columnId, turn);
  const isLast = turn.answer !== undefined && turn.answer.id === columnOf(session, columnId)?.leaf;
  const follows = isLast ? session.children.get(turn.answer.id) : undefined;
  return follows ? { ...head, follows } : head;
}

/**
 * Heads of turns without siblings, by their answer. Columns share paths, and a snapshot of long ones is made without a
 * pause.
 */
const known = new WeakMap<AnswerNode, TurnHead>();

function headOf(session: Session, columnId: string, turn: ShownTurn): TurnHead {
  const { prompt, answer } = turn;
  if (!answer || siblingsOf(session, answer).length > 1 || siblingsOf(session, prompt).length > 1)
    return newHead(session, columnId, turn);
  const head = known.get(answer) ?? newHead(session, columnId, turn);
  known.set(answer, head);
  return head;
}

function newHead(session: Session, columnId: string, { prompt, answer }: ShownTurn): TurnHead {
  const ids = answer ? siblingsOf(session, answer) : [];
  const siblings = ids.length > 1 ? ids.map((id) => session.nodes.get(id)).filter(isAnswer) : [];
  const isStreaming = (each: AnswerNode): boolean => streamsIn(session, each, columnId);
  const streaming = (siblings.length > 0 ? siblings : answer ? [answer] : []).filter(isStreaming).length;
  const spread = spreadOf(siblings.filter((each) => each.status === 'done' && wasAsked(each)));
  const { providerId, providerName, host, model } = answer?.target ?? unknownTarget;
  const files = prompt.parts.filter(isFilePart).length;
  const [calls, results] = [answer ? callsOf(answer) : [], resultsOf(session, prompt)];
  return {
    promptId: prompt.id,
    answerId: answer?.id ?? null,
    at: prompt.at,
    title: firstWords(textOf(prompt)) || toolNames(results),
    ...{ providerId, providerName, host, model },
    hasSystem: prompt.system.trim() !== '',
    characters: {
      prompt: textOf(prompt).length,
      reasoning: answer ? reasoningOf(answer).length : 0,
      answer: answer ? textOf(answer).length : 0,
      ...(calls.length > 0 && { calls: lengthOfCalls(calls) }),
      ...(results.length > 0 && { results: lengthOfResults(results) }),
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
    ...(files > 0 && { files }),
    ...(answer?.target.schema && { hasSchema: true as const }),
  };
}

const isAnswer = (node: SessionNode | undefined): node is AnswerNode => node?.kind === 'answer';

/** Returns the versions of a prompt. The same message to other columns is no version. */
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

/** Returns the user's title, or else the first words of the conversation or of a draft. */
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
    .map(({ prompt, answer }) => {
      const [calls, results] = [answer ? callsOf(answer) : [], resultsOf(session, prompt)];
      return {
        promptId: prompt.id,
        answerId: answer?.id ?? null,
        system: prompt.system,
        prompt: textOf(prompt),
        ...(prompt.parts.some(isFilePart) && { files: attachmentsOf(prompt.parts) }),
        reasoning: answer ? reasoningOf(answer) : '',
        answer: answer ? textOf(answer) : '',
        ...(calls.length > 0 && { calls }),
        ...(results.length > 0 && { results }),
      };
    });
}
