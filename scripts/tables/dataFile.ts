import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { LineCounter, isNode, parseDocument, visit } from 'yaml';
import { LastMade } from './lastMade';
import { schemaProblem } from './schemaProblem';

type Path = readonly (string | number)[];

/** A bad entry in data/, said with its file and line. */
export class DataError extends Error {
  override readonly name = 'DataError';
  constructor(
    readonly file: string,
    readonly line: number,
    problem: string,
  ) {
    super(`${file}:${line}: ${problem}`);
  }
}

export interface DataFile {
  readonly name: string;
  /** Checked against the schema. */
  readonly entries: readonly unknown[];
  /** The file and line that `path` (keys and indexes from the top of the file) points to, as an editor opens it. */
  place(path: Path): string;
  /** Throws for that place. */
  fail(path: Path, problem: string): never;
}

const validators = new Map<string, ValidateFunction>();

/** Compiling takes longer than checking, and many files have the same schema. */
function validator(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key) ?? new Ajv({ strict: true, allowUnionTypes: true, verbose: true }).compile(schema);
  validators.set(key, known);
  return known;
}

/** More than there are files in data/. */
const lastFiles = new LastMade<DataFile>(200);

/** Parses YAML (or JSON, which is YAML) and checks it. @throws DataError at the first thing that is wrong. */
export const parseDataFile = (name: string, text: string, schema: object): DataFile =>
  lastFiles.get(JSON.stringify([name, schema, text]), () => readDataFile(name, text, schema));

function readDataFile(name: string, text: string, schema: object): DataFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (path: Path): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  const fail = (path: Path, problem: string): never => {
    throw new DataError(name, lineOf(path), problem);
  };
  const syntax = document.errors[0] ?? document.warnings[0];
  if (syntax) throw new DataError(name, lineAt(syntax.pos[0]), syntax.message.split('\n')[0] ?? syntax.code);
  visit(document, {
    Alias: (_key, { source, range }) => {
      throw new DataError(name, lineAt(range?.[0] ?? 0), `*${source} is a reference in YAML: put the text in quotes`);
    },
  });

  const value: unknown = document.toJS();
  const validate = validator(schema);
  if (!validate(value)) {
    const { path, text: problem } = schemaProblem(validate.errors ?? []);
    fail(path, problem);
  }
  const entries = Array.isArray(value) ? (value as unknown[]) : [];
  return { name, entries, place: (path) => `${name}:${lineOf(path)}`, fail };
}
