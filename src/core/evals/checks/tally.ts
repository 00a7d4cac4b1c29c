/** The result of one check, or of several that count as one. */
export interface Tallied {
  readonly pass: boolean;
  readonly score: number;
  /** Scores and their weights, by metric. */
  readonly named: ReadonlyMap<string, { readonly score: number; readonly weight: number }>;
}

/** Adds up checks as promptfoo does, with scores by weight. All have to pass, or the score has to reach a threshold. */
export class Tally {
  private sum = 0;
  private weight = 0;
  private failed = false;
  private readonly named = new Map<string, { sum: number; weight: number }>();
  /** Number of checks that have a verdict. */
  made = 0;

  add({ pass, score, named }: Tallied, weight = 1, metric?: string): void {
    this.made++;
    this.sum += score * weight;
    this.weight += weight;
    if (!pass) this.failed = true;
    if (metric) this.name(metric, score, weight);
    // Metrics inside of a set keep their own weights.
    for (const [name, inner] of named) if (name !== metric) this.name(name, inner.score, inner.weight * weight);
  }

  private name(metric: string, score: number, weight: number): void {
    const found = this.named.get(metric) ?? { sum: 0, weight: 0 };
    this.named.set(metric, { sum: found.sum + score * weight, weight: found.weight + weight });
  }

  result(threshold: number | undefined): Tallied {
    const score = this.weight > 0 ? this.sum / this.weight : 0;
    const named = [...this.named].map(
      ([metric, { sum, weight }]) => [metric, { score: weight > 0 ? sum / weight : 0, weight }] as const,
    );
    return { pass: threshold === undefined ? !this.failed : score >= threshold, score, named: new Map(named) };
  }
}
