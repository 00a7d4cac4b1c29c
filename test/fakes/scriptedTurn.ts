import type { RecordedEnd } from '../../src/core/chat/messages/recordedEnd';
import type { FilePart } from '../../src/core/chat/messages/fileParts';
import type { AnswerNode, SessionNode } from '../../src/core/playground/session/sessionSchema';

/** How an answer ends that is whole. */
export const done: RecordedEnd = { status: 'done', finishReason: 'stop' };

/** A turn as a test writes it: its texts, and how its answer stands. */
export interface ScriptedTurn {
  readonly prompt?: string;
  /** Files that go with the prompt. */
  readonly files?: readonly FilePart[];
  readonly system?: string;
  readonly reasoning?: string;
  readonly answer?: string;
  readonly target?: Partial<AnswerNode['target']>;
  /** Where texts in the prompt were taken from. */
  readonly origins?: Extract<SessionNode, { kind: 'prompt' }>['origins'];
  /** `undefined`: it streams. */
  readonly end?: RecordedEnd;
}

export const promptNode = (id: string, parent: string | null, turn: ScriptedTurn): SessionNode => ({
  kind: 'prompt',
  id,
  parent,
  at: 0,
  system: turn.system ?? '',
  parts: [...(turn.files ?? []), { type: 'text', text: turn.prompt ?? 'Hello' }],
  ...(turn.origins && { origins: turn.origins }),
});

export const answerNode = (id: string, parent: string, turn: ScriptedTurn): SessionNode => ({
  kind: 'answer',
  id,
  parent,
  at: 0,
  target: {
    providerId: 'openai',
    providerName: 'OpenAI',
    host: 'api.openai.com',
    origin: 'https://api.openai.com',
    model: 'gpt-5.1',
    temperature: null,
    maxOutputTokens: null,
    ...turn.target,
  },
  parts: [
    ...(turn.reasoning === undefined ? [] : [{ type: 'reasoning' as const, text: turn.reasoning }]),
    ...(turn.answer === undefined ? [] : [{ type: 'text' as const, text: turn.answer }]),
  ],
  status: 'streaming',
});
