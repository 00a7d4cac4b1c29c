import { isWithin } from '../../base/json';
import type { Span } from '../../text/span';
import type { ConfigTextFault, ConfigText } from './configText';
import { lineStarts } from '../../text/offsets';

/** Maximum length, in UTF-16 code units, of a file of rows. */
const maxRowsLength = 32_000_000;

/** Maximum number of levels of nested values in a row. */
const maxDepth = 100;

/** Reads a file of CSV, whose first row has the names of the columns, or of JSONL, as a list of objects. */
export async function readRows(file: string, text: string): Promise<ConfigText | ConfigTextFault> {
  if (text.length > maxRowsLength) return { why: 'tooLarge', detail: '' };
  return /\.csv$/i.test(file) ? readCsv(file, text) : readJsonLines(file, text);
}

function readJsonLines(file: string, text: string): ConfigText | ConfigTextFault {
  const rows: unknown[] = [];
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (line.trim() !== '') {
      try {
        const row: unknown = JSON.parse(line);
        if (!isWithin(row, maxDepth)) return { why: 'tooLarge', detail: '', span: { start, end } };
        rows.push(row);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { why: 'noYaml', detail, span: { start, end } };
      }
      spans.push({ start, end });
    }
    start = end + 1;
  }
  return { file, value: rows, spanOf: ([row]) => spans[Number(row)] };
}

/** A record, with the facts that the library gives about it. */
interface CsvRecord {
  readonly record: readonly string[];
  /** The line at its end, from 1. */
  readonly info: { readonly lines: number };
}

/** Reads CSV as promptfoo does, with the same library. Quotes in the wrong place are taken as they are. */
async function readCsv(file: string, text: string): Promise<ConfigText | ConfigTextFault> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  const read = (relaxed: boolean) =>
    parse(text, { bom: true, info: true, relax_quotes: relaxed }) as readonly CsvRecord[];
  const starts = lineStarts(text);
  const spanOfLine = (line: number, last = line): Span => ({
    start: starts[line - 1] ?? text.length,
    end: (starts[last] ?? text.length + 1) - 1,
  });
  let records: readonly CsvRecord[];
  try {
    records = strictly(read) ?? read(true);
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return { why: 'noYaml', detail: error instanceof Error ? error.message : String(error), span: spanOfLine(line) };
  }
  const [head, ...rows] = records;
  const names = head?.record ?? [];
  const value = rows.map(({ record }) => Object.fromEntries(names.map((name, column) => [name, record[column] ?? ''])));
  return {
    file,
    value,
    // A row of several lines begins behind the row before it.
    spanOf: ([row]) => {
      const [before, own] = [records[Number(row)], records[Number(row) + 1]];
      return before && own && spanOfLine(before.info.lines + 1, own.info.lines);
    },
  };
}

function strictly<T>(read: (relaxed: boolean) => T): T | undefined {
  try {
    return read(false);
  } catch {
    // The caller tries once more, as promptfoo does.
    return undefined;
  }
}
