import { withoutFields } from '../../base/json';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { turnsOf } from '../session/sessionTree';
import type { Session } from '../session/sessionTree';
import { draftTexts, nothingEdited, ownAnswer } from '../session/sessionSchema';
import type { AnswerNode, Draft, SessionNode } from '../session/sessionSchema';
import { titleOf } from '../session/turnHeads';

/** Says in a file what it is. docs/playground.md describes the form; a change that older readers misread is a new version. */
export const savedFormat = 'ai-field-guide.session';
export const savedVersion = 1;

/** A message of a file: numbered from 1, each behind the one it follows. Besides, what is known of an answer. */
export interface SavedMessage {
  readonly id: number;
  readonly after: number | null;
  readonly role: 'user' | 'assistant';
  /** Of the user's: the same number where it was sent to several columns at once. */
  readonly group?: number;
  /** Of the user's: where it is another than that of the question before. */
  readonly system?: string;
  readonly parts: readonly MessagePart[];
  readonly [fact: string]: unknown;
}

/** A path of the session, and what is written below it. */
interface SavedColumn {
  readonly id: string;
  readonly leaf: number | null;
  readonly draft: Readonly<Record<string, unknown>>;
}

/**
 * A session as files have it: without keys, sealed reasoning, ids of this machine's providers, and places of selections
 * on its disks.
 */
export interface SavedSession {
  readonly format: typeof savedFormat;
  readonly version: number;
  readonly title: string;
  readonly messages: readonly SavedMessage[];
  readonly columns: readonly SavedColumn[];
}

/** The parts of a session that go into a file. */
export type SavedScope =
  | { readonly scope: 'session' }
  | { readonly scope: 'conversation'; readonly column: string }
  | { readonly scope: 'answer'; readonly answerId: string };

export function savedSession(session: Session, scope: SavedScope): SavedSession {
  const nodes = nodesOf(session, scope);
  const numbers = new Map(nodes.map(({ id }, i) => [id, i + 1]));
  const numberOf = (id: string | null): number | null => (id === null ? null : (numbers.get(id) ?? null));
  const groups = new Map<string, number>();
  const systems = new Map<string | null, string>();
  const messages = nodes.map((node): SavedMessage => {
    const before = systems.get(node.parent) ?? '';
    const system = node.kind === 'prompt' ? node.system : before;
    systems.set(node.id, system);
    return {
      id: numbers.get(node.id) ?? 0,
      after: numberOf(node.parent),
      role: node.kind === 'prompt' ? 'user' : 'assistant',
      at: timeOf(node.at),
      ...(node.kind === 'answer' && savedFacts(node)),
      ...(node.kind === 'prompt' && node.group !== undefined && { group: numberIn(groups, node.group) }),
      ...(system !== before && { system }),
      parts: savedParts(node),
    };
  });
  const columns = scope.scope === 'session' ? session.columns : [];
  return {
    ...{ format: savedFormat, version: savedVersion, title: titleOf(session), messages },
    columns: columns.map(({ id, leaf, draft }) => ({
      id,
      leaf: numberOf(leaf),
      draft: savedDraft(draft, numberOf),
    })),
  };
}

/** The JSON of a session, a line for each of its fields, in pieces none of which is longer than a message. */
export const savedJson = ({ messages, columns, ...facts }: SavedSession): Generator<string> =>
  jsonWith({ ...facts, messages: [], columns }, messages);

/** The JSON of `fields`, with these messages in their place, which is an empty list. In pieces. */
export function* jsonWith(fields: Readonly<Record<string, unknown>>, messages: Iterable<unknown>): Generator<string> {
  const place = '\n  "messages": []';
  // No text in JSON breaks a line: this stands there once.
  const [before = '', after = ''] = JSON.stringify(fields, null, 2).split(place);
  yield before + place.slice(0, -1);
  let isFirst = true;
  for (const message of messages) {
    yield `${isFirst ? '' : ','}\n    ${JSON.stringify(message, null, 2).replaceAll('\n', '\n    ')}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : '\n  '}]${after}\n`;
}

function nodesOf(session: Session, scope: SavedScope): SessionNode[] {
  switch (scope.scope) {
    case 'session':
      return [...session.nodes.values()];
    case 'conversation':
      return turnsOf(session, scope.column).flatMap(({ prompt, answer }) => (answer ? [prompt, answer] : [prompt]));
    case 'answer': {
      const answer = session.nodes.get(scope.answerId);
      const prompt = answer?.parent == null ? undefined : session.nodes.get(answer.parent);
      return [prompt, answer].filter((node) => node !== undefined);
    }
  }
}

/** The parts of a message without what a provider has sealed. */
export const savedParts = ({ parts }: Pick<SessionNode, 'parts'>): MessagePart[] =>
  parts.map((part) => withoutFields(part, 'opaque') as MessagePart);

/** Returns the known facts of an answer, except those that have a meaning on this machine only or are not for people. */
export function savedFacts(answer: AnswerNode): Readonly<Record<string, unknown>> {
  const { target, status, error, firstTokenMs, reasoningMs, durationMs } = answer;
  return {
    ...withoutFields(answer, 'kind', 'id', 'parent', 'at', 'parts', 'usageReceived', 'providerAnswerId', 'isImported'),
    ...(firstTokenMs !== undefined && { firstTokenMs: Math.round(firstTokenMs) }),
    ...(reasoningMs !== undefined && { reasoningMs: Math.round(reasoningMs) }),
    ...(durationMs !== undefined && { durationMs: Math.round(durationMs) }),
    target: withoutFields(target, 'providerId'),
    status: status === 'streaming' ? 'stopped' : status,
    // Its buttons are for where it was.
    ...(error && { error: { ...error, actions: [] } }),
  };
}

/** Fields of a draft that say nothing where they are empty. */
const mayBeEmpty = [
  ...draftTexts,
  ...(['tools', 'toolChoice', 'toolMocks', 'toolResults', 'schema', 'attachments'] as const),
] as const;

/** Without what is empty, and with the number of the message that is edited. `origin` is of earlier versions. */
function savedDraft(draft: Draft, numberOf: (id: string) => number | null): Readonly<Record<string, unknown>> {
  const { editing = '' } = draft;
  const edits = editing === ownAnswer ? editing : numberOf(editing);
  const kept = { ...draft, ...(edits === null && nothingEdited) };
  const left = [...mayBeEmpty.filter((name) => !kept[name]?.length), ...(edits === null ? ['editing'] : [])];
  return withoutFields(
    { ...kept, ...(edits !== null && { editing: edits }) },
    'providerId',
    'origins',
    'origin',
    ...left,
  );
}

/** From 1, in the order in which they come first. */
function numberIn(numbers: Map<string, number>, id: string): number {
  const number = numbers.get(id) ?? numbers.size + 1;
  numbers.set(id, number);
  return number;
}

/** As people read it, where it is a whole number. */
const timeOf = (at: number): string | number => (Number.isInteger(at) ? new Date(at).toISOString() : at);
