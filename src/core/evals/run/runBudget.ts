/** Limits on what a run may use. A field that is left out sets no limit. */
export interface Caps {
  /** US dollars. */
  readonly costUsd?: number;
  readonly requests?: number;
  /** Tokens of input and output together. */
  readonly tokens?: number;
}

/** Amounts that a run had used before it was continued. */
export interface SpentBefore {
  /** US dollars. */
  readonly usd: number;
  readonly tokens: number;
  readonly requests: number;
}

/** The most that a request may use; `null`: not known. */
export interface MostSpend {
  readonly usd: number | null;
  readonly tokens: number | null;
  /** Tokens of its answer alone, where that is asked for. */
  readonly outputTokens?: number;
}

/** Holds a run to its caps. Requests that are under way count with the most that they may use. */
export class RunBudget {
  private usd: number;
  private tokens: number;
  private requests: number;
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly caps: Caps,
    { usd, tokens, requests }: SpentBefore = { usd: 0, tokens: 0, requests: 0 },
  ) {
    [this.usd, this.tokens, this.requests] = [usd, tokens, requests];
  }

  /** Whether there is a cap on what requests use, and not on their number alone. */
  get isCapped(): boolean {
    return this.caps.costUsd !== undefined || this.caps.tokens !== undefined;
  }

  /** Whether the request may be sent. Waits where requests under way may turn out to use less than their most. */
  async take(most: MostSpend): Promise<boolean> {
    while (!this.fits(most)) {
      if (this.running === 0 || this.hasNoRequestLeft()) return false;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.requests++;
    this.running++;
    this.add(most, 1);
    return true;
  }

  /** Counts the most of a request that an earlier run has sent, and whose outcome is not known. */
  spend(most: MostSpend, requests = 0): void {
    this.add(most, 1);
    this.requests += requests;
  }

  /** Counts what a request has used in the end. A figure that is not known is taken at its most. */
  settle(most: MostSpend, used: MostSpend): void {
    this.running--;
    this.add(most, -1);
    this.add({ usd: used.usd ?? most.usd, tokens: used.tokens ?? most.tokens }, 1);
    const waiting = this.waiting.splice(0);
    for (const goOn of waiting) goOn();
  }

  private add({ usd, tokens }: MostSpend, times: 1 | -1): void {
    this.usd += times * (usd ?? 0);
    this.tokens += times * (tokens ?? 0);
  }

  private hasNoRequestLeft(): boolean {
    return this.requests >= (this.caps.requests ?? Infinity);
  }

  /** Whether a request fits the caps. Where its price is not known, it fits a cap on cost only beside another cap. */
  private fits({ usd, tokens }: MostSpend): boolean {
    const { costUsd, requests, tokens: mostTokens } = this.caps;
    if (this.hasNoRequestLeft()) return false;
    // Sums of dollars are a little off far behind the point.
    const isOver = usd === null ? (requests ?? mostTokens) === undefined : this.usd + usd > (costUsd ?? 0) * (1 + 1e-9);
    if (costUsd !== undefined && isOver) return false;
    return mostTokens === undefined || (tokens !== null && this.tokens + tokens <= mostTokens);
  }
}
