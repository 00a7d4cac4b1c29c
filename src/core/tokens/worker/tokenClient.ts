import { Questions } from '../../base/rpc/questions';
import type { DocumentTokens } from '../document/documentTokens';
import type { EncodedCount } from '../counting/modelCount';
import type { EncodingName } from '../../catalog/encodingName';
import type { DocumentTally, TokenReply, TokenRequest } from './workerProtocol';

/**
 * Asks the token worker. An aborted question rejects with the reason of its signal, and the worker stops working on it.
 * All methods that answer throw an Error when the worker cannot count, or ends.
 */
export abstract class TokenClient {
  private lastCopy = 0;
  private readonly questions = new Questions<TokenReply>();

  /** Sends to the worker, which is started where there is none. */
  protected abstract post(request: TokenRequest): void;

  async count(encoding: EncodingName, text: string, signal?: AbortSignal): Promise<EncodedCount> {
    const reply = await this.request((id) => ({ kind: 'count', id, encoding, text }), signal);
    return { tokens: tokensOf(reply)[0] ?? 0 };
  }

  /** The number of a new copy of a document: of whoever asks, and of nobody else. */
  newCopy(): number {
    return ++this.lastCopy;
  }

  /** Counts of a whole copy. */
  async survey(document: number, encodings: readonly EncodingName[], signal: AbortSignal): Promise<readonly number[]> {
    return tokensOf(await this.request((id) => ({ kind: 'survey', id, document, encodings }), signal));
  }

  /** The exact tally, `undefined` when the copy changed meanwhile; `onEstimate` hears of it while it takes long. */
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

  /** The tokens of parts of a copy, `undefined` when it changed meanwhile. */
  async tokens(
    ask: Omit<Extract<TokenRequest, { kind: 'tokens' }>, 'id' | 'kind'>,
  ): Promise<readonly DocumentTokens[] | undefined> {
    const reply = await this.request((id) => ({ kind: 'tokens', id, ...ask }));
    if (reply.kind === 'stale') return undefined;
    if (reply.kind !== 'tokens') throw new Error(`The token worker answered a request for tokens with ${reply.kind}.`);
    return reply.parts;
  }

  /** Sends what has no answer. */
  send(request: Extract<TokenRequest, { kind: 'open' | 'append' | 'change' | 'close' }>): void {
    this.post(request);
  }

  /** Call with each reply of the worker. */
  protected receive(reply: TokenReply): void {
    if (reply.kind === 'tally' && !reply.done) this.questions.progress(reply.id, reply);
    else if (reply.kind === 'failure')
      this.questions.fail(reply.id, new Error(`The token worker could not count: ${reply.message}`));
    else this.questions.answer(reply.id, reply);
  }

  /** Call when the worker ended. */
  protected failAll(error: Error): void {
    this.questions.failAll(error);
  }

  private request(
    make: (id: number) => TokenRequest,
    signal?: AbortSignal,
    onEstimate?: (tally: DocumentTally) => void,
  ): Promise<TokenReply> {
    return this.questions.ask((id) => this.post(make(id)), {
      signal,
      cancel: (id) => this.post({ kind: 'cancel', id }),
      onProgress: onEstimate && ((reply) => reply.kind === 'tally' && onEstimate(reply.tally)),
    });
  }
}

function tokensOf(reply: TokenReply): readonly number[] {
  if (reply.kind !== 'counts') throw new Error(`The token worker answered a count with ${reply.kind}.`);
  return reply.tokens;
}
