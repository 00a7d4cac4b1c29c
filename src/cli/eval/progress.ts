import { formatCount, formatRate } from '../../core/base/numbers';
import type { Cell } from '../../core/evals/results';

interface ProgressDeps {
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Shows a line in place of the one before; absent without a terminal. */
  readonly rewrite?: (line: string) => void;
  /** Milliseconds of a clock that only moves forward. */
  readonly now: () => number;
}

/**
 * Milliseconds between rewritten lines (`rewriteMs`) and between lines that stay. A line that stays is due after
 * `printMs` if another tenth of the cells is done by then, and after `silentMs` in any case.
 */
const rewriteMs = 100;
const printMs = 10_000;
const silentMs = 60_000;

/** Reports how far a run has come. */
export class Progress {
  private failed = 0;
  private errors = 0;
  private usd = 0;
  private last: number;
  private lastDone = 0;

  constructor(private readonly deps: ProgressDeps) {
    this.last = deps.now();
  }

  begin(all: number): void {
    this.deps.rewrite?.(this.text(0, all));
  }

  take({ done, all, cell }: { readonly done: number; readonly all: number; readonly cell: Cell }): void {
    if (cell.error) this.errors++;
    else if (cell.pass === false) this.failed++;
    this.usd += (cell.cached ? 0 : (cell.costUsd ?? 0)) + (cell.judging?.costUsd ?? 0);
    const since = this.deps.now() - this.last;
    const isDue = since >= silentMs || (since >= printMs && done - this.lastDone >= all / 10);
    if (this.deps.rewrite ? since >= rewriteMs : isDue) this.show(this.text(done, all), done);
  }

  /** Reports that a provider takes no more requests for a while. */
  waits(who: string, ms: number): void {
    if (ms < printMs) return;
    this.end();
    this.deps.print(`${who} takes no more requests now: it is asked again in ${formatCount(Math.ceil(ms / 1_000))} s.`);
  }

  /** Clears the rewritten line before other lines are printed. */
  end(): void {
    this.deps.rewrite?.('');
  }

  private show(text: string, done: number): void {
    this.last = this.deps.now();
    this.lastDone = done;
    (this.deps.rewrite ?? this.deps.print)(text);
  }

  private text(done: number, all: number): string {
    const { failed, errors, usd } = this;
    return [
      `${formatCount(done)} of ${formatCount(all)} cells`,
      ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
      ...(errors > 0 ? [`${formatCount(errors)} errors`] : []),
      ...(usd > 0 ? [formatRate(usd)] : []),
    ].join(', ');
  }
}
