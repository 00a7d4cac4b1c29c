import { piecesAt } from '../../../../core/lab/merges';
import type { Merging } from '../../../../core/lab/merges';
import type { EncodedText } from '../../../../core/lab/labProtocol';
import { shownBytes, shownText } from '../../../../core/lab/tokenNames';
import type { EncodingName } from '../../../../core/catalog/encodingName';
import { within } from '../../controls';

export interface TokensSettings {
  readonly [name: string]: number;
  /** How many merges are done; more than there are: all. */
  readonly step: number;
}

/** A text as the station has read it. The other encodings come from the host, a little later. */
export interface TokensRead {
  readonly text: string;
  readonly merging: Merging;
  /** How tokens are shown, by id, as far as they were. */
  readonly names: Map<number, string>;
  others: readonly EncodedText[] | undefined;
  /** Why there are none. */
  othersFailed: string | undefined;
}

/** Side by side with the built-in model's. */
export const otherEncodings: readonly EncodingName[] = ['o200k_base', 'claude_legacy', 'llama3'];

export interface ShownToken {
  readonly id: number;
  readonly text: string;
}

export const stepOf = ({ merging }: TokensRead, { step }: TokensSettings): number =>
  within(step, 0, merging.steps.length);

/** The tokens of the built-in model after so many merges. */
export function ownTokens({ merging, names }: TokensRead, step: number): ShownToken[] {
  return piecesAt(merging, step).map(({ id, start, end }) => {
    // Thousands of decodings in each frame of the slider would be felt.
    const text = names.get(id) ?? shownBytes(merging.bytes.subarray(start, end));
    names.set(id, text);
    return { id, text };
  });
}

/** The tokens of another encoding; those that are a part of a character show all of it. */
export function otherTokens(text: string, { ids, starts, ends }: EncodedText): ShownToken[] {
  return ids.map((id, index) => ({ id, text: shownText(text.slice(starts[index], ends[index])) }));
}
