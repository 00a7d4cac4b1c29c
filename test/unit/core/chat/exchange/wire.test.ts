import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { joinBytes } from '../../../../../src/core/base/bytes';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { atOnce } from '../../../../../src/core/base/work';
import { RecordedBody } from '../../../../../src/core/chat/exchange/recordedBody';
import { keptOf, readWire, sentRequestOf, wirePieces } from '../../../../../src/core/chat/exchange/wire';
import type { KeptExchange, Wire } from '../../../../../src/core/chat/exchange/wire';
import { wireText } from '../../../../../src/core/chat/exchange/wireText';
import type { DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { ChatService } from '../../../../../src/core/chat/service';
import { endpointAt, hostWith, keyState, requestOf, says } from '../ask';
import { tries } from '../../../../support/tries';

const key = 'sk-SECRET-9f8e7d6c5b4a3210ZYXWVUTS';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Whether 16 or more characters of the key stand in a row. */
const holdsKey = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes).toString('latin1');
  return Array.from({ length: key.length - 15 }, (_, at) => key.slice(at, at + 16)).some((part) => text.includes(part));
};

type Answer = (response: ServerResponse, attempt: number, request: IncomingMessage) => void;

const events = (...values: (object | string)[]): string[] =>
  values.map((value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`);
const chunk = (content: string, reason: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: reason }],
});
const stream = (response: ServerResponse, ...pieces: (string | Uint8Array)[]): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const piece of pieces) response.write(piece);
  response.end();
};
const hello = events(chunk('Hello'), chunk('', 'stop'), '[DONE]');

interface Asking {
  readonly message?: string;
  readonly dialect?: DialectId;
  readonly askKey?: string;
  readonly signal?: AbortSignal;
}

/** Asks a server on this machine that answers like this; gives the wire, the bytes of its file, and what the server got. */
async function recorded(answer: Answer, { message = 'Hi', dialect, askKey = key, signal }: Asking = {}) {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces));
      answer(response, bodies.length, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    let kept: Promise<Wire | undefined> | undefined;
    const end = await new ChatService(hostWith(), sayInEnglish).ask(
      endpointAt(`http://127.0.0.1:${port}/v1`, 'custom', dialect),
      requestOf({ model: 'm', messages: [says('user', message)] }),
      {
        key: () => Promise.resolve(keyState(askKey)),
        signal: signal ?? new AbortController().signal,
        onEvents: () => undefined,
        onWire: (wire) => {
          kept = wire;
        },
      },
    );
    const wire = await kept;
    assert.ok(wire, 'Nothing was recorded.');
    const file = joinBytes(wirePieces(wire));
    assert.deepEqual(readWire(file), wire);
    return { wire, file, bodies, end, text: atOnce(wireText(wire, sayInEnglish)) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const bodyOf = (wire: Wire, exchange: KeptExchange | undefined): string =>
  Buffer.from(exchange?.response ? keptOf(wire, exchange.response.body) : []).toString();

describe('what was sent and received for an answer', () => {
  it('is kept byte for byte, with lengths and hashes, and without the key', async () => {
    const { wire, file, bodies, text } = await recorded((response) => stream(response, ...hello), {
      message: 'Où? 🌍',
    });
    const [exchange] = wire.exchanges;
    assert.ok(exchange?.response);
    assert.deepEqual(Buffer.from(keptOf(wire, exchange.body)), bodies[0]);
    assert.equal(exchange.body.sha256, sha256(bodies[0]!));
    assert.equal(bodyOf(wire, exchange), hello.join(''));
    assert.equal(exchange.response.body.sha256, sha256(hello.join('')));
    const sent = sentRequestOf(wire);
    assert.equal(sent?.body, bodies[0]!.toString());
    assert.ok(sent.headers.some(([name, value]) => name === 'authorization' && value === 'Bearer {key}'));
    assert.equal(holdsKey(file), false);
    assert.match(
      text,
      /^# Request 1 of 1, sent 20\d\d-.*Z\n\nPOST http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions\naccept: /,
    );
    assert.match(text, /\n\n\{\n {2}"model": "m",\n {2}"messages": \[\n/);
    assert.match(text, /\nHTTP 200\n[^#]*content-type: text\/event-stream\n/);
    assert.match(text, /# \+ \d+ ms\ndata: \{"choices".*Hello/);
  });

  it('is kept of each attempt, also of one that was refused; what is sent once more is kept once', async () => {
    const { wire, text } = await recorded((response, attempt) => {
      if (attempt > 1) return stream(response, ...hello);
      response.writeHead(503, { 'content-type': 'application/json', 'retry-after-ms': '1' });
      response.end('{"error":{"message":"Busy."}}');
    });
    assert.deepEqual(
      wire.exchanges.map(({ response }) => response?.status),
      [503, 200],
    );
    const [first, second] = wire.exchanges;
    assert.equal(first?.body.at, second?.body.at);
    assert.equal(bodyOf(wire, first), '{"error":{"message":"Busy."}}');
    assert.match(text, /Request 2 of 2[^]*HTTP 200/);
    assert.match(text, /HTTP 503[^]*"message": "Busy\."/);
  });

  it('says that nothing came, and why', async () => {
    const { wire, text } = await recorded((response) => response.destroy());
    assert.equal(wire.exchanges.length, 1);
    assert.equal(wire.exchanges[0]?.response, undefined);
    assert.match(text, /# No response: UND_ERR_SOCKET|# No response: ECONNRESET/);
  });

  it('tells a body that ended from one that broke off, and from one that nobody read on', async () => {
    const whole = await recorded((response) => stream(response, ...events(chunk('', 'stop'))));
    assert.equal(whole.wire.exchanges[0]?.response?.end, 'whole');
    const broken = await recorded((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(hello[0]!, () => response.destroy());
    });
    assert.equal(broken.wire.exchanges[0]?.response?.end, 'broken');
    const stop = new AbortController();
    const left = await recorded(
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(hello[0]!, () => void setTimeout(() => stop.abort(), 20));
      },
      { signal: stop.signal },
    );
    assert.equal(left.wire.exchanges[0]?.response?.end, 'left');
    assert.match(left.text, /# Closed from this side after/);
  });

  it('is cut to 5 MB, and says so; length and hash are those of all of it @deep', async () => {
    const long = 'é'.repeat(500_000);
    const sent = [...Array.from({ length: 5 }, () => events(chunk(long))[0]!), ...hello];
    const { wire, file, bodies, text } = await recorded((response) => stream(response, ...sent), {
      message: 'x'.repeat(5_000_000),
    });
    assert.ok(file.length < 5_000_000, String(file.length));
    const [exchange] = wire.exchanges;
    assert.equal(exchange?.body.bytes, bodies[0]!.length);
    assert.equal(exchange.body.sha256, sha256(bodies[0]!));
    // The answer ends at two million characters: what was read of it is a beginning of what was sent.
    const { bytes, sha256: hash } = exchange.response!.body;
    assert.equal(hash, sha256(Buffer.from(sent.join('')).subarray(0, bytes)));
    assert.deepEqual(Buffer.from(keptOf(wire, exchange.body)), bodies[0]!.subarray(0, exchange.body.kept));
    assert.ok(exchange.body.kept > 2_000_000 && exchange.response!.body.kept > 2_000_000);
    assert.equal(sentRequestOf(wire), undefined);
    assert.match(text, /# Cut off here: only the first 2,\d{3},\d{3} bytes of the body are kept\./);
  });

  describe('holds no key and no cookie', () => {
    const echo = `Incorrect API key: Bearer ${key}`;
    const halves = (text: string): string[] => [
      text.slice(0, text.indexOf(key) + 9),
      text.slice(text.indexOf(key) + 9),
    ];
    for (const [where, answer] of [
      [
        'where the headers of the response have them',
        (response) => {
          response.writeHead(200, {
            'content-type': 'text/event-stream',
            'set-cookie': ['session=cookie-1234567890', 'b=cookie-abcdefghij'],
            'x-echo': `Bearer ${key}`,
            'x-api-key': 'cookie-another-key',
            'x-ratelimit-remaining-tokens': '99',
          });
          response.end(hello.join(''));
        },
      ],
      [
        'where a refusal repeats it in two pieces',
        (response) => {
          response.writeHead(401, { 'content-type': 'application/json' });
          const [one, two] = halves(JSON.stringify({ error: { message: echo } }));
          response.write(one, () => setTimeout(() => response.end(two), 10));
        },
      ],
      ['where an event repeats it', (response) => stream(response, ...halves(events(chunk(echo))[0]!), ...hello)],
      [
        'where events repeat it letter by letter',
        (response) => stream(response, ...events(...Array.from(key, (letter) => chunk(letter))), ...hello),
      ],
      [
        'where it redirects to an address with it',
        (response) => void response.writeHead(302, { location: `https://example.com/?key=${key}` }).end(),
      ],
    ] satisfies [string, Answer][]) {
      it(where, async () => {
        const { file, text, wire } = await recorded(answer);
        assert.equal(holdsKey(file), false);
        assert.doesNotMatch(Buffer.from(file).toString(), /cookie-/);
        assert.match(text, /…|repeats the key in pieces/);
        const pieces = [...bodyOf(wire, wire.exchanges[0]).matchAll(/"content":"(.)"/g)].map(([, letter]) => letter);
        assert.ok(!pieces.join('').includes(key.slice(0, 16)));
      });
    }

    it('where a refusal repeats it in escapes', async () => {
      const escaped = Array.from(key, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('');
      const { wire } = await recorded((response) => {
        response.writeHead(401, { 'content-type': 'application/json' });
        response.end(`{"error":{"message":"Key ${escaped} is wrong."}}`);
      });
      const body = JSON.parse(bodyOf(wire, wire.exchanges[0])) as unknown;
      assert.deepEqual(body, { error: { message: 'Key … is wrong.' } });
    });

    it('where the prompt has it, and the header of another dialect', async () => {
      const { wire, file, text } = await recorded((response) => stream(response, ...hello), {
        message: `My key is ${key}, ok?`,
        dialect: 'anthropic-messages',
      });
      assert.equal(holdsKey(file), false);
      assert.match(text, /\nx-api-key: \{key\}\n/);
      assert.match(text, /My key is …, ok\?/);
      assert.match(text, /# The key stood in the body\. It is replaced by …/);
      assert.equal(sentRequestOf(wire), undefined, 'it is not what was sent');
    });

    it('where it is a short word, which is hidden in its header and nowhere else', async () => {
      const { wire } = await recorded((response) => stream(response, ...hello), { message: 'a json', askKey: 'json' });
      const sent = sentRequestOf(wire);
      assert.match(sent?.body ?? '', /a json/);
      assert.deepEqual(
        sent?.headers.filter(([name]) => name === 'content-type' || name === 'authorization'),
        [
          ['content-type', 'application/json'],
          ['authorization', 'Bearer {key}'],
        ],
      );
    });
  });
});

describe('a body that is recorded', () => {
  const hash = () => hostWith().startSha256();

  it('is the same but for the key, in whatever pieces it comes', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom(key, key.slice(0, 20), key.slice(3), '%73k-SECRET', '\\u0073k-', '…')
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (parts, size) => {
        const all = joinBytes([new Uint8Array(0), ...parts]);
        const body = new RecordedBody({ hash: hash(), key, maxBytes: 1_000 });
        for (let at = 0; at < all.length; at += size) atOnce(body.take(all.subarray(at, at + size)));
        body.finish();
        const kept = body.beginning(1_000);
        assert.equal(holdsKey(kept), false);
        assert.ok(body.hadKey || !holdsKey(all));
        assert.equal(body.bytes, kept.length);
        assert.equal(body.sha256, sha256(kept));
        if (!body.hadKey) assert.deepEqual(Buffer.from(kept), Buffer.from(all));
      }),
      tries(100),
    );
  });
});
