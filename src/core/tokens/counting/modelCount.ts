import type { Source } from '../../base/source';
import type { TextKind, Tokenizer } from '../../catalog/catalogTable';
import type { Say, Saying } from '../../base/say';

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
  /** The kind of text, where it is known. */
  readonly textKind?: TextKind | undefined;
}

/** Tokens of a text for one model. */
export interface TokenCount {
  readonly tokens: number;
  /** Absent when the count is exact. */
  readonly estimate?: {
    /** Plus or minus this many percent, where it is known. */
    readonly bandPercent?: number;
    /** The reason that lies in the tokenizer, in the words of the catalog. */
    readonly reason?: string;
    /** The reason why it would be an estimate with any tokenizer. */
    readonly inexact?: Inexactness;
    /** The kind of text to which band and reason apply, and where they were published. */
    readonly textKind?: TextKind;
    readonly source?: Source;
  };
  /** Present when a provider counted it. */
  readonly counted?: CountedBy;
}

/** Who counted a text, and when. */
export interface CountedBy {
  /** The usual name of the provider. */
  readonly by: string;
  /** Ms since 1970. */
  readonly at: number;
  /** Whether the count includes the tokens around a message. */
  readonly withFrame: boolean;
}

const inexactReasons: Readonly<Record<Inexactness, Saying>> = {
  counting: (say) => say('Still counting.'),
  undecodable: (say) =>
    say('Bytes that are not valid in the encoding of the file were counted as replacement characters (U+FFFD).'),
  sampled: (say) => say('From a sample of the text.'),
  inParts: (say) => say('Counted in parts, because it is very long.'),
};

/** Why a count is an estimate, in sentences. */
export const estimateReason = ({ reason, inexact }: NonNullable<TokenCount['estimate']>, say: Say): string =>
  [reason, inexact && inexactReasons[inexact](say)].filter((each) => each !== undefined).join(' ');

/**
 * Whether an estimate has no band. The band of a model applies to a whole text, and the error for a part or a sample is
 * unknown.
 */
const losesBand: Readonly<Record<Inexactness, boolean>> = {
  counting: true,
  undecodable: false,
  sampled: true,
  inParts: false,
};

/** Finds the rule for texts of that kind, or else for all. */
function ruleOf({ estimate }: Pick<Tokenizer, 'estimate'>, kind: TextKind | undefined) {
  const ofKind = kind && estimate?.kinds?.find((each) => each.kind === kind);
  if (!estimate || !ofKind) return estimate && { ...estimate, from: {} };
  return { ...ofKind, from: { textKind: ofKind.kind, source: ofKind.source } };
}

/** Turns a count in an encoding into a count for a model whose tokens are counted with `tokenizer`. */
export function modelCount(
  tokenizer: Pick<Tokenizer, 'estimate'>,
  { tokens: counted, inexact, textKind }: EncodedCount,
): TokenCount {
  // An empty text has no tokens, whatever the encoding.
  if (counted === 0 && !(inexact && losesBand[inexact])) return { tokens: 0 };
  const rule = ruleOf(tokenizer, textKind);
  const tokens = Math.round(counted * (rule?.factor ?? 1));
  if (!rule && !inexact) return { tokens };
  const hasBand = rule && !(inexact && losesBand[inexact]);
  const band = hasBand ? { bandPercent: rule.bandPercent } : {};
  return {
    tokens,
    estimate: { ...band, ...(rule && { reason: rule.reason, ...rule.from }), ...(inexact && { inexact }) },
  };
}

/** Returns the tokenizer with only the rule for texts of a kind, for counting many parts of one text. */
export function tokenizerFor(tokenizer: Tokenizer, kind: TextKind | undefined): Tokenizer {
  const rule = ruleOf(tokenizer, kind);
  if (!rule?.from.source) return tokenizer;
  const { factor, bandPercent, reason, from } = rule;
  return { ...tokenizer, estimate: { factor, bandPercent, reason }, source: from.source };
}

/**
 * Converts the count of a text of a known kind into a share of a sum over texts of many kinds: the number of tokens
 * that gives the same result with the factor for a mix. Not a whole number.
 */
export function inMix(tokenizer: Tokenizer, { tokens, textKind, ...rest }: EncodedCount): EncodedCount {
  const factor = tokenizer.estimate?.factor ?? 1;
  return { ...rest, tokens: (tokens * (ruleOf(tokenizer, textKind)?.factor ?? 1)) / factor };
}
