import { parse, parseWithoutProcessing } from '@handlebars/parser';
import type { AST } from '@handlebars/parser';
import { buildBody } from './buildHandlebars';
import type { OffsetOf } from './buildHandlebars';
import { scanTemplate, tooDeep } from './handlebarsScan';
import type { OpenBlock } from './handlebarsScan';
import type { Template } from './handlebarsTree';
import { TemplateError } from './templateError';

/**
 * Reads a template of Handlebars.
 * @param mostCode the most UTF-16 code units between its brackets, without comments.
 * @throws TemplateError where it cannot be read
 */
export function readHandlebars(source: string, mostCode?: number): Template {
  const open = scanTemplate(source, mostCode);
  const offsetOf = offsets(source);
  const faults: TemplateError[] = [];
  const body = buildBody(parseTree(source, open, offsetOf), { source, offsetOf, faults });
  return { source, body, faults: faults.toSorted((a, b) => a.offset - b.offset) };
}

function offsets(source: string): OffsetOf {
  const starts = [0, ...Array.from(source.matchAll(/\r\n?|\n/g), (found) => found.index + found[0].length)];
  return ({ line, column }) => Math.min((starts[line - 1] ?? source.length) + column, source.length);
}

function parseTree(source: string, open: readonly OpenBlock[], offsetOf: OffsetOf): AST.Program {
  try {
    // The second call takes the tree of the first one, and removes the white space that is not shown.
    return parse(parseWithoutProcessing(source) as unknown as string);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(0);
    throw syntaxError(source, error as ParserError, open, offsetOf);
  }
}

/**
 * An error that the parser throws. The grammar sets `message` and `hash`.
 * Later checks of the tree set `message`, `lineNumber` and `column`.
 */
interface ParserError {
  readonly message: string;
  readonly hash?: {
    readonly text: string;
    readonly token: string | null;
    /** The line, counted from 0. */
    readonly line: number;
    /** Place of the token before the error. */
    readonly loc?: { readonly last_line: number; readonly last_column: number };
  };
  readonly lineNumber?: number;
  readonly column?: number;
}

function syntaxError(
  source: string,
  { message, hash, lineNumber, column }: ParserError,
  open: readonly OpenBlock[],
  offsetOf: OffsetOf,
): TemplateError {
  const fault = (saying: TemplateError['saying'], offset: number): TemplateError =>
    new TemplateError('template-syntax', saying, offset);
  if (hash === undefined) return fault(treeFault(message), offsetOf({ line: lineNumber ?? 1, column: column ?? 0 }));
  const { text, token, line, loc } = hash;
  if (loc === undefined) {
    return fault((say) => say('This cannot be read.'), offsetOf({ line: line + 1, column: 0 }));
  }
  const inner = open.at(-1);
  if (token === 'EOF' && inner) {
    return fault(
      (say) =>
        say('The block "{0}" that begins here is not closed: "{1}" is missing.', inner.name, `{{/${inner.name}}}`),
      inner.offset,
    );
  }
  const after = offsetOf({ line: loc.last_line, column: loc.last_column });
  const offset = Math.max(after, source.indexOf(text, after));
  if (token === 'OPEN_ENDBLOCK') return fault((say) => say('No block is open that this could close.'), offset);
  if (token === 'INVERSE' || token === 'OPEN_INVERSE_CHAIN') {
    return fault((say) => say('"else" is outside of a block, or is the second one of its block.'), offset);
  }
  return fault((say) => say('"{0}" cannot be here.', text), offset);
}

/** Translates the sentences of the parser, which end with the place. */
function treeFault(message: string): TemplateError['saying'] {
  const [, opened, closed] = /^(.*) doesn't match (.*) - \d+:\d+$/s.exec(message) ?? [];
  if (opened !== undefined && closed !== undefined) {
    return (say) => say('The block "{0}" is closed as "{1}".', opened, closed);
  }
  const [, path] = /^Invalid path: (.*) - \d+:\d+$/s.exec(message) ?? [];
  if (path !== undefined) return (say) => say('"{0}" is not a path: ".." and "this" come first.', path);
  return (say) => say('This cannot be read.');
}
