import { remembered } from '../base/maps';

/**
 * Patterns of files as programs that are run over a path in parallel (Thompson, "Regular Expression Search Algorithm",
 * 1968). The work is at most the size of the pattern times the length of the path, whatever is in them. Libraries make
 * regular expressions of patterns, and a repository can write patterns for which these take years.
 */

/** Bytes or UTF-16 code units. */
export type Symbols = ArrayLike<number>;

export type GlobNode =
  /** One symbol. */
  | { readonly kind: 'one'; readonly test: (symbol: number) => boolean; readonly literal?: number }
  /** Any number of symbols, or none. */
  | { readonly kind: 'many'; readonly test: (symbol: number) => boolean }
  | { readonly kind: 'choice'; readonly options: readonly (readonly GlobNode[])[] };

export const slash = 0x2f;
export const isAny = (): boolean => true;
export const isNoSlash = (symbol: number): boolean => symbol !== slash;

export const literal = remembered((symbol: number): GlobNode => ({
  kind: 'one',
  literal: symbol,
  test: (other) => other === symbol,
}));

type Instruction =
  | { readonly kind: 'one'; readonly test: (symbol: number) => boolean }
  /** Goes on at all of these instructions. */
  | { readonly kind: 'fork'; to: readonly number[] }
  | { readonly kind: 'end' };

/** Limits the work on one path. A step is a look at an instruction, and all steps together take some milliseconds. */
export class StepBudget {
  steps = 0;

  constructor(readonly most = 100_000) {}

  /** Whether no steps are left. Matches that went on after that are not to be trusted. */
  get isSpent(): boolean {
    return this.steps > this.most;
  }
}

export class GlobProgram {
  /** Instructions, which are made once the literals alone do not rule out a path. */
  private instructions: Instruction[] = [];
  /** Literals that a match starts and ends with. They alone rule out most paths. */
  private readonly head: readonly number[];
  private readonly tail: readonly number[];
  private readonly isLiteral: boolean;
  /** For each instruction, the place in the path at which it was last reached. */
  private reachedAt = new Int32Array();

  constructor(private readonly nodes: readonly GlobNode[]) {
    this.head = literalsOf(nodes);
    this.tail = literalsOf([...nodes].reverse()).reverse();
    this.isLiteral = this.head.length === nodes.length;
  }

  /** Whether the symbols from `from` on match as a whole. */
  matches(path: Symbols, from = 0, budget = new StepBudget()): boolean {
    budget.steps++;
    const length = path.length - from;
    const { head, tail } = this;
    if (length < Math.max(head.length, tail.length)) return false;
    for (let at = 0; at < tail.length; at++) if (path[path.length - tail.length + at] !== tail[at]) return false;
    for (let at = 0; at < head.length; at++) if (path[from + at] !== head[at]) return false;
    if (this.isLiteral) return length === head.length;
    return this.run(path, from, budget);
  }

  private run(path: Symbols, from: number, budget: StepBudget): boolean {
    this.prepare();
    const { instructions } = this;
    this.reachedAt.fill(-1);
    budget.steps += instructions.length;
    let now: number[] = [];
    this.reach(0, from, now, budget);
    for (let at = from; at < path.length && now.length > 0 && !budget.isSpent; at++) {
      const next: number[] = [];
      for (const index of now) {
        budget.steps++;
        const instruction = instructions[index]!;
        if (instruction.kind === 'one' && instruction.test(path[at]!)) this.reach(index + 1, at + 1, next, budget);
      }
      now = next;
    }
    return this.reachedAt[instructions.length - 1] === path.length;
  }

  private prepare(): void {
    if (this.instructions.length > 0) return;
    this.emit(this.nodes);
    this.instructions.push({ kind: 'end' });
    this.reachedAt = new Int32Array(this.instructions.length);
  }

  /** Adds an instruction, or those that it forks to, unless they were reached at this place already. */
  private reach(start: number, at: number, into: number[], budget: StepBudget): void {
    const stack = [start];
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      if (this.reachedAt[index] === at) continue;
      this.reachedAt[index] = at;
      budget.steps++;
      const instruction = this.instructions[index]!;
      if (instruction.kind === 'fork') for (const to of instruction.to) stack.push(to);
      else into.push(index);
    }
  }

  private emit(nodes: readonly GlobNode[]): void {
    const { instructions } = this;
    for (const node of nodes) {
      const start = instructions.length;
      if (node.kind === 'one') instructions.push(node);
      else if (node.kind === 'many') {
        instructions.push({ kind: 'fork', to: [start + 1, start + 3] }, node.test === isAny ? anyOne : one(node.test));
        instructions.push({ kind: 'fork', to: [start] });
      } else this.emitChoice(node.options);
    }
  }

  private emitChoice(options: readonly (readonly GlobNode[])[]): void {
    const { instructions } = this;
    const starts: number[] = [];
    const ends: { kind: 'fork'; to: readonly number[] }[] = [];
    instructions.push({ kind: 'fork', to: starts });
    for (const option of options) {
      starts.push(instructions.length);
      this.emit(option);
      const end = { kind: 'fork' as const, to: [] };
      ends.push(end);
      instructions.push(end);
    }
    for (const end of ends) end.to = [instructions.length];
  }
}

const one = (test: (symbol: number) => boolean): Instruction => ({ kind: 'one', test });
const anyOne = one(isAny);

function literalsOf(nodes: readonly GlobNode[]): number[] {
  const literals: number[] = [];
  for (const node of nodes) {
    if (node.kind !== 'one' || node.literal === undefined) break;
    literals.push(node.literal);
  }
  return literals;
}
