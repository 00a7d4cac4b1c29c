/** Limits that end a request which its provider does not end. Where one is left out, it has the value named here. */
export interface ChatLimits {
  /** Ms without a byte, once text or reasoning has come. 60,000. */
  readonly idleMs?: number;
  /** Ms without a byte before that: local servers load the model first, and some models think in silence. 300,000. */
  readonly firstOutputMs?: number;
  /** Characters (UTF-16 code units) of an answer, with its reasoning. 2,000,000. */
  readonly answerCharacters?: number;
}

const usual = { idleMs: 60_000, firstOutputMs: 300_000, answerCharacters: 2_000_000 };

/** All of them. */
export function wholeLimits({ idleMs = usual.idleMs, ...limits }: ChatLimits = {}): Required<ChatLimits> {
  return {
    idleMs,
    // Whoever is patient in the middle of an answer is so before it.
    firstOutputMs: limits.firstOutputMs ?? Math.max(usual.firstOutputMs, idleMs),
    answerCharacters: limits.answerCharacters ?? usual.answerCharacters,
  };
}
