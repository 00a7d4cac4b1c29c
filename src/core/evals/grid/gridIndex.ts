import type { Cell, Judging } from '../results';
import { opinionsOf, whyNot } from '../results/cellText';
import { changeOf as answerChange, earlierAnswers } from '../results/compareRuns';
import { meanOf, sumsOf } from '../results/sums';
import { verdictsOf } from '../run/stats';
import { parseJson } from '../../base/json';
import { comparing, gridFilters } from './gridForms';
import type { CellDetail, CellHead, GridChange, GridColumn, GridFilter, GridRow, GridView } from './gridForms';
import type { ReadCells } from './readCells';

/** UTF-16 code units of an answer, and of a value, that a row shows. */
const previewLength = 200;
const valueLength = 120;
/** Rows that are sent with the view, which are more than are in sight. */
const firstRows = 20;
/** UTF-16 code units of an answer that is looked at. A longer one is cut here, and whole in the file. */
const detailLength = 1_000_000;

/** The answers to one question, one for each repeat; `before`: those of the other run, in the same order. */
interface Asked {
  readonly answers: Cell[];
  readonly before: (Cell | undefined)[];
}

interface Row {
  readonly test: number;
  description: string;
  vars: Cell['vars'];
  readonly cells: (Asked | undefined)[];
  /** Columns that were asked, and have no answer. */
  readonly asking: Set<number>;
}

/** The cells of a run as rows and columns, with what it is compared with. */
export class GridIndex {
  private readonly columns: { prompt: string; provider: string; cells: Cell[] }[] = [];
  private readonly rows: Row[] = [];
  /** Numbers of the columns, by provider and prompt. */
  private readonly columnAt = new Map<string, Map<string, number>>();
  private readonly rowAt = new Map<number, Row>();
  private readonly gone: number;
  private readonly shownBy = new Map<GridFilter, readonly Row[]>();
  private filter: GridFilter = 'all';

  constructor(
    private readonly read: ReadCells,
    private readonly other?: readonly Cell[],
  ) {
    const { cells, planned, asking } = read;
    const { earlier, rest } = earlierAnswers(other ?? [], cells);
    for (const column of planned?.columns ?? []) this.columnOf(column);
    for (const [at, each] of cells.entries()) {
      const [column, row] = [this.columnOf(each), this.rowOf(each.test)];
      this.columns[column]?.cells.push(each);
      row.vars = each.vars;
      row.description = each.description ?? '';
      const asked = (row.cells[column] ??= { answers: [], before: [] });
      asked.answers.push(each);
      if (other) asked.before.push(earlier[at]);
    }
    for (const key of asking) this.addAsking(key);
    this.gone = rest.length;
    this.rows.sort((a, b) => a.test - b.test);
  }

  private columnOf({ prompt, provider }: Pick<Cell, 'prompt' | 'provider'>): number {
    let own = this.columnAt.get(provider);
    if (!own) this.columnAt.set(provider, (own = new Map<string, number>()));
    const there = own.get(prompt);
    if (there !== undefined) return there;
    own.set(prompt, this.columns.length);
    return this.columns.push({ prompt, provider, cells: [] }) - 1;
  }

  private rowOf(test: number): Row {
    let row = this.rowAt.get(test);
    if (!row) {
      row = { test, description: '', vars: {}, cells: [], asking: new Set() };
      this.rowAt.set(test, row);
      this.rows.push(row);
    }
    return row;
  }

  /** @param key as `keyOf` makes it */
  private addAsking(key: string): void {
    const [test, prompt, provider] = parseJson(key, []) as readonly unknown[];
    if (typeof test !== 'number' || typeof prompt !== 'string' || typeof provider !== 'string') return;
    this.rowOf(test).asking.add(this.columnOf({ prompt, provider }));
  }

  /** Shows only the rows of a filter from now on. */
  show(filter: GridFilter): GridView {
    this.filter = filter;
    const { columns, rows, read } = this;
    const heads = this.other ? rows.flatMap((row) => row.cells.map(changeOf)) : [];
    const count = (change: GridChange): number => heads.filter((each) => each === change).length;
    return {
      columns: columns.map(columnHead),
      first: this.rowsFrom(0, firstRows),
      ...{ rows: rows.length, shown: this.shown(filter).length, filter, unread: read.unread, suite: read.suite },
      counts: Object.fromEntries(gridFilters.map((each) => [each, this.shown(each).length])) as GridView['counts'],
      compared: this.other
        ? { better: count('better'), worse: count('worse'), new: count('new'), gone: this.gone }
        : null,
      ...{ cells: read.cells.length, asking: read.asking.length },
      ...{ planned: read.planned?.cells ?? null, ended: read.ended ?? null },
    };
  }

