import type { KnownCount } from '../contextReport';

// What Gemini CLI brings itself: counted from the program of the version below, which `npm run check:agents` runs. Its texts are not kept here.

export const geminiVersion = '0.61.0';

/** Instructions with its own skills, and tools, for its usual model, in tokens of Gemma 3's vocabulary. */
export const geminiOwn: { readonly base: KnownCount; readonly tools: KnownCount } = {
  base: { bytes: 0, tokens: 0, sha256: '' },
  tools: { bytes: 0, tokens: 0, sha256: '' },
};
