import type { CodePrompt } from '../code/prompts/codePrompts';
import { rewriteText } from '../code/strings/rewriteText';
import type { NotWritten, TextPart } from '../code/strings/rewriteText';
import type { SourceEdit } from '../code/strings/writeLiteral';
import { codeSession, isKept } from './import/codePrompt';
import type { CodeText } from './import/codePrompt';
import { templateTokens } from './import/codeVariables';
import type { CodeVariables } from './import/codeVariables';

/** The texts of a session in the code that it was opened from. */
export interface CodeOrigin {
  /** Where the call was. UTF-16 code units. */
  readonly at: number;
  readonly texts: readonly OriginText[];
}

export interface OriginText {
  readonly where: 'system' | number;
  /** Its strings as they were written there, by now in each of the ways that are known of them. */
  readonly strings: readonly (readonly string[])[];
}

/** What a text of the session is to be in the code. */
export interface WantedText {
  readonly where: 'system' | number;
  /** `undefined`: it was sent with values, and nothing tells where they are. */
  readonly text: string | undefined;
}

/**
 * `changed`: its strings are not in the code any more as they were. `hidden`: a value beside a brace, which is no variable in the
 * session. `sent`: with values that cannot be told from the rest. `unknown`: variables that the code has no value for.
 */
export type NotChanged =
  | { readonly why: NotWritten | 'changed' | 'hidden' | 'sent' }
  | { readonly why: 'unknown'; readonly names: readonly string[] };

export const stringsOf = (source: string, parts: readonly TextPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'string' ? [source.slice(part.literal.start, part.literal.end)] : []));

/** Where the texts of a prompt stand. `before`: what is known of them already. */
export function originOf(source: string, prompt: CodePrompt, before?: CodeOrigin): CodeOrigin {
  const texts = codeSession(prompt).texts.map(({ where, parts }): OriginText => {
    const known = before?.texts.find((each) => each.where === where)?.strings ?? [];
    return { where, strings: [stringsOf(source, parts), ...known].slice(0, maxKnown) };
  });
  return { at: prompt.call.start, texts };
}

/** Ways in which a text was written that are kept: undo may bring each of them back. */
const maxKnown = 20;

/**
 * Finds the edits that bring the texts of a session into the code that it came from. The code may have moved meanwhile; the
 * strings themselves must be as they were.
 */
export function codeChanges(
  source: string,
  prompts: readonly CodePrompt[],
  origin: CodeOrigin,
  wanted: (templates: ReadonlyMap<'system' | number, string>) => readonly WantedText[],
): { readonly edits: readonly SourceEdit[]; readonly prompt: CodePrompt } | NotChanged {
  const [prompt] = prompts
    .filter((each) => isThere(source, each, origin))
    .sort((one, other) => Math.abs(one.call.start - origin.at) - Math.abs(other.call.start - origin.at));
  if (!prompt) return { why: 'changed' };
  const { texts, variables } = codeSession(prompt);
  const edits: SourceEdit[] = [];
  for (const { where, text } of wanted(new Map(texts.map((each) => [each.where, each.template])))) {
    const there = texts.find((each) => each.where === where);
    if (!there || there.template === text) continue;
    if (text === undefined) return { why: 'sent' };
    if (!isKept(there, variables)) return { why: 'hidden' };
    const written = writtenAs(source, there, text, variables);
    if ('why' in written) return written;
    edits.push(...written.edits);
  }
  return { edits: edits.sort((one, other) => one.start - other.start), prompt };
}

function isThere(source: string, prompt: CodePrompt, origin: CodeOrigin): boolean {
  const { texts } = codeSession(prompt);
  return (
    texts.length === origin.texts.length &&
    origin.texts.every(({ where, strings }) => {
      const there = texts.find((each) => each.where === where);
      const now = there && stringsOf(source, there.parts);
      return now && strings.some((known) => known.length === now.length && known.every((each, i) => each === now[i]));
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