  /** Returns some of the rows that are shown. `from` counts from 0. */
  rowsFrom(from: number, count: number): GridRow[] {
    return this.shown(this.filter)
      .slice(from, from + count)
      .map(({ test, description, vars, cells, asking }) => ({
        test,
        description: description.slice(0, valueLength),
        vars: varsOf(vars, valueLength),
        cells: this.columns.map((_, at) => {
          const asked = cells[at];
          return asked ? cellHeadOf(asked) : null;
        }),
        asking: [...asking],
      }));
  }

  /** Returns a cell by its test and the number of its column; `undefined` where nothing was asked. */
  detail(test: number, column: number): CellDetail | undefined {
    const row = this.rowAt.get(test);
    const [asked, head] = [row?.cells[column], this.columns[column]];
    if (!row || !asked || !head) return undefined;
    return {
      ...{ test, prompt: head.prompt, provider: head.provider },
      vars: varsOf(row.vars, detailLength),
      answers: asked.answers.map((answer, at) => {
        const before = asked.before[at];
        return {
          ...answer,
          output: answer.output.slice(0, detailLength),
          before: before
            ? { output: before.output.slice(0, detailLength), pass: before.pass, score: before.score }
            : null,
        };
      }),
    };
  }

  private shown(filter: GridFilter): readonly Row[] {
    let rows = this.shownBy.get(filter);
    if (!rows) this.shownBy.set(filter, (rows = this.rowsThat(filter)));
    return rows;
  }

  private rowsThat(filter: GridFilter): readonly Row[] {
    if (filter === 'all') return this.rows;
    if (!this.other && comparing.has(filter)) return [];
    return this.rows.filter((row) => row.cells.some((asked) => asked !== undefined && fits(asked, filter)));
  }
}

function fits(asked: Asked, filter: Exclude<GridFilter, 'all'>): boolean {
  const { answers, before } = asked;
  switch (filter) {
    case 'failed':
      return answers.some(({ pass }) => pass === false);
    case 'errors':
      return answers.some(({ error }) => error !== null);
    case 'changed': {
      return answers.some((answer, at) => {
        const other = before[at];
        return other !== undefined && (answer.output !== other.output || answer.pass !== other.pass);
      });
    }
    case 'worse':
    case 'new':
      return changeOf(asked) === filter;
    case 'dearer':
      return answers.some(({ costUsd }, at) => (costUsd ?? 0) > (before[at]?.costUsd ?? Infinity));
  }
}

/** Returns the change of a cell: worse where one of its answers is, else better where one is. */
function changeOf(asked: Asked | undefined): GridChange | null {
  if (!asked || asked.before.length === 0) return null;
  const each = asked.answers.map((answer, at): GridChange => {
    const before = asked.before[at];
    return before ? answerChange(before, answer) : 'new';
  });
  return (['worse', 'better', 'same'] as const).find((change) => each.includes(change)) ?? 'new';
}

function countsOf(answers: readonly Cell[]): Pick<CellHead, 'answers' | 'passed' | 'failed' | 'errors' | 'opinions'> {
  const { passed, failed, errors } = verdictsOf(answers);
  return { answers: answers.length, passed, failed, errors, opinions: answers.flatMap(opinionsOf).length };
}

/** Adds up the work of judges; `null` where none was asked. An amount is known where it is known for each answer. */
function judgingOf(answers: readonly Cell[]): Judging | null {
  const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
  return answers
    .flatMap(({ judging }) => judging ?? [])
    .reduce<Judging | null>(
      (all, each) =>
        all === null
          ? each
          : {
              ...{ requests: all.requests + each.requests, cached: all.cached + each.cached },
              ...{ tokens: plus(all.tokens, each.tokens), costUsd: plus(all.costUsd, each.costUsd) },
            },
      null,
    );
}

function cellHeadOf(asked: Asked): CellHead {
  const { answers } = asked;
  const [first] = answers;
  const failed = answers.find(({ error, pass }) => !error && pass === false);
  return {
    ...countsOf(answers),
    preview: (first?.error?.message ?? first?.output ?? '').slice(0, previewLength),
    score: meanOf(answers.map(({ score }) => score)),
    tokens: meanOf(answers.map(({ tokens }) => tokens)),
    costUsd: meanOf(answers.map(({ costUsd }) => costUsd)),
    latencyMs: meanOf(answers.map(({ latencyMs }) => latencyMs)),
    cached: answers.every(({ cached }) => cached),
    unchecked: answers.flatMap(({ checks }) => checks.filter(({ skipped }) => skipped !== null)).length,
    judging: judgingOf(answers),
    why: failed ? whyNot(failed).slice(0, previewLength) : '',
    change: changeOf(asked),
  };
}

function columnHead({ prompt, provider, cells }: { prompt: string; provider: string; cells: Cell[] }): GridColumn {
  const { tokens, costUsd, latencyMs } = sumsOf(cells);
  return { prompt, provider, ...countsOf(cells), tokens, costUsd, latencyMs };
}

const varsOf = (vars: Cell['vars'], most: number): GridRow['vars'] =>
  Object.entries(vars).map(([name, value]) => ({
    name,
    value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, most),
  }));
