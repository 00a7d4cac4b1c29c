import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { ask, endpointAt } from '../../unit/core/chat/ask';

describe('an answer that never ends', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  after(() => server.close());

  it('keeps the memory flat on a stream that brings nothing, for ever', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = (): number => {
      collect();
      return process.memoryUsage().heapUsed + process.memoryUsage().external;
    };
    // Memory that other tests left behind is given back over several turns.
    const settled = async (): Promise<number> => {
      let least = held();
      for (let turn = 0; turn < 10; turn++) {
        await setImmediate();
        least = Math.min(least, held());
      }
      return least;
    };
    const stop = new AbortController();
    let count = 0;
    let early = 0;
    let late = 0;
    await ask(
      endpointAt(server.baseUrl),
      { model: 'flood-of-empty-chunks' },
      {
        signal: stop.signal,
        answerCharacters: 1_000,
        onEvent: () => undefined,
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          const watch = new TransformStream<Uint8Array, Uint8Array>({
            async transform(bytes, controller) {
              count += bytes.byteLength;
              if (count > 5e6 && early === 0) early = await settled();
              if (count > 105e6 && late === 0) {
                late = await settled();
                stop.abort();
              }
              controller.enqueue(bytes);
            },
          });
          return new Response(response.body?.pipeThrough(watch), response);
        },
      },
    );
    assert.ok(early > 0 && late > 0);
    // Other memory of a run of all tests moves by 30 MB. Memory kept of 100 MB would be more.
    assert.ok(late - early < 60e6, `${early} bytes after 5 MB, ${late} after 105 MB`);
  });
});
