import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { VOCABULARY_FOLDER, buildVocabularies } from '../../../../../scripts/vocabularies';
import { TokenServer } from '../../../../../src/core/tokens/worker/tokenServer';
import type { TokenReply, TokenRequest } from '../../../../../src/core/tokens/worker/workerProtocol';

/** The desk as the extension host sees it through the thread. */
class Client {
  readonly replies: TokenReply[] = [];
  releases = 0;
  /** Turns that the desk gave to others. */
  turns = 0;
  /** How many readings of vocabularies are to fail. */
  failures = 0;
  private lastId = 0;
  private readonly desk = new TokenServer({
    readVocabulary: (file) => {
      if (this.failures-- > 0) return Promise.reject(new Error('The disk is not there.'));
      return readFile(path.join(VOCABULARY_FOLDER, file));
    },
    reply: (reply) => this.replies.push(reply),
    nextTurn: () => {
      this.turns++;
      return nextTurn();
    },
    releaseMemory: () => this.releases++,
  });

  send(request: TokenRequest): void {
    this.desk.receive(request);
  }

  open(document: number, text: string): void {
    this.send({ kind: 'open', document });
    for (const piece of text.match(/[^]{1,1000}/g) ?? []) this.send({ kind: 'append', document, text: piece });
  }

  start(make: (id: number) => TokenRequest): number {
    const request = make(++this.lastId);
    this.send(request);
    return this.lastId;
  }

  /** The last reply to a request: not an estimate. */
  async ask(make: (id: number) => TokenRequest): Promise<TokenReply> {
    const id = this.start(make);
    for (;;) {
      const reply = this.replies.find((each) => each.id === id && (each.kind !== 'tally' || each.done));
      if (reply) return reply;
      await nextTurn();
    }
  }

  async count(text: string): Promise<number> {
    const reply = await this.ask((id) => ({ kind: 'count', id, encoding: 'o200k_base', text }));
    assert.ok(reply.kind === 'counts');
    return reply.tokens[0] ?? NaN;
  }

  tally(document: number, ...selections: { start: number; end: number }[]): Promise<TokenReply> {
    return this.ask((id) => ({ kind: 'tally', id, document, encoding: 'o200k_base', selections }));
  }
}

