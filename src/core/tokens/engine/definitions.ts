import { CodePointPairs } from './codePointPairs';
import type { EncodingName } from '../../catalog/encodingName';
import { LiteralMatcher } from './literalMatcher';
import { classRule, normalizedRule } from './safeSplit';
import type { ClassRuleOptions, SplitRule } from './safeSplit';
import { cl100kScanner } from './scan/cl100k';
import type { Cl100kVariant } from './scan/cl100k';
import { deepseekScanner } from './scan/deepseek';
import { gpt2Scanner } from './scan/gpt2';
import { o200kScanner } from './scan/o200k';
import type { O200kVariant } from './scan/o200k';
import type { Scanner } from './scan/runs';
import { sentencePieceScanner } from './scan/sentencePiece';
import type { Vocabulary } from './vocabulary';

export interface Scheme {
  readonly scan: Scanner;
  readonly splitRule: SplitRule;
}

export interface EncodingDefinition {
  /** File name of its vocabulary, without `.bin`. */
  readonly vocabulary: string;
  /** The Unicode form to which the text is normalized, if any. */
  readonly normalization?: 'NFC' | 'NFKC';
  /** SentencePiece: `▁` is a space. */
  readonly visibleSpaces?: boolean;
  /** SentencePiece: a space goes before the whole text. */
  readonly prefixSpace?: boolean;
  /** Number that is added to the ids of the file. */
  readonly idShift?: number;
  readonly createScheme: (vocabulary: Vocabulary) => Scheme;
}

const newlineRules: ClassRuleOptions = { cutsAfterNewline: true, slashFollowsNewline: false };

const o200k = (variant: O200kVariant) => (): Scheme => ({
  scan: o200kScanner(variant),
  splitRule: classRule({ ...newlineRules, slashFollowsNewline: true }),
});

const cl100k = (variant: Cl100kVariant) => (): Scheme => ({
  scan: cl100kScanner(variant),
  splitRule: classRule(newlineRules),
});

function sentencePiece(vocabulary: Vocabulary): Scheme {
  const pairs = new CodePointPairs(vocabulary);
  return { scan: sentencePieceScanner(pairs, new LiteralMatcher(vocabulary)), splitRule: pairs };
}

/** The way in which each encoding cuts and reads a text. The sources of the patterns are named with the scanners. */
export const ENCODING_DEFINITIONS: Readonly<Record<EncodingName, EncodingDefinition>> = {
  o200k_base: { vocabulary: 'o200k', createScheme: o200k({ digits: 3, contractions: true }) },
  // openai-harmony renders the messages of gpt-oss with o200k_base and more special tokens. Plain text has the same tokens.
  o200k_harmony: { vocabulary: 'o200k', createScheme: o200k({ digits: 3, contractions: true }) },
  cl100k_base: { vocabulary: 'cl100k', createScheme: cl100k({ digits: 3, takesTrailingSpace: true }) },
  llama3: { vocabulary: 'llama3', createScheme: cl100k({ digits: 3, takesTrailingSpace: false }) },
  qwen3: {
    vocabulary: 'qwen3',
    normalization: 'NFC',
    createScheme: () => ({
      scan: cl100kScanner({ digits: 1, takesTrailingSpace: false }),
      splitRule: normalizedRule(classRule(newlineRules), 'NFC'),
    }),
  },
  deepseek_v3: {
    vocabulary: 'deepseek_v3',
    createScheme: () => ({ scan: deepseekScanner(), splitRule: classRule(newlineRules) }),
  },
  tekken: { vocabulary: 'tekken', createScheme: o200k({ digits: 1, contractions: false }) },
  mistral_v1: { vocabulary: 'mistral', visibleSpaces: true, prefixSpace: true, createScheme: sentencePiece },
  // It has the same tokens after 768 more control tokens, which follow the first three ids directly.
  mistral_v3: {
    vocabulary: 'mistral',
    visibleSpaces: true,
    prefixSpace: true,
    idShift: 768,
    createScheme: sentencePiece,
  },
  gemma3: { vocabulary: 'gemma3', visibleSpaces: true, createScheme: sentencePiece },
  claude_legacy: {
    vocabulary: 'claude_legacy',
    normalization: 'NFKC',
    createScheme: () => ({
      scan: gpt2Scanner(),
      splitRule: normalizedRule(classRule({ ...newlineRules, cutsAfterNewline: false }), 'NFKC'),
    }),
  },
};
