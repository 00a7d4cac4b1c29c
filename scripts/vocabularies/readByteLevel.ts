import type { SourceVocabulary } from './sourceVocabulary';

/** OpenAI's rank files: one token a line, in base64, and its rank. */
export function readTiktoken(text: string): SourceVocabulary {
  const tokens = new Map<number, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [token, rank] = line.split(' ') as [string, string];
    tokens.set(Number(rank), latin1(token));
  }
  return { unit: 'byte', tokens, wholePieces: true };
}

/** Legacy Claude: lines of `! FIRST_RANK TOKEN TOKEN ...`, ranks counting up. */
export function readClaude(json: string): SourceVocabulary {
  const { bpe_ranks: lines } = JSON.parse(json) as { bpe_ranks: string };
  const tokens = new Map<number, string>();
  for (const line of lines.split('\n')) {
    const [, first, ...entries] = line.split(' ');
    entries.forEach((token, index) => tokens.set(Number(first) + index, latin1(token)));
  }
  return { unit: 'byte', tokens, wholePieces: true };
}

const TEKKEN_SPECIAL_TOKENS = 1000;
const TEKKEN_IDS = 131_072;

/** Mistral Tekken: ranks in the layout of legacy Claude; the id is the rank after 1,000 special ids. */
export function readTekken(json: string): SourceVocabulary {
  const ranks = readClaude(json).tokens;
  const tokens = new Map<number, string>();
  for (const [rank, token] of ranks) {
    const id = rank + TEKKEN_SPECIAL_TOKENS;
    if (id < TEKKEN_IDS) tokens.set(id, token);
  }
  return { unit: 'byte', tokens, wholePieces: true };
}

interface TokenizerJson {
  readonly model: {
    readonly vocab: Record<string, number>;
    readonly merges: readonly (string | readonly [string, string])[];
    readonly ignore_merges?: boolean;
  };
  readonly added_tokens: readonly { readonly id: number }[];
}

/** A byte-level tokenizer.json of Hugging Face. @throws if ids are not in the order of the merges. */
export function readHuggingFace(json: string): SourceVocabulary {
  const { model, added_tokens: added } = JSON.parse(json) as TokenizerJson;
  const special = new Set(added.map(({ id }) => id));
  const tokens = new Map<number, string>();
  for (const [token, id] of Object.entries(model.vocab)) {
    if (!special.has(id)) tokens.set(id, fromByteLetters(token));
  }
  const seen = new Set<number>();
  let last = -1;
  for (const merge of model.merges) {
    const id = model.vocab[typeof merge === 'string' ? merge.replace(' ', '') : merge.join('')] ?? -1;
    if (seen.has(id)) continue;
    if (id < last) throw new Error(`Merge ${String(merge)} has an id before that of the merge above it.`);
    seen.add(id);
    last = id;
  }
  return { unit: 'byte', tokens, wholePieces: model.ignore_merges ?? false };
}

const latin1 = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');

/** The letters by byte that GPT-2 writes bytes as: the printable ones as themselves, the others from U+0100 on. */
export function byteLetters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const visible = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(visible ? byte : next++);
  });
}

const BYTE_OF_LETTER = new Map(byteLetters().map((letter, byte) => [letter, String.fromCharCode(byte)]));

function fromByteLetters(token: string): string {
  return Array.from(token, (letter) => {
    const byte = BYTE_OF_LETTER.get(letter);
    if (byte === undefined) throw new Error(`"${token}" is not a byte-level token.`);
    return byte;
  }).join('');
}