describe('the server of the token worker', () => {
  let client: Client;
  before(function () {
    this.timeout(600_000); // The first run builds the vocabularies.
    buildVocabularies();
  });
  beforeEach(() => (client = new Client()));

  it('counts a text', async () => {
    assert.equal(await client.count('Hello world'), 2);
    assert.equal(await client.count('hello <|endoftext|> world'), 9);
    assert.equal(await client.count(''), 0);
  });

  it('answers a request for tokens with `stale` when the copy changes while it is counted @deep', async () => {
    await client.count('loads the encoding');
    // Many slices long on the fastest machine, or nothing could change meanwhile.
    client.open(1, 'Some words of a long text that takes a while. '.repeat(500_000));
    const parts = [{ start: 0, end: 10 }];
    const id = client.start((each) => ({ kind: 'tokens', id: each, document: 1, encoding: 'o200k_base', parts }));
    client.turns = 0;
    while (client.turns < 1) await nextTurn();
    client.send({ kind: 'change', document: 1, changes: [{ rangeOffset: 0, rangeLength: 4, text: 'X' }] });
    while (!client.replies.some((reply) => reply.id === id)) await nextTurn();
    assert.deepEqual(client.replies.at(-1), { kind: 'stale', id });
    const again = await client.ask((each) => ({
      kind: 'tokens',
      id: each,
      document: 1,
      encoding: 'o200k_base',
      parts,
    }));
    assert.ok(again.kind === 'tokens');
  });

  it('loads a vocabulary again that could not be loaded', async () => {
    client.failures = 1;
    const failed = await client.ask((id) => ({ kind: 'count', id, encoding: 'o200k_base', text: 'Hello world' }));
    assert.deepEqual(failed, { kind: 'failure', id: 1, message: 'The disk is not there.' });
    assert.equal(await client.count('Hello world'), 2);
  });

  it('counts a copy, and selections of it added up', async () => {
    client.open(1, 'Hello world\nHello world\n');
    assert.deepEqual(await client.tally(1, { start: 0, end: 11 }, { start: 12, end: 17 }), {
      kind: 'tally',
      id: 1,
      tally: { document: { tokens: 6, exact: true }, selection: { tokens: 3, exact: true } },
      done: true,
    });
  });

  it('follows the changes of a document, whatever they are', async () => {
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(20), text: fc.string() });
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 400 }), fc.array(change, { maxLength: 8 }), async (start, changes) => {
        let text = start;
        client.open(1, text);
        await client.tally(1);
        for (const { at, length, text: insert } of changes) {
          const rangeOffset = Math.floor(at * text.length);
          const rangeLength = Math.min(length, text.length - rangeOffset);
          client.send({ kind: 'change', document: 1, changes: [{ rangeOffset, rangeLength, text: insert }] });
          text = text.slice(0, rangeOffset) + insert + text.slice(rangeOffset + rangeLength);
        }
        const reply = await client.tally(1);
        assert.ok(reply.kind === 'tally');
        assert.equal(reply.tally.document.tokens, await client.count(text));
      }),
      { numRuns: 60 },
    );
  });

  it('gives estimates of a long run of one letter before the exact number @deep', async () => {
    client.open(1, 'a'.repeat(3_000_000));
    const reply = await client.tally(1);
    assert.ok(reply.kind === 'tally' && reply.tally.document.exact);
    const estimates = client.replies.filter((each) => each.kind === 'tally' && !each.done);
    assert.ok(estimates.length > 0);
    assert.ok(estimates.every((each) => each.kind === 'tally' && !each.tally.document.exact));
  });

  it('says that a tally is stale when the copy changes under it', async () => {
    client.open(1, 'word '.repeat(5_000_000));
    const id = client.start((number) => ({
      kind: 'tally',
      id: number,
      document: 1,
      encoding: 'o200k_base',
      selections: [],
    }));
    await client.count('The encoding is ready after this.');
    client.send({ kind: 'change', document: 1, changes: [{ rangeOffset: 0, rangeLength: 1, text: 'W' }] });
    while (!client.replies.some((reply) => reply.id === id && (reply.kind !== 'tally' || reply.done))) await nextTurn();
    assert.ok(client.replies.some((reply) => reply.id === id && reply.kind === 'stale'));
  });

  it('gives the tokens of parts of a copy as it is now, with their place', async () => {
    client.open(1, 'Hello world\n'.repeat(1000));
    client.send({ kind: 'change', document: 1, changes: [{ rangeOffset: 0, rangeLength: 5, text: 'Goodbye' }] });
    const parts = [
      { start: 0, end: 7 },
      { start: 11_990, end: 12_000 },
    ];
    const reply = await client.ask((id) => ({ kind: 'tokens', id, document: 1, encoding: 'o200k_base', parts }));
    assert.ok(reply.kind === 'tokens');
    const [first, second] = reply.parts;
    assert.ok(first && second);
    const whole = await client.count('Goodbye world\n' + 'Hello world\n'.repeat(999));
    assert.equal(first.tokensBefore, 0);
    assert.equal(second.tokensBefore + second.ids.length, whole);
    assert.equal(new TextDecoder().decode(first.bytes).slice(0, 13), 'Goodbye world');
  });

  it('does not answer what was cancelled', async () => {
    client.open(1, 'word '.repeat(500_000));
    const id = client.start((number) => ({ kind: 'survey', id: number, document: 1, encodings: ['o200k_base'] }));
    client.send({ kind: 'cancel', id });
    await client.tally(1);
    assert.ok(!client.replies.some((reply) => reply.id === id));
  });

  it('counts a copy in several encodings', async () => {
    client.open(1, 'Grüße, 世界! '.repeat(10));
    const encodings = ['o200k_base', 'cl100k_base', 'gemma3'] as const;
    const reply = await client.ask((id) => ({ kind: 'survey', id, document: 1, encodings }));
    assert.ok(reply.kind === 'counts');
    const singly = encodings.map((encoding) =>
      client.ask((id) => ({ kind: 'count', id, encoding, text: 'Grüße, 世界! '.repeat(10) })),
    );
    const expected = (await Promise.all(singly)).map((each) => (each.kind === 'counts' ? each.tokens[0] : NaN));
    assert.deepEqual(reply.tokens, expected);
  });

  it('has memory given back once copies of some megabytes were closed', async () => {
    client.open(1, 'word '.repeat(1_000_000));
    client.open(2, 'word '.repeat(1_000_000));
    await client.tally(2);
    client.send({ kind: 'close', document: 1 });
    client.send({ kind: 'close', document: 1 });
    assert.equal(client.releases, 0);
    client.send({ kind: 'close', document: 2 });
    assert.equal(client.releases, 1);
  });

  it('says what is wrong with a request for a copy that it does not have', async () => {
    const reply = await client.tally(99);
    assert.ok(reply.kind === 'failure');
    assert.match(reply.message, /no copy of document 99/);
  });
});
