import type { CodePrompt } from '../code/prompts/codePrompts';
import { rewriteText } from '../code/strings/rewriteText';
import type { NotWritten, WrittenPart } from '../code/strings/rewriteText';
import type { SourceEdit } from '../code/strings/writeLiteral';
import { codeSession, isKept } from './import/codePrompt';
import type { CodeSession, CodeText } from './import/codePrompt';
import { hiddenIn, templateTokens } from './import/codeVariables';
import type { CodeVariables } from './import/codeVariables';

/** The texts of a session in the code that it was opened from. */
export interface CodeOrigin {
  /** The offset at which the call was. UTF-16 code units. */
  readonly at: number;
  readonly texts: readonly OriginText[];
  /** Names of variables in the session, each with its code. */
  readonly variables: readonly { readonly name: string; readonly code: string }[];
}

export interface OriginText {
  readonly where: 'system' | number;
  /** Marks of its strings in the code, one for each way in which they are known to have been written. */
  readonly ways: readonly string[];
}

/** A text of the session as it is to be in the code, or why that is not known. */
export type WantedText = Pick<OriginText, 'where'> &
  ({ readonly text: string } | { readonly why: 'sent' | 'answered' | 'missing' });

/**
 * Why a text in the code is not changed. `changed`: its strings are no longer in the code as they were. `hidden`: a value
 * stands beside a brace or behind a backslash, and is no variable in the session. `sent`: its values cannot be told from
 * the rest. `answered`: a model has said something else in that place. `missing`: the session ends before it. `unknown`:
 * the code has no value for some variables.
 */
export type NotChanged =
  | { readonly why: NotWritten | 'changed' | 'hidden' | 'sent' | 'answered' | 'missing' }
  | { readonly why: 'unknown'; readonly names: readonly string[] };

/** Returns the strings of a text as they are written, or as they will be after some edits. */
function stringsOf(source: string, parts: readonly WrittenPart[], edits: readonly SourceEdit[] = []): string[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'string') return [];
    const { start, end } = part.literal;
    const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
    return own.reduceRight(
      (text, edit) => text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start),
      source.slice(start, end),
    );
  });
}

/** Returns a mark of how strings are written. A link to code that is kept needs only the mark, and not the prompts. */
function markOf(strings: readonly string[]): string {
  const text = JSON.stringify(strings);
  let [one, other] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x85ebca6b);
    one ^= one >>> 13;
    other = (Math.imul(other, 31) + code) | 0;
  }
  return [text.length, one >>> 0, other >>> 0].map((each) => each.toString(36)).join('-');
}

/** Returns where the texts of a session stand in the code. */
export const originOf = (source: string, at: number, { texts, variables }: CodeSession): CodeOrigin => ({
  at,
  texts: texts.map(({ where, parts }) => ({ where, ways: [markOf(stringsOf(source, parts))] })),
  variables: Array.from(variables, ([name, code]) => ({ name, code })),
});

/** Number of known ways of writing a text that are kept, as undo may bring each of them back. */
const maxKnown = 20;

/**
 * Finds the edits that bring the texts of a session into the code that it came from, and what is known of the code
 * afterwards. The code may have moved meanwhile, but the strings themselves must be as they were.
 */
export function codeChanges(
  source: string,
  prompts: readonly CodePrompt[],
  origin: CodeOrigin,
  wanted: (texts: readonly CodeText[]) => readonly WantedText[],
): { readonly edits: readonly SourceEdit[]; readonly origin: CodeOrigin } | NotChanged {
  const names = new Map(origin.variables.map(({ name, code }) => [name, code]));
  const found = prompts
    .map((prompt) => ({ at: prompt.call.start, ...codeSession(prompt, names) }))
    .filter(({ texts }) => isThere(source, texts, origin))
    .sort((one, other) => Math.abs(one.at - origin.at) - Math.abs(other.at - origin.at))[0];
  if (!found) return { why: 'changed' };
  const { at, texts, variables } = found;
  const edits: SourceEdit[] = [];
  for (const want of wanted(texts)) {
    if ('why' in want) return { why: want.why };
    const { where, text } = want;
    const there = texts.find((each) => each.where === where);
    if (!there || there.template === text) continue;
    const isHidden = hiddenIn(text, variables) > hiddenIn(there.template, variables);
    if (isHidden || !isKept(there, variables)) return { why: 'hidden' };
    const written = writtenAs(source, there, text, variables);
    if ('why' in written) return written;
    edits.push(...written.edits);
  }
  const inOrder = edits.sort((one, other) => one.start - other.start);
  // One string may be part of two texts, and cannot say two things.
  if (inOrder.some(({ start }, i) => start < (inOrder[i - 1]?.end ?? 0) || start === inOrder[i - 1]?.start))
    return { why: 'unwritable' };
  return { edits: inOrder, origin: afterEdits(source, inOrder, origin, at, texts) };
}

/** Returns what is known of the code once the edits are written. Earlier ways are kept, as undo may bring each back. */
const afterEdits = (
  source: string,
  edits: readonly SourceEdit[],
  origin: CodeOrigin,
  at: number,
  texts: readonly CodeText[],
): CodeOrigin => ({
  ...{ ...origin, at },
  texts: origin.texts.map(({ where, ways }) => {
    const parts = texts.find((each) => each.where === where)?.parts ?? [];
    return { where, ways: [...new Set([markOf(stringsOf(source, parts, edits)), ...ways])].slice(0, maxKnown) };
  }),
});

function isThere(source: string, texts: readonly CodeText[], origin: CodeOrigin): boolean {
  return (
    texts.length === origin.texts.length &&
    origin.texts.every(({ where, ways }) => {
      const there = texts.find((each) => each.where === where);
      return there && ways.includes(markOf(stringsOf(source, there.parts)));
    })
  );
}

function writtenAs(
  source: string,
  { parts, known }: CodeText,
  text: string,
  variables: CodeVariables,
): { readonly edits: readonly SourceEdit[] } | NotChanged {
  const read = templateTokens(text, variables, known);
  if ('unknown' in read) return { why: 'unknown', names: read.unknown };
  const edits = rewriteText(source, parts, read.tokens);
  return typeof edits === 'string' ? { why: edits } : { edits };
}
