import { Position, Range } from 'vscode';
import type { TestController, TestItem } from 'vscode';
import { plannedCells } from '../../core/evals/run/plan';
import type { PlannedCell } from '../../core/evals/run/plan';
import type { SuiteTest } from '../../core/evals/suite';
import { countUpTo, lineStarts } from '../../core/text/offsets';
import type { Span } from '../../core/text/span';
import { say } from '../shared/words';
import type { LoadedSuite } from './loadSuite';

/** Largest number of cells of a suite in which each prompt at each provider has a test of its own. */
const mostColumns = 2_000;
const maxLabel = 80;

/** Cells of a suite, by the test items without tests below them. */
export type Leaves = ReadonlyMap<TestItem, readonly PlannedCell[]>;

/** Makes the tests of a config, below its item. Existing items stay, so that their known states stay. */
export function showSuite(controller: TestController, item: TestItem, loaded: LoadedSuite): Leaves {
  const { suite } = loaded;
  const cells = plannedCells(suite);
  const byTest = new Map<SuiteTest, PlannedCell[]>();
  for (const cell of cells) byTest.set(cell.test, [...(byTest.get(cell.test) ?? []), cell]);
  const leaves = new Map<TestItem, readonly PlannedCell[]>();
  const rangeOf = rangesIn(loaded.text);
  const children = Array.from(byTest, ([test, own]) => {
    const uri = loaded.fileOf(test.file);
    const child = childOf(controller, item, String(test.index), labelOf(test), uri);
    child.sortText = String(test.index).padStart(8, '0');
    if (test.skip !== undefined) child.description = say('skipped');
    else if (child.description === say('skipped')) child.description = '';
    if (test.span && uri === loaded.uri) child.range = rangeOf(test.span);
    const columns = columnsOf(own);
    if (columns.size < 2 || cells.length > mostColumns) {
      child.children.replace([]);
      leaves.set(child, own);
      return child;
    }
    const below = Array.from(columns, ([id, cellsOfColumn]) => {
      const [{ prompt, provider } = own[0]!] = cellsOfColumn;
      const label = suite.prompts.length > 1 ? `${provider.label} · ${prompt.label}` : provider.label;
      const column = childOf(controller, child, id, label, uri);
      if (child.range) column.range = child.range;
      leaves.set(column, cellsOfColumn);
      return column;
    });
    child.children.replace(below);
    return child;
  });
  item.children.replace(children);
  const [error] = suite.problems.filter(({ severity }) => severity === 'error');
  item.error = error?.message;
  item.description = suite.description ?? '';
  return leaves;
}

function childOf(
  controller: TestController,
  parent: TestItem,
  id: string,
  label: string,
  uri: TestItem['uri'],
): TestItem {
  const there = parent.children.get(id);
  if (there?.uri?.toString() !== uri?.toString() || !there) return controller.createTestItem(id, label, uri);
  if (there.label !== marked(label, true)) there.label = label;
  return there;
}

/** Returns a label that says whether the verdict is an opinion. Screen readers read a description instead of the label. */
export function marked(label: string, isOpinion: boolean): string {
  const mark = ` · ${say('opinion')}`;
  const bare = label.endsWith(mark) ? label.slice(0, -mark.length) : label;
  return isOpinion ? bare + mark : bare;
}

/** Returns the cells by prompt and provider. */
function columnsOf(cells: readonly PlannedCell[]): Map<string, PlannedCell[]> {
  const columns = new Map<string, PlannedCell[]>();
  for (const cell of cells) {
    const id = JSON.stringify([cell.prompt.label, cell.provider.label]);
    columns.set(id, [...(columns.get(id) ?? []), cell]);
  }
  return columns;
}

/** Names that promptfoo gives to rows of a table without a description. */
const rowName = /^Row #\d+$/;

/** Returns the description of a test, or else its values. */
export function labelOf({ description, vars, index }: Pick<SuiteTest, 'description' | 'vars' | 'index'>): string {
  const isTold = description !== undefined && description !== '';
  if (isTold && (!rowName.test(description) || Object.keys(vars).length === 0)) return description;
  const values = Object.entries(vars).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const label = values.join(', ').replace(/\s+/g, ' ').trim();
  if (label === '') return say('Test {0}', index + 1);
  return label.length > maxLabel ? `${label.slice(0, maxLabel - 1)}…` : label;
}

/** Returns a function that converts spans of a text to ranges. */
export function rangesIn(text: string): (span: Span) => Range {
  const starts = lineStarts(text);
  const positionOf = (offset: number): Position => {
    const line = countUpTo(starts, (start) => start, offset) - 1;
    return new Position(line, offset - (starts[line] ?? 0));
  };
  return ({ start, end }) => new Range(positionOf(start), positionOf(end));
}
