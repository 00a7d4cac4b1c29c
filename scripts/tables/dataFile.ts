import { Ajv } from 'ajv';
import { LineCounter, isNode, parseDocument, visit } from 'yaml';

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
  /** Throws for the place that `path` (keys and indexes from the top of the file) points to. */
  fail(path: readonly (string | number)[], problem: string): never;
}

/** Parses YAML and checks it against a JSON Schema. @throws DataError at the first thing that is wrong. */
export function parseDataFile(name: string, text: string, schema: object): DataFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const fail = (path: readonly (string | number)[], problem: string): never => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) throw new DataError(name, lineAt(node.range[0]), problem);
    }
    throw new DataError(name, 1, problem);
  };
  const syntax = document.errors[0] ?? document.warnings[0];
  if (syntax) throw new DataError(name, lineAt(syntax.pos[0]), syntax.message.split('\n')[0] ?? syntax.code);
  visit(document, {
    Alias: (_key, { source, range }) => {
      throw new DataError(name, lineAt(range?.[0] ?? 0), `*${source} is a reference in YAML: put the text in quotes`);
    },
  });

  const value: unknown = document.toJS();
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  if (!validate(value)) {
    const error = validate.errors?.[0];
    const path = (error?.instancePath ?? '').split('/').slice(1).map(pointerPart);
    const unknownField = error?.keyword === 'additionalProperties' ? [String(error.params['additionalProperty'])] : [];
    const detail = JSON.stringify(error?.params ?? {});
    fail(
      [...path, ...unknownField],
      `${path.slice(1).join('.') || 'the entry'} ${error?.message ?? 'is not valid'} ${detail}`,
    );
  }
  return { name, entries: value as unknown[], fail };
}

const pointerPart = (part: string): string | number =>
  /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~');
