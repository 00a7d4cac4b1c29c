import type { Cell } from '../results';
import type { Suite, SuitePrompt, SuiteProvider, SuiteTest } from '../suite';
import { isNamed } from '../suite/named';

/** A question that a run asks: a test with a prompt at a provider, once. */
export interface PlannedCell {
  readonly test: SuiteTest;
  readonly prompt: SuitePrompt;
  readonly provider: SuiteProvider;
  /** Number of the repeat, from 0. */
  readonly repeat: number;
}

export interface PlanOptions {
  /** How often each test is asked, where it does not say so itself. */
  readonly repeat?: number;
  /** Which cells are asked; all where it is left out. */
  readonly isAsked?: (cell: PlannedCell) => boolean;
}

/** Whether a cell may be asked, as far as its suite says. */
export const isAskable = ({ test, prompt, provider }: PlannedCell): boolean =>
  (test.skip ?? prompt.skip ?? provider.skip) === undefined;

/** Returns the cells of a run in promptfoo's order: test by test, each repeat, each provider, each prompt. */
export function plannedCells(suite: Suite, { repeat = suite.repeat ?? 1, isAsked }: PlanOptions = {}): PlannedCell[] {
  const columns = suite.providers.flatMap((provider) =>
    suite.prompts
      .filter((prompt) => isNamed(provider.prompts, [prompt.label, prompt.id]))
      .map((prompt) => ({ provider, prompt })),
  );
  const cells: PlannedCell[] = [];
  for (const test of suite.tests) {
    const own = columns.filter(
      ({ provider, prompt }) =>
        isNamed(test.providers, [provider.label, provider.id]) && isNamed(test.prompts, [prompt.label, prompt.id]),
    );
    for (let time = 0; time < (test.repeat ?? repeat); time++) {
      for (const column of own) {
        const cell = { test, ...column, repeat: time };
        if (isAsked?.(cell) !== false) cells.push(cell);
      }
    }
  }
  return cells;
}

/** Describes a run for its file of results: how many cells it has, and its columns in their order. */
export function planOf(cells: readonly PlannedCell[]) {
  const columns = new Map(
    cells.map(({ prompt, provider }) => [
      JSON.stringify([provider.label, prompt.label]),
      { prompt: prompt.label, provider: provider.label },
    ]),
  );
  return { cells: cells.length, columns: [...columns.values()] };
}

/** Sorts cells as a run of all of them does, whenever each was asked. Cells of unknown columns come last. */
export function inPlanOrder(cells: readonly Cell[], columns: ReturnType<typeof planOf>['columns'] = []): Cell[] {
  const keyOfColumn = ({ prompt, provider }: Pick<Cell, 'prompt' | 'provider'>): string =>
    JSON.stringify([provider, prompt]);
  const places = new Map(columns.map((column, at) => [keyOfColumn(column), at]));
  return cells
    .map((cell) => ({ cell, place: places.get(keyOfColumn(cell)) ?? places.size }))
    .sort((a, b) => a.cell.test - b.cell.test || a.cell.repeat - b.cell.repeat || a.place - b.place)
    .map(({ cell }) => cell);
}

/** Returns the key of a cell in a file of results. */
export const keyOf = ({
  test,
  prompt,
  provider,
  repeat,
}: Pick<Cell, 'test' | 'prompt' | 'provider' | 'repeat'>): string => JSON.stringify([test, prompt, provider, repeat]);

/** Returns the key of a planned cell in a file of results. */
export const plannedKey = ({ test, prompt, provider, repeat }: PlannedCell): string =>
  keyOf({ test: test.index, prompt: prompt.label, provider: provider.label, repeat });
