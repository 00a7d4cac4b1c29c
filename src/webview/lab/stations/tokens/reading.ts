import { piecesAt } from '../../../../core/lab/merges';
import type { Merging } from '../../../../core/lab/merges';
import type { EncodedText } from '../../../../core/lab/labProtocol';
import { shownBytes, shownText } from '../../../../core/lab/tokenNames';
import type { EncodingName } from '../../../../core/catalog/encodingName';
import { within } from '../../controls';

export interface TokensSettings {
  readonly [name: string]: number;
  /** Number of merges that are done. A number beyond the last merge means all. */
  readonly step: number;
}

/** A text as the station has read it. The other encodings come from the host, a little later. */
export interface TokensRead {
  readonly text: string;
  readonly merging: Merging;
  /** The shown texts of tokens, by id, as far as they were needed. */
  readonly names: Map<number, string>;
  others: readonly EncodedText[] | undefined;
  /** Why there are no other encodings. */
  othersFailed: string | undefined;
}

/** Encodings that are shown side by side with that of the built-in model. */
export const otherEncodings: readonly EncodingName[] = ['o200k_base', 'claude_legacy', 'llama3'];

export interface ShownToken {
  readonly id: number;
  readonly text: string;
}

export const stepOf = ({ merging }: TokensRead, { step }: TokensSettings): number =>
  within(step, 0, merging.steps.length);

/** Returns the tokens of the built-in model after `step` merges. */
export function ownTokens({ merging, names }: TokensRead, step: number): ShownToken[] {
  return piecesAt(merging, step).map(({ id, start, end }) => {
    // Thousands of decodings in each frame would make the slider slow.
    const text = names.get(id) ?? shownBytes(merging.bytes.subarray(start, end));
    names.set(id, text);
    return { id, text };
  });
}

/** Returns the tokens of another encoding. A token that is a part of a character shows all of the character. */
export function otherTokens(text: string, { ids, starts, ends }: EncodedText): ShownToken[] {
  return ids.map((id, index) => ({ id, text: shownText(text.slice(starts[index], ends[index])) }));
}
