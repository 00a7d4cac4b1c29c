import type { Work } from '../../base/work';
import type { SessionEvent } from '../session/sessionSchema';
import { renderedDraft } from '../session/variables';
import { importEvents } from './importedSession';
import type { SessionRequest } from './importedSession';

interface Making {
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Asked = SessionRequest & Required<Pick<SessionRequest, 'variables'>>;

/** Whether the message for all columns can be the same. */
export const haveSameMessage = (one: Asked, other: Asked): boolean => messageOf(one) === messageOf(other);

/**
 * The events that make a session of two prompts, a column each. A message that is the same in both is written once and not sent;
 * others stand in their columns, each to be tried there.
 */
export function* comparedEvents(one: Asked, other: Asked, { randomId, now }: Making): Work<SessionEvent[]> {
  const isShared = haveSameMessage(one, other);
  const making = { backend: undefined, randomId, now };
  const column = randomId();
  const first = yield* importEvents(isShared ? one : asTurn(one), making);
  const second = yield* importEvents(asTurn(other, isShared), making);
  return [...first, ...second.map((event) => inColumn(event, column))];
}

const messageOf = ({ messages }: Asked): string | undefined => {
  const last = messages.at(-1);
  return last?.role === 'user' ? JSON.stringify(last.parts) : '';
};

/** With its last message asked, and not answered yet; or without it. */
function asTurn(asked: Asked, isLeftOut = false): Asked {
  const last = asked.messages.at(-1);
  if (last?.role !== 'user') return asked;
  const before = asked.messages.slice(0, -1);
  if (isLeftOut) return { ...asked, messages: before };
  const { variables } = asked;
  const parts = last.parts.map((part) =>
    part.type === 'text'
      ? { ...part, text: renderedDraft({ system: '', message: part.text, variables }).message }
      : part,
  );
  return { ...asked, messages: [...before, { role: 'user', parts }, { role: 'assistant', parts: [] }] };
}

function inColumn(event: SessionEvent, column: string): SessionEvent {
  if (event.type === 'columnSet') return { ...event, column: { ...event.column, id: column } };
  return event.type === 'draftChanged' ? { ...event, column } : event;
}
