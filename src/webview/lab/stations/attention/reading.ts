import type { LabSettings } from '../../../../core/lab/labPlace';
import type { Work } from '../../../../core/base/work';
import { allHeads, attentionIn, attentionOf, mostLooked } from '../../../../core/lab/attentionView';
import type { Attention, Looked } from '../../../../core/lab/attentionView';
import { shownBytes } from '../../../../core/lab/tokenNames';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { afterStep, within } from '../../controls';

export interface AttentionSettings {
  readonly [name: string]: number;
  /** Number of the layer, from 1. */
  readonly layer: number;
  /** Number of the head, from 1; 0: the mean of all heads. */
  readonly head: number;
  /** Number of the token that is followed, from 1. A number beyond the last token means the last one. */
  readonly token: number;
}

export interface AttentionRead {
  readonly attention: Attention;
  /** How the tokens are shown, the mark of the beginning first. */
  readonly tokens: readonly string[];
  readonly layers: number;
  readonly heads: number;
}

/** Reads the text and keeps what every head looked at. @throws WindowError before any work. */
export function* readAttention(model: PocketModel, text: string, start: string): Work<AttentionRead> {
  const ids = [...model.tokenizer.encode(text)];
  const attention = yield* attentionIn(model.network, [model.special.bos, ...ids]);
  const { layers, heads } = model.network.shape;
  const tokens = [start, ...ids.map((id) => shownBytes(model.tokenizer.tokenBytes(id)))];
  return { attention, tokens, layers, heads };
}

/** Returns the settings, limited to the layers, heads and tokens that there are. */
export const limited = (
  { layers, heads, tokens }: AttentionRead,
  { layer, head, token }: AttentionSettings,
): AttentionSettings => ({
  layer: within(layer, 1, layers),
  head: within(head, 0, heads),
  token: within(token, 1, tokens.length),
});

/** Returns how much the followed token looks at each token up to itself. */
export function weightsOf(read: AttentionRead, given: AttentionSettings): Float64Array {
  const { layer, head, token } = limited(read, given);
  return attentionOf(read.attention, layer - 1, head === 0 ? allHeads : head - 1, token - 1);
}

/** Returns the tokens that the followed token looks at most. */
export const lookedAt = (read: AttentionRead, settings: AttentionSettings, most: number): Looked[] =>
  mostLooked(weightsOf(read, settings), most);

/** Left and right change the token, up and down the head, Page Up and Page Down the layer. */
export function afterKey(key: string, read: AttentionRead, given: AttentionSettings): LabSettings | undefined {
  const { layer, head, token } = limited(read, given);
  return afterStep(
    key,
    { name: 'token', value: token, range: [1, read.tokens.length], keys: ['ArrowLeft', 'ArrowRight', 'Home', 'End'] },
    { name: 'head', value: head, range: [0, read.heads], keys: ['ArrowUp', 'ArrowDown'] },
    { name: 'layer', value: layer, range: [1, read.layers], keys: ['PageUp', 'PageDown'] },
  );
}
