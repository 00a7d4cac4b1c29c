import { parentPort } from 'node:worker_threads';
import type { EncodingName } from '../core/catalog/table';
import type { Encoder } from '../core/tokens/encoder';
import { loadGptTokenizer } from '../core/tokens/gptTokenizer';
import type { CountReply, CountRequest } from '../core/tokens/workerProtocol';

// Counting runs here: loading a vocabulary alone would block the extension host for 100 ms and more.

const encoders = new Map<EncodingName, Promise<Encoder>>();

function encoderFor(encoding: EncodingName): Promise<Encoder> {
  let encoder = encoders.get(encoding);
  if (!encoder) {
    encoder = loadGptTokenizer(encoding);
    encoders.set(encoding, encoder);
  }
  return encoder;
}

async function answer({ id, encoding, text }: CountRequest): Promise<CountReply> {
  try {
    return { id, counted: (await encoderFor(encoding)).count(text) };
  } catch (error) {
    encoders.delete(encoding);
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: CountRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
