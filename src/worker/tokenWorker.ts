import { parentPort } from 'node:worker_threads';
import type { EncodingName } from '../core/catalog/table';
import type { Encoder } from '../core/tokens/encoder';
import { loadGptTokenizer } from '../core/tokens/gptTokenizer';
import type { TokenReply, TokenRequest } from '../core/tokens/workerProtocol';

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

async function answer(request: TokenRequest): Promise<TokenReply> {
  const { id, encoding, text } = request;
  try {
    const encoder = await encoderFor(encoding);
    return 'kind' in request ? { id, encoded: encoder.encode(text) } : { id, counted: encoder.count(text) };
  } catch (error) {
    encoders.delete(encoding);
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: TokenRequest) => {
  void answer(request).then((reply) => {
    const arrays = 'encoded' in reply ? [reply.encoded.ids.buffer, reply.encoded.byteLengths.buffer] : [];
    parentPort?.postMessage(reply, arrays);
  });
});
