import assert from 'node:assert/strict';
import { presetOf, presets } from '../../../../src/core/chat/providers/presets';
import { providerStreams } from '../../../fakes/providerStreams';
import type { ProviderStream } from '../../../fakes/streamPieces';
import { ask, endpointAt, testKey } from './ask';

/** As it comes over the wire. */
const streamText = ({ events }: ProviderStream): string =>
  events
    .map((event) => {
      if (typeof event === 'string') return `${event}\n\n`;
      // Responses and Messages name their events.
      const name = 'type' in event && typeof event.type === 'string' ? `event: ${event.type}\n` : '';
      return `${name}data: ${JSON.stringify(event)}\n\n`;
    })
    .join('');

describe('the answer of each provider', () => {
  it('has a recorded form, with where that is shown, for every preset', () => {
    const named = presets.map(({ id }) => id).filter((id) => id !== 'custom');
    assert.deepEqual(Object.keys(providerStreams).sort(), named.sort());
    for (const { source } of Object.values(providerStreams)) assert.match(source, /^https:\/\/|^[\w.-]+\/[\w.-]+, /);
  });

  for (const [id, stream] of Object.entries(providerStreams)) {
    for (const pieces of [1, 7]) {
      it(`is read in the dialect of its preset: ${id}, in ${pieces === 1 ? 'one piece' : 'small pieces'}`, async () => {
        const bytes = new TextEncoder().encode(streamText(stream));
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            const length = pieces === 1 ? bytes.length : pieces;
            for (let at = 0; at < bytes.length; at += length) controller.enqueue(bytes.slice(at, at + length));
            controller.close();
          },
        });
        const fetch = () => Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
        const { dialect } = presetOf(id);
        const outcome = await ask(
          endpointAt('http://127.0.0.1/v1', id, dialect),
          { model: 'any' },
          { fetch, key: testKey },
        );
        const { reasoning = '', text, finish, usage } = stream;
        assert.deepEqual(outcome, { reasoning, text, finish, usage });
      });
    }
  }
});
