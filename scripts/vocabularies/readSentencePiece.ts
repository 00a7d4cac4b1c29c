import type { SourceVocabulary } from './sourceVocabulary';

const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/u;

/** Mistral and Mixtral: base64 of all tokens, one a line, in order of id. Special tokens stand before the 256 single bytes. */
export function readMistral(base64: string): SourceVocabulary {
  const lines = Buffer.from(base64, 'base64').toString('utf8').split('\n');
  const tokens = new Map<number, string>();
  const fallback = new Map<number, number>();
  lines.forEach((token, id) => {
    const byte = BYTE_TOKEN.exec(token);
    if (byte) fallback.set(id, parseInt(byte[1] ?? '', 16));
    else if (fallback.size === 256) tokens.set(id, token.replaceAll('▁', ' '));
  });
  return { unit: 'codePoint', tokens, fallback, wholePieces: false };
}

interface GemmaJson {
  readonly model: { readonly vocab: Record<string, number> };
  readonly added_tokens: readonly { readonly id: number; readonly special: boolean }[];
}

/** Gemma 3: its added tokens that are not special are the user-defined symbols of its SentencePiece model. */
export function readGemma(json: string): SourceVocabulary {
  const { model, added_tokens: added } = JSON.parse(json) as GemmaJson;
  const special = new Set(added.filter((token) => token.special).map(({ id }) => id));
  const literals = new Set(added.filter((token) => !token.special).map(({ id }) => id));
  const tokens = new Map<number, string>();
  const fallback = new Map<number, number>();
  for (const [token, id] of Object.entries(model.vocab)) {
    const byte = BYTE_TOKEN.exec(token);
    if (byte) fallback.set(id, parseInt(byte[1] ?? '', 16));
    else if (!special.has(id)) tokens.set(id, token.replaceAll('▁', ' '));
  }
  return { unit: 'codePoint', tokens, fallback, literals, wholePieces: false };
}
