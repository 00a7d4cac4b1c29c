import type { EncodingName } from '../../core/catalog/encodingName';
import type { EncodedText } from '../../core/lab/labProtocol';
import type { TokenClient } from '../../core/tokens/worker/tokenClient';

/** Encodes a short text in several encodings, in the token worker. @throws Error when the worker cannot count, or ends. */
export async function encodeText(
  worker: Pick<TokenClient, 'newCopy' | 'send' | 'tokens'>,
  text: string,
  encodings: readonly EncodingName[],
): Promise<EncodedText[]> {
  const document = worker.newCopy();
  worker.send({ kind: 'open', document });
  worker.send({ kind: 'append', document, text });
  try {
    const texts: EncodedText[] = [];
    // One after the other: a copy is counted in one encoding at a time.
    for (const encoding of encodings) {
      const [part] = (await worker.tokens({ document, encoding, parts: [{ start: 0, end: text.length }] })) ?? [];
      // No other code changes this copy.
      if (!part) throw new Error('The token worker lost a text of the lab.');
      texts.push({ encoding, ids: [...part.ids], starts: [...part.starts], ends: [...part.ends] });
    }
    return texts;
  } finally {
    worker.send({ kind: 'close', document });
  }
}
