import type { KnownCount } from '../contextReport';

// Counts of the texts that Gemini CLI brings itself, made with the program of the version below, which
// `npm run check:agents` runs. The texts are not kept here.

export const geminiVersion = '0.61.0';

const gemma3 = (bytes: number, tokens: number, sha256: string): KnownCount => ({
  ...{ encoding: 'gemma3', bytes, tokens, sha256 },
});

/** Sizes of its instructions with its own skills, and of its tools, for its usual model, in tokens of Gemma 3. */
export const geminiOwn: { readonly base: KnownCount; readonly tools: KnownCount } = {
  base: gemma3(31_923, 6_756, '1b485347307769db4641f07dda7b51710899e6334a756df0b922c4865be33ebf'),
  tools: gemma3(7_347, 1_622, 'fed30ca9b25601f164a61229d958b68dfefb90adf6987aba249153daf3f370a5'),
};
