import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sayInEnglish } from '../../../../src/core/base/say';
import { atOnce } from '../../../../src/core/base/work';
import { sentRequestOf } from '../../../../src/core/chat/exchange/wire';
import type { Wire } from '../../../../src/core/chat/exchange/wire';
import { wireText } from '../../../../src/core/chat/exchange/wireText';
import { dialectIds } from '../../../../src/core/chat/messages/chatTypes';
import type { DialectId, Message, MessagePart } from '../../../../src/core/chat/messages/chatTypes';
import { ChatService } from '../../../../src/core/chat/service';
import { endpointAt, hostWith, keyState, requestOf, testKey } from './ask';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const noise = (size: number, seed: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed + (i >> 7)) & 255);

const picture = noise(500_000, 1);
const document = noise(4_001, 2);
const kept = new Map([picture, document].map((bytes) => [shaOf(bytes), bytes]));
const image: MessagePart = { type: 'image', blob: shaOf(picture), mediaType: 'image/png', name: 'a.png' };
const file: MessagePart = { type: 'file', blob: shaOf(document), mediaType: 'application/pdf', name: 'b.pdf' };
const text: MessagePart = { type: 'text', text: 'What is this?' };
const call: MessagePart = { type: 'tool-call', id: 'c1', name: 'look', input: '{}' };
const result: MessagePart = { type: 'tool-result', callId: 'c1', parts: [{ type: 'text', text: 'Seen.' }, image] };

const messages: readonly Message[] = [
  { role: 'user', parts: [image, file, text] },
  { role: 'assistant', parts: [call] },
  { role: 'tool', parts: [result] },
];

/** Asks a server that refuses everything. Returns the bodies that it got, the end of the answer and the recorded wire. */
async function sent(dialect: DialectId, asked = messages, media = (blob: string) => Promise.resolve(kept.get(blob))) {
  const bodies: Buffer[] = [];
  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      bodies.push(Buffer.concat(pieces));
      answer.writeHead(401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let recorded: Promise<Wire | undefined> | undefined;
  const end = await new ChatService(hostWith(), sayInEnglish).ask(
    endpointAt(`http://127.0.0.1:${port}/v1`, 'custom', dialect),
    requestOf({ model: 'm', messages: [...asked] }),
    {
      ...{ key: () => Promise.resolve(keyState(testKey)), signal: new AbortController().signal },
      ...{ onEvents: () => undefined, media, onWire: (wire) => void (recorded = wire) },
    },
  );
  server.close();
  return { bodies, end, wire: await recorded };
}

const hashOfBase64 = (written: string): string =>
  shaOf(Buffer.from(written.replace(/^data:[\w/]+;base64,/, ''), 'base64'));

/** The base64 of files by their place in the parsed body. */
function filesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 4_000 ? [hashOfBase64(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

/** The body without what is long. */
const shape = (body: Buffer): unknown =>
  JSON.parse(body.toString(), (_key, value: unknown) =>
    typeof value === 'string' && value.length > 4_000 ? `${value.slice(0, value.indexOf(',') + 1)}…` : value,
  );

const shapes: Readonly<Record<DialectId, object>> = {
  'chat-completions': {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,…' } },
          { type: 'file', file: { filename: 'b.pdf', file_data: 'data:application/pdf;base64,…' } },
          { type: 'text', text: 'What is this?' },
        ],
      },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'Seen.' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,…' } }] },
    ],
  },
  responses: {
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,…' },
          { type: 'input_file', filename: 'b.pdf', file_data: 'data:application/pdf;base64,…' },
          { type: 'input_text', text: 'What is this?' },
        ],
      },
      { type: 'function_call', call_id: 'c1', name: 'look', arguments: '{}' },
      {
        type: 'function_call_output',
        call_id: 'c1',
        output: [
          { type: 'input_text', text: 'Seen.' },
          { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,…' },
        ],
      },
    ],
  },
  'anthropic-messages': {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: '…' } },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: '…' } },
          { type: 'text', text: 'What is this?' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'look', input: {} }] },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'c1',
            content: [
              { type: 'text', text: 'Seen.' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: '…' } },
            ],
          },
        ],
      },
    ],
  },
};

describe('images and documents on the wire', () => {
  for (const dialect of dialectIds) {
    it(`go out whole in ${dialect}, and are recorded by their names`, async () => {
      const { bodies, wire } = await sent(dialect);
      const [body] = bodies;
      assert.ok(body && wire);
      const found = filesIn(JSON.parse(body.toString()));
      assert.deepEqual(found, [shaOf(picture), shaOf(document), shaOf(picture)]);
      const { messages: ours, input } = shapes[dialect] as { messages?: unknown; input?: unknown };
      const theirs = shape(body) as { messages?: unknown; input?: unknown };
      assert.deepEqual(theirs.messages ?? theirs.input, ours ?? input);
      // The record gives the length and the hash of the whole body, and holds no base64.
      const [exchange] = wire.exchanges;
      assert.deepEqual([exchange?.body.bytes, exchange?.body.sha256], [body.length, shaOf(body)]);
      assert.ok(wire.bytes.length < 5_000, String(wire.bytes.length));
      const shown = atOnce(wireText(wire, sayInEnglish));
      assert.ok(shown.includes(`<image, 488.3 KB, sha256 ${shaOf(picture)}>`), shown);
      assert.ok(shown.includes(`<file, 3.9 KB, sha256 ${shaOf(document)}>`));
      assert.ok(!shown.includes('Cut off here'));
      const again = sentRequestOf(wire);
      assert.equal(again?.files?.length, 2);
      const whole = again.body.replace(/<bytes (\w+)>/g, (_, blob: string) =>
        Buffer.from(kept.get(blob) ?? []).toString('base64'),
      );
      assert.equal(shaOf(Buffer.from(whole)), shaOf(body));
    });
  }

  it('sends nothing where the bytes are gone, and says so', async () => {
    const { bodies, end } = await sent('responses', messages, () => Promise.resolve(undefined));
    assert.equal(bodies.length, 0);
    assert.equal(end.error?.kind, 'files-gone');
  });
});
