import { isCollection, isScalar, visit } from 'yaml';
import type { Document, ErrorCode } from 'yaml';

/** The reason why a text is no YAML, classified by how to correct it. */
export type YamlSlip =
  | {
      readonly kind:
        | 'indent'
        | 'tab'
        | 'quote'
        | 'afterQuote'
        | 'bracket'
        | 'colon'
        | 'key'
        | 'dash'
        | 'documents'
        | 'escape';
    }
  | { readonly kind: 'start'; readonly sign: string }
  /** An error in the words of the library. */
  | { readonly kind: 'other'; readonly why: string };

type YamlError = Document['errors'][number];

/** Offsets in UTF-16 code units. */
export interface PlacedSlip {
  readonly slip: YamlSlip;
  readonly from: number;
  readonly to: number;
}

/** Returns the first slip of a text, as later errors mostly follow from it. Undefined: the text is YAML. */
export function firstSlip(text: string, document: Document): PlacedSlip | undefined {
  const [first] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  return first && (unclosed(text, document, first) ?? slipInLine(text, first));
}

/** Finds a quotation mark or bracket that is not closed. The library reports it where the text goes on, perhaps far below. */
function unclosed(text: string, document: Document, { code, pos: [at] }: YamlError): PlacedSlip | undefined {
  let found: PlacedSlip | undefined;
  const line = text.lastIndexOf('\n', at - 1) + 1;
  visit(document, {
    Node: (_key, node) => {
      const [from, to] = node.range ?? [0, 0];
      if (from >= at || to < at) {
        // A quoted text that ends in this line and began in another was meant to end there.
        const isLong = isQuoted(node) && from < line && to >= line && to <= at;
        if (isLong) found = { slip: { kind: 'quote' }, from, to: from + 1 };
        return undefined;
      }
      if (isQuoted(node) && code === 'MISSING_CHAR') found = { slip: { kind: 'quote' }, from, to: from + 1 };
      if (isCollection(node) && node.flow && code === 'BAD_INDENT') {
        found = { slip: { kind: 'bracket' }, from, to: from + 1 };
      }
      return undefined;
    },
  });
  return found;
}

const isQuoted = (node: unknown): boolean => isScalar(node) && /^QUOTE/.test(node.type ?? '');

function slipInLine(text: string, { code, message, pos: [at] }: YamlError): PlacedSlip {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = lineFrom(text, start);
  const indent = line.search(/\S|$/);
  const rest = line.slice(at - start);
  const placed = (slip: YamlSlip, from = start + indent, to = start + line.trimEnd().length): PlacedSlip => ({
    ...{ slip, from },
    to: Math.max(from, to),
  });
  const sign = /^\s*(?:-\s+)*(?:[\w-]+:\s+)?([*&!%@`])/.exec(line)?.[1];
  if (code === 'TAB_AS_INDENT') return placed({ kind: 'tab' }, start);
  if (code === 'MULTIPLE_DOCS') return placed({ kind: 'documents' });
  if (code === 'BAD_DQ_ESCAPE') return placed({ kind: 'escape' }, at);
  if (sign !== undefined && !ofLines.has(code)) return placed({ kind: 'start', sign }, start + line.indexOf(sign));
  if (/^\s*-[^\s-]/.test(line)) return placed({ kind: 'dash' });
  const isFirst = at - start <= indent;
  if (code === 'BAD_INDENT' || (isFirst && mayBeOfLine.has(code))) return placed({ kind: 'indent' });
  if (code === 'MISSING_CHAR') return placed({ kind: hasKey(line) ? 'indent' : 'key' });
  if (code === 'MULTILINE_IMPLICIT_KEY') return placed({ kind: 'key' });
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return hasKey(rest) ? placed({ kind: 'colon' }, at) : slipInNext(text, start + line.length, placed);
  }
  const isBehindQuote = code === 'UNEXPECTED_TOKEN' && /["']\s*$/.test(line.slice(0, at - start));
  if (isBehindQuote) return placed({ kind: 'afterQuote' }, at);
  return placed({ kind: 'other', why: message }, at);
}

/** Errors which at the beginning of a line mean that the line is indented wrongly. */
const mayBeOfLine: ReadonlySet<ErrorCode> = new Set(['BLOCK_AS_IMPLICIT_KEY', 'UNEXPECTED_TOKEN']);
/** Errors about where lines begin, whatever stands in them. */
const ofLines: ReadonlySet<ErrorCode> = new Set(['BAD_INDENT', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY']);

/** Returns the slip of the next line that is not blank, which is indented further than the text above it allows. */
function slipInNext(
  text: string,
  lineEnd: number,
  placed: (slip: YamlSlip, from: number, to: number) => PlacedSlip,
): PlacedSlip {
  const from = lineEnd + Math.max(0, text.slice(lineEnd).search(/\S/));
  return placed({ kind: 'indent' }, from, from + lineFrom(text, from).trimEnd().length);
}

const hasKey = (line: string): boolean => /:(?:\s|$)/.test(line);

function lineFrom(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}
