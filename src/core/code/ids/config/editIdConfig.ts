import { isMap, isSeq, stringify } from 'yaml';
import type { Document } from 'yaml';
import { isRecord } from '../../../base/json';
import { maxAliases, parseToEdit, rangeOf, withLineEnd } from '../../../text/yaml';
import { maxConfigLength } from './idConfig';

const place = ['ignore', 'ids'];

/**
 * Adds an ignored id to the text of `ai-field-guide.yml`; returns the text as it is where it has the id already. All
 * that people have written stays as it is, comments too. Undefined: the text is no YAML that ids can be put into.
 */
export function withIgnoredId(text: string, id: string): string | undefined {
  const before = parse(text);
  if (!before || (before.contents !== null && !isMap(before.contents))) return undefined;
  if (idsIn(before).includes(id)) return text;
  // Writing into the text keeps everything else. Where its form is a rare one, the library writes the text anew.
  for (const written of [inserted(text, before, id), rewritten(text, id)]) {
    const after = written === undefined ? undefined : parse(written);
    if (after && idsIn(after).includes(id) && isSameBut(before, after)) return written;
  }
  return undefined;
}

function parse(text: string): Document | undefined {
  if (text.length > maxConfigLength) return undefined;
  const document = parseToEdit(text);
  try {
    if (document) valueOf(document);
    return document;
  } catch {
    // Names stand for each other: the reader of this file takes none of it, either.
    return undefined;
  }
}

/** Returns the content of a document. @throws where names stand for more than people would write into a file */
const valueOf = (document: Document): unknown => document.toJS({ maxAliasCount: maxAliases });

/** Lists the ignored ids of a document, also where another name stands for them. */
function idsIn(document: Document): unknown[] {
  const value = valueOf(document);
  const ignore = isRecord(value) ? value['ignore'] : undefined;
  const ids = isRecord(ignore) ? ignore['ids'] : undefined;
  return Array.isArray(ids) ? ids : [];
}

/** Whether nothing was lost: `after` holds all that `before` holds. */
function isSameBut(before: Document, after: Document): boolean {
  const [ids, others] = [idsIn(after), otherwise(after)];
  return idsIn(before).every((id) => ids.includes(id)) && otherwise(before) === others;
}

/** Returns the content of a document without its ids. */
const otherwise = (document: Document): string =>
  JSON.stringify(valueOf(document) ?? {}, (key, value: unknown) =>
    key === 'ids' || (key === 'ignore' && isBlank(value)) ? undefined : value,
  );

const isBlank = (ignore: unknown): boolean =>
  typeof ignore !== 'object' || Object.keys(ignore ?? {}).every((key) => key === 'ids');

function inserted(text: string, document: Document, id: string): string | undefined {
  const value = stringify(id).trimEnd();
  const isEmpty = !isMap(document.contents);
  if (isEmpty || !document.has('ignore')) return `${withLineEnd(text)}ignore:\n  ids:\n    - ${value}\n`;
  const ids = document.getIn(place, true);
  const end = isSeq(ids) ? rangeOf(ids.items.at(-1))?.[1] : undefined;
  if (!isSeq(ids) || end === undefined) return undefined;
  if (ids.flow) return `${text.slice(0, end)}, ${value}${text.slice(end)}`;
  const source = ids.srcToken;
  if (source?.type !== 'block-seq') return undefined;
  // The id goes behind the last one and the comment beside that.
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  return `${withLineEnd(text.slice(0, at))}${' '.repeat(source.indent)}- ${value}\n${text.slice(at)}`;
}

function rewritten(text: string, id: string): string | undefined {
  const document = parse(text);
  if (!document) return undefined;
  if (!isSeq(document.getIn(place, true))) {
    if (!isMap(document.getIn(['ignore'], true))) document.setIn(['ignore'], document.createNode({ ids: [id] }));
    else document.setIn(place, document.createNode([id]));
  } else document.addIn(place, id);
  return document.toString({ lineWidth: 0 });
}
