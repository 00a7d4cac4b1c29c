import type { ErrorView } from '../chat/errors';
import type { FinishReason, Message, Usage } from '../chat/types';

/** What the user is composing. `null` leaves a parameter to the provider. */
export interface Draft {
  readonly providerId: string | null;
  readonly model: string;
  readonly system: string;
  readonly message: string;
  readonly temperature: number | null;
  /** Tokens. */
  readonly maxOutputTokens: number | null;
}

/** US dollars, or why it is unknown. `checked` is the date of the price. */
export type AnswerCost =
  | { readonly known: true; readonly usd: number; readonly checked: string; readonly note?: string }
  | { readonly known: false; readonly reason: string };

export interface Answer {
  readonly status: 'streaming' | 'done' | 'stopped' | 'failed';
  readonly text: string;
  readonly reasoning: string;
  readonly finishReason?: FinishReason;
  readonly usage?: Usage;
  /** Milliseconds from sending to the first text or reasoning. */
  readonly firstTokenMs?: number;
  /** Milliseconds from sending to the end. */
  readonly durationMs?: number;
  readonly cost?: AnswerCost;
  readonly error?: ErrorView;
}

/** One message and its answer, with everything needed to ask again. */
export interface Turn {
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly host: string;
  readonly model: string;
  readonly system: string;
  readonly message: string;
  readonly temperature: number | null;
  readonly maxOutputTokens: number | null;
  readonly answer: Answer;
}

export interface Session {
  readonly turns: readonly Turn[];
  readonly draft: Draft;
}

export type AnswerEnd = Omit<Answer, 'text' | 'reasoning' | 'status'> & {
  readonly status: Exclude<Answer['status'], 'streaming'>;
};

/** All that can happen to a session. Host and page apply the same events in the same order. */
export type SessionEvent =
  | { readonly type: 'draftChanged'; readonly draft: Draft }
  | { readonly type: 'turnStarted'; readonly turn: Turn }
  | { readonly type: 'answerGrew'; readonly turnId: string; readonly text: string; readonly reasoning: string }
  | { readonly type: 'answerEnded'; readonly turnId: string; readonly end: AnswerEnd }
  | { readonly type: 'sessionReplaced'; readonly session: Session };

export const emptyDraft: Draft = {
  providerId: null,
  model: '',
  system: '',
  message: '',
  temperature: null,
  maxOutputTokens: null,
};

export const emptySession: Session = { turns: [], draft: emptyDraft };

const emptyAnswer: Answer = { status: 'streaming', text: '', reasoning: '' };

/** Pure. `turnStarted` with the id of a turn that exists asks it again in its place (retry). */
export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'draftChanged':
      return { ...session, draft: event.draft };
    case 'turnStarted': {
      const turn = { ...event.turn, answer: emptyAnswer };
      const turns = session.turns.some(({ id }) => id === turn.id)
        ? session.turns.map((old) => (old.id === turn.id ? turn : old))
        : [...session.turns, turn];
      return { ...session, turns };
    }
    case 'answerGrew':
      return withAnswer(session, event.turnId, (answer) => ({
        ...answer,
        text: answer.text + event.text,
        reasoning: answer.reasoning + event.reasoning,
      }));
    case 'answerEnded':
      return withAnswer(session, event.turnId, ({ text, reasoning }) => ({ ...event.end, text, reasoning }));
    case 'sessionReplaced':
      return event.session;
  }
}

function withAnswer(session: Session, turnId: string, change: (answer: Answer) => Answer): Session {
  const turns = session.turns.map((turn) =>
    turn.id === turnId && turn.answer.status === 'streaming' ? { ...turn, answer: change(turn.answer) } : turn,
  );
  return { ...session, turns };
}

export const streamingTurn = (session: Session): Turn | undefined =>
  session.turns.find((turn) => turn.answer.status === 'streaming');

/** The messages that ask `turn`: its system prompt, the answered turns before it, its own message. */
export function messagesFor(session: Session, turn: Turn): Message[] {
  const messages: Message[] = turn.system.trim() === '' ? [] : [{ role: 'system', content: turn.system }];
  for (const earlier of session.turns) {
    if (earlier.id === turn.id) break;
    if (earlier.answer.text === '') continue; // A failed or stopped question without an answer would leave two user messages in a row.
    messages.push({ role: 'user', content: earlier.message }, { role: 'assistant', content: earlier.answer.text });
  }
  messages.push({ role: 'user', content: turn.message });
  return messages;
}

/** A session as it is after a crash or a reload: an answer that was streaming is kept as far as it came. */
export function settleInterrupted(session: Session): Session {
  const error: ErrorView = {
    kind: 'interrupted',
    message: 'The window was reloaded or closed while this answer was streaming.',
    advice: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  };
  const turns = session.turns.map((turn) =>
    turn.answer.status === 'streaming'
      ? { ...turn, answer: { ...turn.answer, status: 'stopped' as const, error } }
      : turn,
  );
  return { ...session, turns };
}
