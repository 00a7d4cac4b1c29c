import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { atOnce } from '../../../../../src/core/base/work';
import { RecordedBody } from '../../../../../src/core/chat/exchange/recordedBody';
import { arrivalsOf, keptOf } from '../../../../../src/core/chat/exchange/wire';
import type { Wire } from '../../../../../src/core/chat/exchange/wire';
import { WireRecorder } from '../../../../../src/core/chat/exchange/wireRecorder';
import type { FetchLike } from '../../../../../src/core/chat/messages/transport';
import { endpointAt, hostWith } from '../ask';

const key = 'sk-SECRET-9f8e7d6c5b4a3210ZYXWVUTS';
const encoder = new TextEncoder();
const url = 'https://example.com/v1/chat/completions';

const recorderOf = (fetch: FetchLike, { platform = hostWith(fetch), hasKey = true } = {}) =>
  new WireRecorder(platform, endpointAt('https://example.com/v1'), hasKey ? key : undefined);

interface Asking {
  readonly sent?: string;
  readonly hasKey?: boolean;
  readonly repeatsKey?: boolean;
}

/** Asks once for each answer, and reads each to its end. */
async function recorded(
  answers: readonly Response[],
  { sent = '{"model":"m"}', hasKey = true, repeatsKey = false }: Asking = {},
): Promise<Wire> {
  const left = [...answers];
  const recorder = recorderOf(() => Promise.resolve(left.shift()!), { hasKey });
  while (left.length > 0) {
    const response = await recorder.host.fetch(url, { method: 'POST', body: encoder.encode(sent) });
    await response.arrayBuffer().catch(() => undefined);
  }
  if (repeatsKey) recorder.keyRepeated();
  const wire = await recorder.finish();
  assert.ok(wire);
  return wire;
}

const bodiesOf = (wire: Wire): string[] =>
  wire.exchanges.map(({ response }) => new TextDecoder().decode(response && keptOf(wire, response.body)));

const endOf = (wire: Wire) => wire.exchanges[0]?.response?.end;

const failingWith = (error: Error): Response =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.error(error);
      },
    }),
  );

describe('the recorder of what is sent and received', () => {
  it('takes parts of the key out of a refusal, and leaves an answer the letters that it shares with a key', async () => {
    const text = `The key ${key.slice(0, 10)} and more.`;
    assert.deepEqual(bodiesOf(await recorded([new Response(text, { status: 401 }), new Response(text)])), [
      'The key … and more.',
      text,
    ]);
  });

  it('keeps nothing of the answer that repeats the key in pieces, and the refusal before it', async () => {
    const wire = await recorded([new Response('Busy.', { status: 503 }), new Response('s k')], { repeatsKey: true });
    assert.deepEqual(bodiesOf(wire), ['Busy.', '']);
    assert.deepEqual(
      wire.exchanges.map(({ response }) => [response?.body.sha256 === undefined, response?.body.hadKey]),
      [
        [false, undefined],
        [true, true],
      ],
    );
  });

  it('keeps a small body whole and gives a large one all the rest', async () => {
    const received = 'r'.repeat(1_000_000);
    const wire = await recorded([new Response(received)], { sent: 's'.repeat(5_000_000), hasKey: false });
    const [{ body, response } = assert.fail()] = wire.exchanges;
    assert.equal(response?.body.kept, 1_000_000);
    assert.equal(body.kept, 3_500_000);
  });

  it('calls an answer without a body whole', async () => {
    const wire = await recorded([new Response(null, { status: 204 })]);
    assert.equal(endOf(wire), 'whole');
  });

  it('says that the connection broke only where the platform says so', async () => {
    const broken = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    assert.equal(endOf(await recorded([failingWith(broken)])), 'broken');
    assert.equal(endOf(await recorded([failingWith(new Error('This side read no more.'))])), 'left');
  });

  it('passes on an answer of a status that no response can be made of', async () => {
    const strange = new Proxy(new Response('?'), {
      get: (answer, name) => (name === 'status' ? 700 : (Reflect.get(answer, name, answer) as unknown)),
    });
    const recorder = recorderOf(() => Promise.resolve(strange));
    assert.equal((await recorder.host.fetch(url, { method: 'GET' })).status, 700);
    assert.equal((await recorder.finish())?.exchanges[0]?.response?.status, 700);
  });

  it('does not hide that recording failed, and loses no answer for it', async () => {
    const fetch = () => Promise.resolve(new Response('[Hello]'));
    const startSha256 = () => ({ ...hashOf(), add: (bytes: Uint8Array) => assert.notEqual(bytes[0], 0x5b, 'Broken') });
    const recorder = recorderOf(fetch, { platform: { ...hostWith(fetch), startSha256 } });
    const response = await recorder.host.fetch(url, { method: 'GET' });
    assert.equal(await response.text(), '[Hello]');
    await assert.rejects(recorder.finish(), /Broken/);
  });

  it('notes what came within one millisecond as one arrival', async () => {
    let left = 40;
    const pieces = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(encoder.encode('.')) : controller.close()),
    });
    const clock = performance.now.bind(performance);
    let calls = 0;
    performance.now = () => Math.floor(calls++ / 4);
    try {
      const wire = await recorded([new Response(pieces)]);
      const arrivals = [...arrivalsOf(wire, wire.exchanges[0]!.response!)];
      const times = arrivals.map(({ ms }) => ms);
      assert.deepEqual([...new Set(times)], times);
      assert.ok(times.length > 5 && times.length < 40, String(times.length));
      assert.equal(arrivals.at(-1)?.end, 40);
    } finally {
      performance.now = clock;
    }
  });
});

const hashOf = () => {
  const hash = createHash('sha256');
  return { add: (bytes: Uint8Array) => void hash.update(bytes), hex: () => hash.digest('hex') };
};

describe('a body that is recorded', () => {
  it('knows where its last byte stands while that is held back, for it may begin the key', () => {
    const body = new RecordedBody({ hash: hashOf(), key, maxBytes: 100 });
    atOnce(body.take(encoder.encode('Hello sk-SEC')));
    assert.deepEqual([body.end, body.bytes], [12, 6]);
    atOnce(body.take(encoder.encode('OND')));
    assert.equal(body.end, 15);
  });

  it('keeps no more than it may, in however many pieces it comes', () => {
    const body = new RecordedBody({ hash: hashOf(), key: undefined, maxBytes: 5 });
    for (const piece of ['abc', 'def', 'ghi']) atOnce(body.take(encoder.encode(piece)));
    body.finish();
    assert.deepEqual([body.bytes, body.keptBytes], [9, 5]);
    assert.equal(new TextDecoder().decode(body.beginning(100)), 'abcde');
  });
});
