import type { Tokenizer } from '../../catalog/catalogTable';

/**
 * Why a number is not exactly that of the text in the encoding:
 * - `counting`: a part of the text is not counted yet, but estimated;
 * - `undecodable`: bytes that are no text were counted as U+FFFD;
 * - `sampled`: only a sample of the text was looked through;
 * - `inParts`: the text was cut where a token may have been.
 */
export type Inexactness = 'counting' | 'undecodable' | 'sampled' | 'inParts';

/** Tokens of a text in one encoding. */
export interface EncodedCount {
  readonly tokens: number;
  /** Absent where the number is exact. */
  readonly inexact?: Inexactness | undefined;
}

/** Tokens of a text for one model. */
export interface TokenCount {
  readonly tokens: number;
  /** Absent when the count is exact. */
  readonly estimate?: {
    /** Plus or minus this many percent, where it is known. */
    readonly bandPercent?: number;
    readonly reason: string;
    /** Only until the whole text is counted. */
    readonly counting?: true;
  };
}

const inexactReasons: Readonly<Record<Inexactness, string>> = {
  counting: 'Still counting.',
  undecodable: 'Bytes that are no text in their encoding were counted as replacement characters (U+FFFD).',
  sampled: 'From a sample of the text.',
  inParts: 'Counted in parts, because it is very long.',
};

/** The band of a model holds for a whole text. How far off a part or a sample of one is, is not known. */
const losesBand: Readonly<Record<Inexactness, boolean>> = {
  counting: true,
  undecodable: false,
  sampled: true,
  inParts: false,
};

/** Turns a count in an encoding into a count for a model whose tokens are counted with `tokenizer`. */
export function modelCount(tokenizer: Tokenizer, { tokens: counted, inexact }: EncodedCount): TokenCount {
  // An empty text has no tokens, whatever the encoding.
  if (counted === 0 && !(inexact && losesBand[inexact])) return { tokens: 0 };
  const { estimate } = tokenizer;
  const tokens = Math.round(counted * (estimate?.factor ?? 1));
  if (!estimate && !inexact) return { tokens };
  const reasons = [estimate?.reason, inexact && inexactReasons[inexact]];
  const reason = reasons.filter((each) => each !== undefined).join(' ');
  const hasBand = estimate && !(inexact && losesBand[inexact]);
  const band = hasBand ? { bandPercent: estimate.bandPercent } : {};
  return { tokens, estimate: { ...band, reason, ...(inexact === 'counting' && { counting: true }) } };
}
