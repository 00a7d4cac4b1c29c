import type { Work } from '../../base/work';
import type { SessionEvent } from '../session/sessionSchema';
import { noVariables } from '../session/sessionSchema';
import { renderedDraft, variablesIn } from '../session/draftVariables';
import { importEvents } from './importedSession';
import type { SessionRequest } from './importedSession';

interface Making {
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Asked = SessionRequest & Required<Pick<SessionRequest, 'variables'>>;

/** Whether the message for all columns can be the same. */
export const haveSameMessage = (one: Asked, other: Asked): boolean => {
  const [left, right] = withOwnValues(one, other);
  return messageOf(left) === messageOf(right);
};

/** Whether a variable has different values in the two prompts. Columns share their values. */
export function haveOtherValues(one: Asked, other: Asked): boolean {
  const values = [one, other].map(({ variables: { sets, chosen } }) => {
    const set = sets[chosen]?.values ?? [];
    return new Map(set.map(({ name, value }) => [name, value]));
  });
  const names = [one, other].flatMap(({ system, messages }) =>
    variablesIn({ system, message: textsOf(messages.at(-1)) }),
  );
  return names.some((name) => (values[0]?.get(name) ?? '') !== (values[1]?.get(name) ?? ''));
}

const textsOf = (message: Asked['messages'][number] | undefined): string =>
  message?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n') ?? '';

const withOwnValues = (one: Asked, other: Asked): readonly [Asked, Asked] =>
  haveOtherValues(one, other) ? [filled(one), filled(other)] : [one, other];

/** Returns a prompt with values in the place of its variables. */
function filled(asked: Asked): Asked {
  const { system, variables, messages } = asked;
  const last = messages.at(-1);
  const textIn = (text: string): string => renderedDraft({ system: '', message: text, variables }).message;
  const parts = last?.parts.map((part) => (part.type === 'text' ? { ...part, text: textIn(part.text) } : part));
  return {
    ...{ ...asked, system: textIn(system), variables: noVariables },
    messages: last?.role === 'user' ? [...messages.slice(0, -1), { role: 'user', parts: parts ?? [] }] : messages,
  };
}

/**
 * Makes the events for a session of two prompts, with a column for each. A message that is the same in both is written once
 * and not sent. Different messages stand in their columns, to be tried there.
 */
export function* comparedEvents(one: Asked, other: Asked, { randomId, now }: Making): Work<SessionEvent[]> {
  const [left, right] = withOwnValues(one, other);
  const isShared = messageOf(left) === messageOf(right);
  const making = { backend: undefined, randomId, now };
  const column = randomId();
  const first = yield* importEvents(isShared ? left : asTurn(left), making);
  const second = yield* importEvents(asTurn(right, isShared), making);
  return [...first, ...second.map((event) => inColumn(event, column))];
}

const messageOf = ({ messages }: Asked): string | undefined => {
  const last = messages.at(-1);
  return last?.role === 'user' ? JSON.stringify(last.parts) : '';
};

/** Returns a prompt with its last message as it is sent, not answered yet; or without that message. */
function asTurn(asked: Asked, isLeftOut = false): Asked {
  const last = asked.messages.at(-1);
  if (last?.role !== 'user') return asked;
  if (isLeftOut) return { ...asked, messages: asked.messages.slice(0, -1) };
  const sent = filled(asked);
  return { ...sent, messages: [...sent.messages, { role: 'assistant', parts: [] }] };
}

function inColumn(event: SessionEvent, column: string): SessionEvent {
  if (event.type === 'columnSet') return { ...event, column: { ...event.column, id: column } };
  return event.type === 'draftChanged' ? { ...event, column } : event;
}
