import { inSlices, pacer } from '../../base/work';
import { DocumentCount } from '../document/documentCount';
import type { ContentChange } from '../document/changeText';
import { tokensOf } from '../document/documentTokens';
import { SelectionCount } from '../document/selectionCount';
import type { Encoding } from '../engine/encoding';
import type { EncodingName } from '../../catalog/encodingName';
import { encodingWork, vocabularyFileName } from '../engine/loadEncoding';
import { timeSlice } from '../engine/slice';
import type { DocumentTally, TokenReply, TokenRequest } from './workerProtocol';

/** Milliseconds of work before new messages are received. */
const sliceMs = 8;
/** Milliseconds until the first estimate is sent, and between two of them. */
const estimateMs = 200;
/** UTF-16 code units of closed copies that are worth a collection of garbage: 8 to 16 MB of text, more with its count. */
const unitsWorthCollecting = 8 * 1024 * 1024;

interface TokenServerHost {
  /** Returns the bytes of a vocabulary file, by its name. */
  readVocabulary(file: string): Promise<Uint8Array>;
  reply(reply: TokenReply): void;
  /** Resolves after waiting messages were received. */
  nextTurn(): Promise<void>;
  /** Called when copies of some megabytes were closed. An idle thread would keep their memory. */
  releaseMemory(): void;
}

/** The copy of one document: as text until it is counted, then as the chunks of its count. */
interface Copy {
  text: string;
  count: DocumentCount | undefined;
}

/** The token worker without its thread. It answers requests in slices, and receives new ones between them. */
export class TokenServer {
  private readonly encodings = new Map<EncodingName, Promise<Encoding>>();
  private readonly copies = new Map<number, Copy>();
  private readonly running = new Set<number>();
  private unitsClosed = 0;

  constructor(private readonly host: TokenServerHost) {}

  receive(request: TokenRequest): void {
    switch (request.kind) {
      case 'open':
        this.copies.set(request.document, { text: '', count: undefined });
        return;
      case 'append':
        this.copy(request.document).text += request.text;
        return;
      case 'change':
        return this.change(request.document, request.changes);
      case 'close':
        return this.close(request.document);
      case 'cancel':
        this.running.delete(request.id);
        return;
      case 'count':
      case 'tally':
      case 'tokens':
      case 'survey':
        this.running.add(request.id);
        void this.answer(request);
    }
  }

  private copy(document: number): Copy {
    const copy = this.copies.get(document);
    if (!copy) throw new RangeError(`There is no copy of document ${document}.`);
    return copy;
  }

  private close(document: number): void {
    const copy = this.copies.get(document);
    this.copies.delete(document);
    this.unitsClosed += copy?.count?.chunks.units ?? copy?.text.length ?? 0;
    if (this.unitsClosed < unitsWorthCollecting) return;
    this.unitsClosed = 0;
    this.host.releaseMemory();
  }

  private change(document: number, changes: readonly ContentChange[]): void {
    const copy = this.copy(document);
    if (copy.count) {
      copy.count.applyChanges(changes);
      return;
    }
    for (const { rangeOffset, rangeLength, text } of changes) {
      copy.text = copy.text.slice(0, rangeOffset) + text + copy.text.slice(rangeOffset + rangeLength);
    }
  }

  private async answer(
    request: Extract<TokenRequest, { kind: 'count' | 'tally' | 'tokens' | 'survey' }>,
  ): Promise<void> {
    const { id } = request;
    try {
      if (request.kind === 'tally') await this.tally(request);
      else if (request.kind === 'tokens') await this.tokens(request);
      else if (request.kind === 'count') await this.counts(id, [request.encoding], () => request.text);
      else await this.counts(id, request.encodings, () => textOf(this.copy(request.document)));
    } catch (error) {
      if (!this.running.has(id)) return;
      this.host.reply({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.running.delete(id);
    }
  }

  private async counts(id: number, names: readonly EncodingName[], text: () => string): Promise<void> {
    const tokens: number[] = [];
    const fixed = text();
    for (const name of names) {
      const counter = (await this.encoding(name)).createCounter(fixed);
      while (!counter.step(timeSlice(sliceMs))) {
        await this.host.nextTurn();
        if (!this.running.has(id)) return;
      }
      tokens.push(counter.tokens);
      await this.host.nextTurn();
    }
    if (this.running.has(id)) this.host.reply({ kind: 'counts', id, tokens });
  }

  private async tally(request: Extract<TokenRequest, { kind: 'tally' }>): Promise<void> {
    const { id, document, selections } = request;
    const encoding = await this.encoding(request.encoding);
    if (!this.running.has(id)) return;
    const count = this.countOf(document, encoding);
    const selected = new SelectionCount(count, selections);
    let reported = performance.now();
    while (!selected.step(timeSlice(sliceMs))) {
      await this.host.nextTurn();
      if (!this.running.has(id)) return;
      if (selected.isStale) return this.host.reply({ kind: 'stale', id });
      if (performance.now() - reported < estimateMs) continue;
      reported = performance.now();
      this.host.reply({ kind: 'tally', id, tally: tallyOf(count, selected, selections.length), done: false });
    }
    this.host.reply({ kind: 'tally', id, tally: tallyOf(count, selected, selections.length), done: true });
  }

  private async tokens(request: Extract<TokenRequest, { kind: 'tokens' }>): Promise<void> {
    const { id, document } = request;
    const encoding = await this.encoding(request.encoding);
    if (!this.running.has(id)) return;
    const count = this.countOf(document, encoding);
    const { version } = count;
    while (!count.step(timeSlice(sliceMs))) {
      await this.host.nextTurn();
      if (!this.running.has(id)) return;
      if (count.version !== version) return this.host.reply({ kind: 'stale', id });
    }
    this.host.reply({ kind: 'tokens', id, parts: request.parts.map((part) => tokensOf(count, part)) });
  }

  /**
   * Returns the count of the copy in an encoding. One in another encoding is dropped, as a document is counted for one model.
   */
  private countOf(document: number, encoding: Encoding): DocumentCount {
    const copy = this.copy(document);
    if (copy.count?.encoding !== encoding) {
      copy.count = new DocumentCount(encoding, textOf(copy));
      copy.text = '';
    }
    return copy.count;
  }

  private encoding(name: EncodingName): Promise<Encoding> {
    let encoding = this.encodings.get(name);
    if (!encoding) {
      encoding = this.load(name);
      encoding.catch(() => this.encodings.delete(name)); // The next request tries again.
      this.encodings.set(name, encoding);
    }
    return encoding;
  }

  private async load(name: EncodingName): Promise<Encoding> {
    const file = await this.host.readVocabulary(vocabularyFileName(name));
    return inSlices(
      encodingWork(name, file),
      pacer(() => this.host.nextTurn()),
    );
  }
}

function textOf(copy: Copy): string {
  if (!copy.count) return copy.text;
  // If there were very many changes at once, some may still wait.
  while (!copy.count.isCurrent) copy.count.step(timeSlice(sliceMs));
  return copy.count.chunks.text();
}

const tallyOf = (count: DocumentCount, selected: SelectionCount, selections: number): DocumentTally => ({
  document: count.tally,
  selection: selections === 0 ? undefined : selected.tally,
});
