import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DocumentCopies } from '../../../../../src/core/tokens/worker/documentCopies';
import type { TokenRequest } from '../../../../../src/core/tokens/worker/workerProtocol';

interface Text {
  name: string;
  version: number;
  isClosed: boolean;
  eol: number;
}

const textOf = (name: string): Text => ({ name, version: 1, isClosed: false, eol: 1 });
const texts = (count: number): Text[] => Array.from({ length: count }, (_, index) => textOf(`text ${index}`));

/** More turns of the event loop than anything in these tests takes. */
const manyTurns = 500;

describe('copies of documents', () => {
  let sent: TokenRequest[];
  let lastCopy: number;
  let fail: Error | undefined;
  let copies: DocumentCopies<Text>;
  beforeEach(() => {
    sent = [];
    lastCopy = 0;
    fail = undefined;
    copies = new DocumentCopies<Text>({
      newCopy: () => ++lastCopy,
      send: (request) => {
        if (fail) throw fail;
        // Copies that never settle have to end the test instead of keeping it going.
        if (sent.push(request) > 1_000) fail = new Error('The copies do not settle.');
      },
      pieces: ({ name }) => [name, name, name],
      nextTurn: () => nextTurn(),
    });
  });

  const count = (kind: TokenRequest['kind']): number => sent.filter((request) => request.kind === kind).length;
  /** An answer that takes some turns, as one of the worker does. */
  const slowly = async (copy: number): Promise<number> => {
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    return copy;
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < manyTurns; turn++) await nextTurn();
  };

  for (const visible of [4, 5, 6, 12]) {
    it(`of ${visible} documents that are asked about at once are each sent once, and then nothing is done`, async () => {
      const all = texts(visible);
      const answers = await Promise.all(all.map((text) => copies.use(text, slowly)));
      assert.deepEqual(
        answers,
        all.map((_, index) => index + 1),
      );
      assert.equal(count('open'), visible);
      const sentThen = sent.length;
      await settle();
      assert.equal(sent.length, sentThen);
    });
  }

  it('are kept of the four documents asked about last, once nobody waits for the others', async () => {
    const all = texts(6);
    await Promise.all(all.map((text) => copies.use(text, slowly)));
    assert.equal(count('close'), 2);
    for (const text of all.slice(2)) await copies.use(text, slowly);
    assert.equal(count('open'), 6);
    await copies.use(all[0]!, slowly);
    assert.equal(count('open'), 7);
  });

  it('are not closed while somebody waits for an answer about them', async () => {
    let answer: (value: string) => void = () => undefined;
    const [first, ...others] = texts(8);
    const waiting = copies.use(first!, () => new Promise<string>((resolve) => (answer = resolve)));
    for (const other of others) await copies.use(other, slowly);
    const closed = () => sent.flatMap((request) => (request.kind === 'close' ? [request.document] : []));
    assert.ok(closed().length > 0 && !closed().includes(1));
    answer('an answer');
    assert.equal(await waiting, 'an answer');
  });

  it('are sent anew when the document changes before they are complete', async () => {
    const text = textOf('growing');
    const asked = copies.use(text, slowly);
    while (count('append') < 2) await nextTurn();
    text.version++;
    copies.follow(text, [{ rangeOffset: 0, rangeLength: 0, text: 'x' }]);
    assert.equal(await asked, 2);
    assert.deepEqual(
      sent.map(({ kind }) => kind),
      ['open', 'append', 'append', 'close', 'open', 'append', 'append', 'append'],
    );
  });

  it('follow edits, and are sent anew with other line ends', async () => {
    const text = textOf('edited');
    await copies.use(text, slowly);
    text.version++;
    copies.follow(text, [{ rangeOffset: 0, rangeLength: 0, text: 'x' }]);
    await copies.use(text, slowly);
    assert.deepEqual([count('open'), count('change')], [1, 1]);
    text.version++;
    text.eol = 2;
    copies.follow(text, []);
    await copies.use(text, slowly);
    assert.deepEqual([count('open'), count('change'), count('close')], [2, 1, 1]);
  });

  it('are not had of a document that is closed, before or while it is sent', async () => {
    const closed = { ...textOf('closed'), isClosed: true };
    assert.equal(await copies.use(closed, slowly), undefined);
    const closing = textOf('closing');
    const asked = copies.use(closing, slowly);
    while (count('append') < 1) await nextTurn();
    closing.isClosed = true;
    copies.drop(closing);
    assert.equal(await asked, undefined);
  });

  it('that could not be sent are tried again when they are asked for again', async () => {
    const text = textOf('text');
    fail = new Error('The thread cannot be started.');
    await assert.rejects(copies.use(text, slowly), /cannot be started/);
    fail = undefined;
    assert.equal(await copies.use(text, slowly), 2);
  });
});
