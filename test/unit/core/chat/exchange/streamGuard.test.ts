import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StreamGuard } from '../../../../../src/core/chat/exchange/streamGuard';

const encoder = new TextEncoder();

/** Passes a body of these pieces through a guard. `reads` has the texts that a decoder gets, one for each read. */
async function guarded(pieces: readonly string[], repeatsAnswer = false) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  const guard = new StreamGuard(new Response(body), repeatsAnswer, () => undefined);
  const reads: string[] = [];
  for await (const bytes of guard.response.body as unknown as AsyncIterable<Uint8Array>) {
    reads.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
  return { reads, guard };
}

/** Cuts a text at these places. */
function cutUp(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.filter((place) => place < text.length).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

const eventOf = (length: number): string => `data: ${'a'.repeat(length)}\n\n`;

describe('the stream guard', () => {
  it('hands on one event a read, whatever the pieces and line ends are, and no comments', async () => {
    const lines = ['event: a', 'data: {"x":1}', '', ': comment', '', 'data: b', ':', 'data: c', '', ''];
    const expected = ['event: a\ndata: {"x":1}\n\n', 'data: b\ndata: c\n\n'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.array(fc.nat({ max: 90 }), { maxLength: 8 }),
        async (end, at) => {
          const { reads } = await guarded(cutUp(lines.join(end), at));
          assert.deepEqual(reads, expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('hands on the last event of a body that ends without an empty line, and tells', async () => {
    const { reads, guard } = await guarded(['data: a\n\ndata: b']);
    assert.deepEqual(reads, ['data: a\n\n', 'data: b']);
    assert.equal(guard.endedInEvent, true);
    assert.equal((await guarded(['data: a\n\n: bye\n'])).guard.endedInEvent, false);
  });

  it('takes an event of 1 MB, and ends the stream at a longer one before the decoder sees it', async () => {
    const most = 1024 * 1024 - 'data: \n\n'.length;
    assert.equal((await guarded([eventOf(most)])).reads.length, 1);
    const { reads, guard } = await guarded(['data: first\n\n', eventOf(most + 1), 'data: later\n\n']);
    assert.deepEqual(reads, ['data: first\n\n']);
    assert.equal(guard.problem, 'event-too-long');
  });

  it('lets an event of a dialect that repeats its answer be as long as what came before @deep', async () => {
    const parts = Array.from({ length: 4 }, () => eventOf(900_000));
    assert.equal((await guarded([...parts, eventOf(3_500_000)], true)).reads.length, 5);
    assert.equal((await guarded([...parts, eventOf(3_700_000)], true)).guard.problem, 'event-too-long');
    assert.equal((await guarded([...parts, eventOf(3_500_000)], false)).guard.problem, 'event-too-long');
  });

  for (const [name, text] of [
    ['lists', `data: ${'['.repeat(101)}`],
    ['objects', `data: ${'{"a":'.repeat(101)}`],
    ['lists after a quote in another line', `event: "\ndata: ${'['.repeat(101)}`],
    ['lists after many closing brackets', `data: ${']'.repeat(200)}${'['.repeat(101)}`],
    ['lists over several lines', 'data: [\n'.repeat(101)],
  ] as const) {
    it(`ends the stream at more than 100 ${name} inside one another`, async () => {
      const { reads, guard } = await guarded([`${text}\n\n`]);
      assert.deepEqual([reads, guard.problem], [[], 'nested-too-deep']);
    });
  }

  it('does not count brackets in strings, or in other events', async () => {
    const nested = `data: ${'['.repeat(100)}${']'.repeat(100)}\n\n`;
    const inString = `data: "\\"${'['.repeat(200)}"\n\n`;
    const { reads, guard } = await guarded([nested, nested, inString]);
    assert.deepEqual([reads.length, guard.problem], [3, undefined]);
  });

  it('knows [DONE], and the event that the decoder is at', async () => {
    const { guard } = await guarded(['data: a\n\n', 'data: [DONE]\n\n']);
    assert.equal(guard.sawDone, true);
    const two = new StreamGuard(new Response('data: a\n\ndata: b\n\n'), false, () => undefined);
    await two.response.body?.getReader().read();
    assert.equal(two.lastEvent, 'data: a\n\n');
    assert.equal((await guarded(['data: "[DONE]"\n\n'])).guard.sawDone, false);
  });

  it('takes a line [DONE] for the end of the stream only in an event of fewer than 64 bytes', async () => {
    const sawDone = async (length: number): Promise<boolean> => {
      const [before, behind] = ['data: ', '\ndata: [DONE]\n\n'];
      const text = `${before}${'a'.repeat(length - before.length - behind.length)}${behind}`;
      assert.equal(text.length, length);
      return (await guarded([text])).guard.sawDone;
    };
    assert.deepEqual([await sawDone(63), await sawDone(64), await sawDone(100_000)], [true, false, false]);
  });

  for (const [text, length] of [
    ['<html>', 2_048],
    ['  {"error":1}', 65_536],
    ['[1]', 65_536],
  ] as const) {
    it(`hands on nothing of a body that begins with ${text}, and keeps its first ${length} characters`, async () => {
      const { reads, guard } = await guarded([text, 'x'.repeat(5_000), 'x'.repeat(70_000), 'data: a\n\n']);
      assert.deepEqual([reads, guard.notAStream, guard.head.length], [[], true, length]);
    });
  }

  it('closes the body when the decoder is done with it', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode('data: a\n\n')),
      cancel: () => void (cancelled = true),
    });
    const guard = new StreamGuard(new Response(body), false, () => undefined);
    const reader = guard.response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    assert.equal(cancelled, true);
  });
});
