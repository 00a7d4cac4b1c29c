import { Location, TestMessage } from 'vscode';
import type { TestItem, TestRun } from 'vscode';
import { formatCount, formatUsd } from '../../core/base/numbers';
import { failuresOf } from '../../core/evals/run/failures';
import { keyOf, plannedKey } from '../../core/evals/run/plan';
import type { Cell } from '../../core/evals/results';
import { opinionsOf } from '../../core/evals/results/cellText';
import type { SuiteTest } from '../../core/evals/suite';
import { say } from '../shared/words';
import { labelOf, marked } from './suiteItems';
import type { Leaves } from './suiteItems';

interface Waiting {
  readonly item: TestItem;
  readonly test: SuiteTest;
  readonly keys: ReadonlySet<string>;
  readonly cells: Cell[];
}

/**
 * Reports the results of the cells of a run to Test Explorer. A test gets its state once all of its cells have a
 * result. If a run does not begin, a test keeps its earlier state.
 */
export class TestReport {
  private readonly byKey = new Map<string, Waiting>();
  private readonly byTest = new Map<number, Waiting[]>();
  private readonly all: Waiting[] = [];
  private readonly open = new Set<Waiting>();

  constructor(
    private readonly run: TestRun,
    leaves: Leaves,
  ) {
    for (const [item, [first, ...more]] of leaves) {
      if (!first) continue;
      const keys = new Set([first, ...more].map(plannedKey));
      const waiting = { item, test: first.test, keys, cells: [] };
      for (const key of keys) this.byKey.set(key, waiting);
      this.byTest.set(first.test.index, [...(this.byTest.get(first.test.index) ?? []), waiting]);
      this.all.push(waiting);
    }
  }

  begin(): void {
    for (const waiting of this.all) {
      this.open.add(waiting);
      this.run.enqueued(waiting.item);
    }
  }

  started(test: SuiteTest): void {
    for (const waiting of this.byTest.get(test.index) ?? []) this.run.started(waiting.item);
    this.byTest.delete(test.index);
  }

  take(cell: Cell): void {
    const waiting = this.byKey.get(keyOf(cell));
    if (!waiting) return;
    waiting.cells.push(cell);
    this.write(`${labelOf(waiting.test)} | ${cell.provider} | ${cell.prompt}\n${cellText(cell)}`, waiting.item);
    if (waiting.cells.length === waiting.keys.size) this.close(waiting);
  }

  /** Ends the report. A test that should have been asked but was not is shown as skipped, not as passed. */
  end(why: string): void {
    for (const waiting of this.open) {
      this.write(`${nameOf(waiting)}: ${why}`, waiting.item);
      this.run.skipped(waiting.item);
    }
    this.open.clear();
  }

  write(text: string, item?: TestItem): void {
    this.run.appendOutput(`${text}\n\n`.replaceAll(/\r?\n/g, '\r\n'), undefined, item);
  }

  private close(waiting: Waiting): void {
    const { item, cells, test } = waiting;
    this.open.delete(waiting);
    item.label = marked(
      item.label,
      cells.some((cell) => opinionsOf(cell).length > 0),
    );
    const durationMs = cells.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0);
    const errors = cells.flatMap(({ error }) => (error ? [messageAt(item, error.message)] : []));
    const failed = cells.filter(({ pass, error }) => !error && pass === false);
    if (errors.length > 0) this.run.errored(item, errors, durationMs);
    else if (failed.length > 0) {
      this.run.failed(
        item,
        failed.flatMap((cell) => messagesOf(cell, test, item)),
        durationMs,
      );
    } else if (cells.every(({ pass }) => pass === true)) this.run.passed(item, durationMs);
    else this.run.skipped(item);
  }
}

/** Returns the name of a row, with the name of the column if the row has several. */
const nameOf = ({ item, test }: Waiting): string =>
  item.id === String(test.index) ? item.label : `${labelOf(test)} | ${item.label}`;

const messagesOf = (cell: Cell, test: SuiteTest, item: TestItem): TestMessage[] =>
  failuresOf(cell, test, say).map(({ message, expected }) => {
    const told = messageAt(item, message);
    if (expected === undefined) return told;
    return Object.assign(told, { expectedOutput: expected, actualOutput: cell.output });
  });

function messageAt({ uri, range }: TestItem, text: string): TestMessage {
  const message = new TestMessage(text);
  if (uri && range) message.location = new Location(uri, range.start);
  return message;
}

/** Returns the answer of a cell, with the facts about it and the checks that were skipped. */
export function cellText({ output, error, checks, judging, tokens, costUsd, latencyMs, cached }: Cell): string {
  // For a cell without an answer, an amount of 0 means that the amount is not known.
  const isKnown = (amount: number | null): amount is number => amount !== null && (amount > 0 || !error);
  const facts = [
    ...(isKnown(tokens) ? [say('{0} tokens', formatCount(tokens))] : []),
    ...(isKnown(costUsd) ? [formatUsd(costUsd)] : []),
    ...(latencyMs === null ? [] : [say('{0} ms', formatCount(latencyMs))]),
    ...(cached ? [say('from the cache')] : []),
    ...(judging ? [say('requests to judges: {0}', formatCount(judging.requests))] : []),
    ...(judging?.tokens ? [say('their tokens: {0}', formatCount(judging.tokens))] : []),
    ...(judging?.costUsd ? [say('judged for {0}', formatUsd(judging.costUsd))] : []),
  ];
  const opinions = opinionsOf({ checks }).map(({ type, reason }) => `${type}: ${reason}`);
  const skipped = checks.flatMap(({ type, skipped: why }) =>
    why === null ? [] : [say('Skipped: {0}: {1}', type, why)],
  );
  return [error?.message ?? output, facts.join(' · '), ...opinions, ...skipped]
    .filter((line) => line !== '')
    .join('\n');
}
