/** Limits that end a request which its provider does not end. A missing limit has the default given here. */
export interface ChatLimits {
  /** Milliseconds without a byte, once text or reasoning has come. Default: 60,000. */
  readonly idleMs?: number;
  /**
   * Milliseconds without a byte before that, as local servers load the model first, and some models think in silence.
   * Default: 300,000.
   */
  readonly firstOutputMs?: number;
  /** Characters (UTF-16 code units) of an answer, with its reasoning. Default: 2,000,000. */
  readonly answerCharacters?: number;
}

const usual = { idleMs: 60_000, firstOutputMs: 300_000, answerCharacters: 2_000_000 };

/** Returns all limits, with defaults for the missing ones. */
export function wholeLimits({ idleMs = usual.idleMs, ...limits }: ChatLimits = {}): Required<ChatLimits> {
  return {
    idleMs,
    // A user with a longer limit in the middle of an answer gets the same before it.
    firstOutputMs: limits.firstOutputMs ?? Math.max(usual.firstOutputMs, idleMs),
    answerCharacters: limits.answerCharacters ?? usual.answerCharacters,
  };
}
