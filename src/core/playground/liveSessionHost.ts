import type { AnswerListener, Backend } from '../chat/backend';
import type { AskedAfter } from '../chat/missedCache';
import type { RecordedEnd } from '../chat/messages/recordedEnd';
import type { ChatRequest } from '../chat/messages/chatTypes';
import type { KeptFiles } from './keptFiles';
import type { KeptWires } from './keptWires';
import type { UnsentDrafts } from './unsentDraft';

/** Functions and stores that an open session is given by its host. */
export interface LiveSessionHost {
  /** Asks a backend, and resolves to the end of its answer. */
  ask(backend: Backend, request: ChatRequest, listener: AnswerListener, asked: AskedAfter): Promise<RecordedEnd>;
  /** Returns the end of an answer after code of the extension threw. */
  onThrown(error: unknown): RecordedEnd;
  /** Texts typed in sessions that this window only reads. */
  readonly unsent: UnsentDrafts;
  readonly wires: Pick<KeptWires, 'keep' | 'whenKept'>;
  readonly files: Pick<KeptFiles, 'read' | 'keep' | 'whenKept'>;
  randomId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}
