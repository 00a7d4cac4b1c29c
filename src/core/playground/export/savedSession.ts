import { withoutFields } from '../../base/json';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { turnsOf } from '../session/sessionTree';
import type { Session } from '../session/sessionTree';
import { draftTexts, nothingEdited, ownAnswer } from '../session/sessionSchema';
import type { AnswerNode, Draft, SessionNode } from '../session/sessionSchema';
import { titleOf } from '../session/turnHeads';

/**
 * The format that a file names. docs/playground.md describes it. A change that older readers misread is a new version.
 */
export const savedFormat = 'ai-field-guide.session';
export const savedVersion = 1;

/**
 * A message of a file. Messages are numbered from 1, each after the one it follows. Further fields are facts of an
 * answer.
 */
export interface SavedMessage {
  readonly id: number;
  readonly after: number | null;
  readonly role: 'user' | 'assistant';
  /** The group of a user's message: the same number if it was sent to several columns at once. */
  readonly group?: number;
  /** The system prompt of a user's message, if it differs from that of the question before. */
  readonly system?: string;
  readonly parts: readonly MessagePart[];
  readonly [fact: string]: unknown;
}

/** A path of the session, and the draft below it. */
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

/** Writes the JSON of a session, with a line for each field, in pieces none of which is longer than a message. */
export const savedJson = ({ messages, columns, ...facts }: SavedSession): Generator<string> =>
  jsonWith({ ...facts, messages: [], columns }, messages);

/** Writes the JSON of `fields` in pieces, with `messages` in the place of the empty list of that name. */
export function* jsonWith(fields: Readonly<Record<string, unknown>>, messages: Iterable<unknown>): Generator<string> {
  const place = '\n  "messages": []';
  // No text in JSON has a line break, so the place occurs once.
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

/** Returns the parts of a message without the data that a provider has sealed. */
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
    // The buttons of an error are only for the place where it occurred.
    ...(error && { error: { ...error, actions: [] } }),
  };
}

/** Fields of a draft that say nothing where they are empty. */
const mayBeEmpty = [
  ...draftTexts,
  ...(['tools', 'toolChoice', 'toolMocks', 'toolResults', 'schema', 'attachments'] as const),
] as const;

/** Returns a draft without empty fields, and with the number of the edited message. `origin` is of earlier versions. */
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

/** Returns the number of an id. Ids are numbered from 1, in the order in which they first come. */
function numberIn(numbers: Map<string, number>, id: string): number {
  const number = numbers.get(id) ?? numbers.size + 1;
  numbers.set(id, number);
  return number;
}

/** Returns a time in a form that people can read, if it is a whole number. */
const timeOf = (at: number): string | number => (Number.isInteger(at) ? new Date(at).toISOString() : at);
