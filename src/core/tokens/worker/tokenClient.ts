import { WorkerClient } from '../../base/rpc/workerClient';
import type { WorkerHost } from '../../base/rpc/workerClient';
import type { DocumentTokens } from '../document/documentTokens';
import type { EncodedCount } from '../counting/modelCount';
import type { EncodingName } from '../../catalog/encodingName';
import type { DocumentTally, TokenReply, TokenRequest } from './workerProtocol';

interface Deps {
  readonly host: WorkerHost;
  /** The file of the worker. */
  readonly script: string;
  /** The folder of the vocabularies. */
  readonly vocabularies: string;
  /** Called when the worker ended, and with it every copy of a document. */
  readonly onEnd?: () => void;
  readonly log: { error(message: string, error?: unknown): void };
}

/**
 * Asks the token worker. An aborted question rejects with the reason of its signal, and the worker stops working on it.
 * All methods that answer throw an Error when the worker cannot count, or ends.
 */
export class TokenClient {
  private lastCopy = 0;
  private readonly worker: WorkerClient<TokenRequest, TokenReply>;

  constructor({ vocabularies, ...deps }: Deps) {
    this.worker = new WorkerClient({
      ...deps,
      name: 'token worker',
      data: { vocabularies },
      isPiece: (reply) => reply.kind === 'tally' && !reply.done,
      // The worker holds copies of documents, so it stays when it is idle.
      idleMs: false,
      failureText: (why) => `The token worker could not count: ${why}`,
    });
  }

  dispose(): void {
    this.worker.dispose();
  }

  async count(encoding: EncodingName, text: string, signal?: AbortSignal): Promise<EncodedCount> {
    const reply = await this.request((id) => ({ kind: 'count', id, encoding, text }), signal);
    return { tokens: tokensOf(reply)[0] ?? 0 };
  }

  /** Returns the number of a new copy of a document, which no other caller gets. */
  newCopy(): number {
    return ++this.lastCopy;
  }

  /** Counts a whole copy in each of the encodings. */
  async survey(document: number, encodings: readonly EncodingName[], signal: AbortSignal): Promise<readonly number[]> {
    return tokensOf(await this.request((id) => ({ kind: 'survey', id, document, encodings }), signal));
  }

  /** Returns the exact tally; `undefined` when the copy changed meanwhile. `onEstimate` gets estimates while it takes long. */
  async tally(
    ask: Omit<Extract<TokenRequest, { kind: 'tally' }>, 'id' | 'kind'>,
    signal: AbortSignal,
    onEstimate: (tally: DocumentTally) => void,
  ): Promise<DocumentTally | undefined> {
    const reply = await this.request((id) => ({ kind: 'tally', id, ...ask }), signal, onEstimate);
    if (reply.kind === 'stale') return undefined;
    if (reply.kind !== 'tally') throw new Error(`The token worker answered a tally with ${reply.kind}.`);
    return reply.tally;
  }

  /** Returns the tokens of parts of a copy; `undefined` when it changed meanwhile. */
  async tokens(
    ask: Omit<Extract<TokenRequest, { kind: 'tokens' }>, 'id' | 'kind'>,
  ): Promise<readonly DocumentTokens[] | undefined> {
    const reply = await this.request((id) => ({ kind: 'tokens', id, ...ask }));
    if (reply.kind === 'stale') return undefined;
    if (reply.kind !== 'tokens') throw new Error(`The token worker answered a request for tokens with ${reply.kind}.`);
    return reply.parts;
  }

  /** Sends a request that has no answer. */
  send(request: Extract<TokenRequest, { kind: 'open' | 'append' | 'change' | 'close' }>): void {
    this.worker.send(request);
  }

  private request(
    make: (id: number) => TokenRequest,
    signal?: AbortSignal,
    onEstimate?: (tally: DocumentTally) => void,
  ): Promise<TokenReply> {
    return this.worker.ask(make, signal, {
      cancel: (id) => ({ kind: 'cancel', id }),
      onPiece: onEstimate && ((reply) => reply.kind === 'tally' && onEstimate(reply.tally)),
    });
  }
}

function tokensOf(reply: TokenReply): readonly number[] {
  if (reply.kind !== 'counts') throw new Error(`The token worker answered a count with ${reply.kind}.`);
  return reply.tokens;
}
