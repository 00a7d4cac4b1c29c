import type { Behaviour, Exchange } from './faultBehaviours';

// Providers that repeat the key wherever they can: in headers, in words, in what they seal, in their counts and in errors.

const keyOf = ({ authorization }: Exchange): string => authorization.replace(/^Bearer /, '');

/** The key as it is, in two pieces, in an address and in base64. */
const wordsWith = (key: string): string[] => [
  `You sent ${key}, `,
  key.slice(0, 9),
  `${key.slice(9)}, `,
  `${encodeURIComponent(key)}, `,
  `${Buffer.from(key).toString('base64')}. `,
];

function echo(exchange: Exchange, events: readonly object[]): void {
  const key = keyOf(exchange);
  exchange.response.writeHead(200, {
    ...{ 'content-type': 'text/event-stream', 'x-request-key': key, 'x-debug': `key=${encodeURIComponent(key)}` },
    'set-cookie': `key=${encodeURIComponent(key)}`,
  });
  for (const event of events) {
    const name = 'type' in event ? `event: ${String(event.type)}\n` : '';
    exchange.response.write(`${name}data: ${JSON.stringify(event)}\n\n`);
  }
  exchange.response.end();
}

const chunk = (delta: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});
const usage = (key: string) => ({ debug: { authorization: key } });

export const echoBehaviours: Readonly<Record<string, Behaviour>> = {
  'echo-key': (exchange) =>
    echo(exchange, [
      ...wordsWith(keyOf(exchange)).map((reasoning_content) => chunk({ reasoning_content })),
      ...wordsWith(keyOf(exchange)).map((content) => chunk({ content })),
      chunk({}, 'stop'),
      { choices: [], usage: { prompt_tokens: 5, completion_tokens: 3, ...usage(keyOf(exchange)) } },
    ]),
  'echo-key-in-error': (exchange) =>
    echo(exchange, [
      chunk({ content: 'Hello' }),
      { error: { message: wordsWith(keyOf(exchange)).join(''), code: keyOf(exchange) } },
    ]),
  'echo-key-responses': (exchange) =>
    echo(exchange, [
      { type: 'response.created', response: { id: keyOf(exchange), status: 'in_progress' } },
      ...wordsWith(keyOf(exchange)).map((delta) => ({
        ...{ type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', output_index: 0, summary_index: 0, delta },
      })),
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: keyOf(exchange) },
      },
      ...wordsWith(keyOf(exchange)).map((delta) => ({
        ...{ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 1, content_index: 0, delta },
      })),
      {
        type: 'response.completed',
        response: { status: 'completed', usage: { input_tokens: 5, output_tokens: 3, ...usage(keyOf(exchange)) } },
      },
    ]),
  'echo-key-anthropic': (exchange) =>
    echo(exchange, [
      {
        type: 'message_start',
        message: { id: keyOf(exchange), usage: { input_tokens: 5, ...usage(keyOf(exchange)) } },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: keyOf(exchange) } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
      ...wordsWith(keyOf(exchange)).map((text) => ({
        ...{ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } },
      })),
      { type: 'content_block_stop', index: 1 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
      { type: 'message_stop' },
    ]),
};
