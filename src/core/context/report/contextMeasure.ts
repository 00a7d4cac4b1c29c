import type { Breathe } from '../../base/work';
import type { Model, Tokenizer } from '../../catalog/catalogTable';
import type { TokenCount } from '../../tokens/counting/modelCount';
import type { Agent } from '../agents/agent';
import type { AgentContext, AssembledContext, AssembledPart, ContextPart } from '../contextReport';
import { TextMemo } from './textMemo';

/** How a context is counted. */
export interface MeasureDeps {
  /** Counts the tokens of a text for a model, with the field guide. */
  readonly count: (text: string, tokenizer: Tokenizer) => Promise<TokenCount>;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  /** Called between two parts. */
  readonly breathe: Breathe;
}

/** The model that a context is counted for. */
export interface MeasuredModel {
  readonly model: Model;
  readonly tokenizer: Tokenizer;
  /** Returns the US dollars of input tokens, of which `cached`, usually none, come from a cache. `null`: not known. */
  readonly costOf: (tokens: number, cached?: number) => number | null;
}

const encoder = new TextEncoder();

/** Counts contexts. Each text is counted once for as long as it is in use, so that an edit costs the count of one text. */
export class ContextMeasure {
  private readonly counts = new Map<string, TextMemo<TokenCount>>();
  private readonly hashes = new TextMemo<string>();

  constructor(private readonly deps: MeasureDeps) {}

  async measure(
    assembled: AssembledContext,
    agent: Agent,
    { model, tokenizer, costOf }: MeasuredModel,
  ): Promise<AgentContext> {
    const units = assembled.parts.reduce((sum, { text }) => sum + text.length, assembled.text.length);
    for (const texts of [this.hashes, this.countsOf(tokenizer)]) texts.holdContext(units);
    const all = await this.count(assembled.text, tokenizer);
    const works: (Counted | Promise<Counted>)[] = [];
    for (const part of assembled.parts) {
      const work = this.partOf(part, tokenizer);
      if (work instanceof Promise) work.catch(() => undefined); // Reported below, after the others were begun.
      works.push(work);
      await this.deps.breathe();
    }
    // Most counts are known already, and a promise for each of thousands would take longer than they do.
    await Promise.all(works.filter((work) => work instanceof Promise));
    const counted: Counted[] = [];
    for (const work of works) counted.push(work instanceof Promise ? await work : work);
    const parts = counted.map(({ part, count }) =>
      part.kind === 'frame' ? frameOf(part, count, all, counted) : count,
    );
    const sum = (isWanted: (part: AssembledPart) => boolean): number =>
      parts.reduce((total, { tokens }, i) => total + (isWanted(assembled.parts[i]!) ? tokens : 0), 0);
    const always = sum(({ isSent }) => isSent);
    return {
      ...{ agent: agent.id, source: agent.source.url, checked: agent.checked, model: model.id },
      tokens: {
        always,
        onDemand: sum(({ isSent, load }) => !isSent && load !== 'never'),
        exact: parts.every(({ exact }) => exact),
        band: bandOf([all, ...counted.flatMap(({ estimate }) => estimate ?? [])]),
      },
      costUsd: costOf(always),
      parts,
      text: assembled.text,
      unknown: assembled.unknown,
    };
  }

  private partOf(part: AssembledPart, tokenizer: Tokenizer): Counted | Promise<Counted> {
    const { kind, file, load, status, bytes, keptBytes, text, reason, known } = part;
    const shape = { kind, file, load, status, bytes, keptBytes };
    if (known) {
      const exact = known.encoding === tokenizer.encoding && tokenizer.estimate === undefined;
      const count: ContextPart = { ...shape, tokens: known.tokens, exact, sha256: known.sha256, reason };
      return { part, count, estimate: undefined };
    }
    const made = (estimate: TokenCount, sha256: string): Counted => {
      const { tokens } = estimate;
      return { part, count: { ...shape, tokens, exact: !estimate.estimate, sha256, reason }, estimate };
    };
    const [estimate, sha256] = [this.count(text, tokenizer), this.hash(text)];
    if (!(estimate instanceof Promise) && typeof sha256 === 'string') return made(estimate, sha256);
    return Promise.all([estimate, sha256]).then(([counted, hash]) => made(counted, hash));
  }

  private count(text: string, tokenizer: Tokenizer): TokenCount | Promise<TokenCount> {
    return this.countsOf(tokenizer).get(text, () => this.deps.count(text, tokenizer));
  }

  private hash(text: string): string | Promise<string> {
    return this.hashes.get(text, () => this.deps.sha256(encoder.encode(text)));
  }

  private countsOf({ id }: Tokenizer): TextMemo<TokenCount> {
    const counts = this.counts.get(id) ?? new TextMemo<TokenCount>();
    this.counts.set(id, counts);
    return counts;
  }
}

interface Counted {
  readonly part: AssembledPart;
  readonly count: ContextPart;
  readonly estimate: TokenCount | undefined;
}

/**
 * Counts the frame around the texts: the tokens of the whole less those of its texts. Counting the frame alone would be
 * wrong, as tokens go over the seams between frame and texts.
 */
function frameOf(part: AssembledPart, count: ContextPart, all: TokenCount, counted: readonly Counted[]): ContextPart {
  const others = counted.filter((each) => each.part.isSent && each.part !== part && !each.part.known);
  const tokens = all.tokens - others.reduce((total, each) => total + each.count.tokens, 0);
  return { ...count, tokens, exact: count.exact && others.every((each) => each.count.exact) };
}

/** Returns the widest error band; `null` where nothing is estimated, or a band is not known. */
function bandOf(counts: readonly TokenCount[]): number | null {
  const bands = counts.flatMap(({ estimate }) => (estimate ? [estimate.bandPercent] : []));
  const known = bands.filter((band) => band !== undefined);
  return bands.length === 0 || known.length < bands.length ? null : Math.max(...known);
}
