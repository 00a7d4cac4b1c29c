import assert from 'node:assert/strict';
import { joinBytes } from '../../../../../src/core/base/bytes';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { atOnce } from '../../../../../src/core/base/work';
import { arrivalsAsBytes, sentRequestOf } from '../../../../../src/core/chat/exchange/wire';
import type { Arrival, KeptBody, KeptExchange, KeptResponse, Wire } from '../../../../../src/core/chat/exchange/wire';
import { wireText } from '../../../../../src/core/chat/exchange/wireText';

const sha256 = 'a'.repeat(64);
const encoder = new TextEncoder();

interface Attempt {
  readonly sent?: string;
  readonly sentMs?: number;
  readonly type?: string;
  readonly received?: string;
  readonly arrivals?: readonly Arrival[];
  readonly body?: Partial<KeptBody>;
  readonly response?: Partial<KeptResponse>;
  readonly leftOut?: number;
}

/** A wire as it is kept, with those attempts. */
function wireOf(...attempts: Attempt[]): Wire {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const put = (bytes: Uint8Array) => {
    pieces.push(bytes);
    at += bytes.length;
    return { at: at - bytes.length, kept: bytes.length };
  };
  const exchanges = attempts.map((attempt): KeptExchange => {
    const { sent = '{"model":"m"}', sentMs = 0, type = 'text/event-stream', received = '', leftOut = 0 } = attempt;
    const list: [string, string][] = [['content-type', type]];
    return {
      ...{ dialect: 'chat-completions', preset: 'custom', method: 'POST', url: 'https://example.com/v1', sentMs },
      headers: { list: [['accept', '*/*']], leftOut, bytes: 20, sha256 },
      body: { bytes: encoder.encode(sent).length, sha256, ...put(encoder.encode(sent)) },
      response: {
        ...{ status: 200, headersMs: 3, endMs: 1_234, end: 'whole', headers: { list, leftOut: 0, bytes: 9, sha256 } },
        body: { bytes: received.length, sha256, ...put(encoder.encode(received)), ...attempt.body },
        arrivals: put(arrivalsAsBytes(attempt.arrivals ?? [])),
        ...attempt.response,
      },
    };
  });
  return { at: Date.UTC(2026, 10, 30), exchanges, bytes: joinBytes(pieces) };
}

const textOf = (...attempts: Attempt[]): string => atOnce(wireText(wireOf(...attempts), sayInEnglish));

/** Returns the text shown of a body, from the empty line behind the headers to the note of its end. */
const shown = (attempt: Attempt): string =>
  /content-type: .*\n\n([^]*?)\n+# (?:Ended|Closed|The connection)/.exec(textOf(attempt))?.[1] ?? '';

describe('the text of what was sent and received', () => {
  for (const [what, attempt, expected] of [
    [
      'each with the time when its last byte was there',
      {
        received: 'data: a\n\ndata: b\n\ndata: c\n\n',
        arrivals: [
          { end: 9, ms: 5 },
          { end: 12, ms: 6 },
          { end: 27, ms: 1_900 },
        ],
      },
      '# + 5 ms\ndata: a\n\n# + 1,900 ms\ndata: b\n\n# + 1,900 ms\ndata: c',
    ],
    [
      'also where lines end with CR LF, or with CR alone',
      { received: 'event: x\r\ndata: a\r\n\r\nevent: y\rdata: b\r\r', arrivals: [{ end: 100, ms: 7 }] },
      '# + 7 ms\nevent: x\r\ndata: a\n\n# + 7 ms\nevent: y\rdata: b',
    ],
    [
      'of which none is empty',
      { received: '\n\ndata: a\n\n\n\n\ndata: b\n\n\n', arrivals: [{ end: 100, ms: 7 }] },
      '# + 7 ms\n\n\ndata: a\n\n# + 7 ms\n\n\n\ndata: b',
    ],
    [
      'also the last one, where it was cut off',
      { received: 'data: a\n\ndata: {"b":', arrivals: [{ end: 100, ms: 7 }] },
      '# + 7 ms\ndata: a\n\n# + 7 ms\ndata: {"b":',
    ],
    [
      'without a time where that is not known any more',
      { received: 'data: a\n\ndata: b\n\n', arrivals: [{ end: 9, ms: 5 }] },
      '# + 5 ms\ndata: a\n\ndata: b',
    ],
  ] satisfies [string, Attempt, string][]) {
    it(`has the events of a stream, ${what}`, () => assert.equal(shown(attempt), expected));
  }

  it('has JSON indented, and any other text as it came', () => {
    assert.equal(shown({ type: 'application/json', received: '{"a":1}' }), '{\n  "a": 1\n}');
    assert.equal(shown({ type: 'text/html', received: '{"a":1}' }), '{"a":1}');
  });

  it('says when each attempt was sent', () => {
    const text = textOf({}, { sentMs: 61_500 });
    assert.match(text, /^# Request 1 of 2, sent 2026-11-30T00:00:00\.000Z\n/);
    assert.match(text, /\n# Request 2 of 2, sent 2026-11-30T00:01:01\.500Z\n/);
  });

  it('says what of a body is not there, once', () => {
    const notes = (body: Partial<KeptBody>) =>
      [...textOf({ received: 'data: a\n\n', body }).matchAll(/^# (?:Cut off|The key|Body: 99).*/gm)].map(String);
    const length = `# Body: 99 bytes, SHA-256 ${sha256}`;
    assert.deepEqual(notes({ bytes: 99 }), [length, '# Cut off here: only the first 9 bytes of the body are kept.']);
    assert.deepEqual(notes({ bytes: 99, kept: 99, hadKey: true }), [
      length,
      '# The key stood in the body. It is replaced by …',
    ]);
    const leftOut: KeptBody = { bytes: 99, at: 0, kept: 0, hadKey: true };
    assert.deepEqual(
      [...textOf({ response: { body: leftOut } }).matchAll(/^# (?:Cut off|The key|Body: 99).*/gm)].map(String),
      ['# Body: 99 bytes. It repeats the key in pieces, so none of it is kept.'],
    );
  });

  it('says that headers are left out', () => {
    assert.match(textOf({ leftOut: 1_200 }), /\naccept: \*\/\*\n# 1,200 more headers are not kept\.\n/);
  });
});

describe('the request that an answer came from', () => {
  it('is the last one that was sent', () => {
    assert.equal(
      sentRequestOf(wireOf({ sent: '{"model":"m","a":1}' }, { sent: '{"model":"m"}' }))?.body,
      '{"model":"m"}',
    );
  });

  it('is none where a part of it is not kept', () => {
    assert.ok(sentRequestOf(wireOf({})));
    assert.equal(sentRequestOf(wireOf({ leftOut: 1 })), undefined);
    const { exchanges, ...wire } = wireOf({});
    const cut = exchanges.map((one) => ({ ...one, body: { ...one.body, bytes: one.body.bytes + 1 } }));
    assert.equal(sentRequestOf({ ...wire, exchanges: cut }), undefined);
    const marked = exchanges.map((one) => ({ ...one, body: { ...one.body, hadKey: true } }));
    assert.equal(sentRequestOf({ ...wire, exchanges: marked }), undefined);
  });
});
