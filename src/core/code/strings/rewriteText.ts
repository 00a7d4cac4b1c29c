import type { StringLiteral } from './literal';
import { tokenEdits } from './tokenEdits';
import { tokensOf, tokensOfText } from './stringTokens';
import type { PlacedToken, StringToken } from './stringTokens';
import { writeLiteral } from './writeLiteral';
import type { SourceEdit, TokenEdit } from './writeLiteral';

/** A part of a text: a string, a value between strings, or text that stands nowhere in the code. */
export type WrittenPart =
  | { readonly kind: 'string'; readonly literal: StringLiteral }
  | { readonly kind: 'value'; readonly code: string }
  | { readonly kind: 'gap'; readonly text: string };

/**
 * Why a text cannot be written. `values`: a value that stands between strings is gone or elsewhere. `no-holes`: a value
 * would come into a string that holds none. `no-string`: there is no string at that place. `unwritable`: that kind of
 * string cannot hold the text.
 */
export type NotWritten = 'values' | 'no-holes' | 'no-string' | 'unwritable';

type Token = StringToken & Partial<PlacedToken> & { readonly part: number };

/** Returns the tokens of a text, with its values as holes. */
export const textTokens = (parts: readonly WrittenPart[]): StringToken[] => parts.flatMap(tokensOfPart);

function tokensOfPart(part: WrittenPart): readonly (StringToken & Partial<PlacedToken>)[] {
  if (part.kind === 'string') return tokensOf(part.literal);
  return part.kind === 'gap' ? tokensOfText(part.text) : [{ text: '', hole: part.code }];
}

/** Finds the edits of the strings of a text that turn it into another text. None: it is that text already. */
export function rewriteText(
  source: string,
  parts: readonly WrittenPart[],
  wanted: readonly StringToken[],
): readonly SourceEdit[] | NotWritten {
  const before = parts.flatMap((part, at) => tokensOfPart(part).map((token): Token => ({ ...token, part: at })));
  const isFixed = ({ part }: Token): boolean => parts[part]?.kind === 'value';
  const runs = runsOf(before, wanted, isFixed);
  if (!runs) return 'values';
  const byPart = new Map<number, TokenEdit[]>();
  for (const { from, to, tokens } of runs) {
    for (const edit of tokenEdits(before.slice(from, to), tokens)) {
      const found = dealt(parts, before, { ...edit, from: edit.from + from, to: edit.to + from }, { from, to });
      if (typeof found === 'string') return found;
      for (const [part, each] of found) byPart.set(part, [...(byPart.get(part) ?? []), each]);
    }
  }
  const edits: SourceEdit[] = [];
  for (const [at, changes] of byPart) {
    const part = parts[at];
    const written = part?.kind === 'string' ? writeLiteral(source, part.literal, changes) : undefined;
    if (!written) return 'unwritable';
    edits.push(...written);
  }
  return edits;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly StringToken[];
}

/**
 * Returns the runs of tokens between the values that are no part of a string. `undefined`: `wanted` does not have the
 * same values in the same order.
 */
function runsOf(
  before: readonly Token[],
  wanted: readonly StringToken[],
  isFixed: (token: Token) => boolean,
): Run[] | undefined {
  const runs: Run[] = [];
  let [from, read] = [0, 0];
  for (const [at, token] of before.entries()) {
    if (!isFixed(token)) continue;
    const found = wanted.findIndex(({ hole }, i) => i >= read && hole === token.hole);
    if (found < 0) return undefined;
    runs.push({ from, to: at, tokens: wanted.slice(read, found) });
    [from, read] = [at + 1, found + 1];
  }
  return [...runs, { from, to: before.length, tokens: wanted.slice(read) }];
}

/** Deals an edit out to the strings that it touches. The new tokens all go into one of them. */
function dealt(
  parts: readonly WrittenPart[],
  before: readonly Token[],
  { from, to, tokens }: TokenEdit,
  run: Pick<Run, 'from' | 'to'>,
): (readonly [part: number, edit: TokenEdit])[] | NotWritten {
  const starts = new Map<number, number>();
  before.forEach(({ part }, i) => starts.has(part) || starts.set(part, i));
  const removed = [...new Set(before.slice(from, to).map(({ part }) => part))];
  if (removed.some((part) => parts[part]?.kind !== 'string')) return 'no-string';
  const beside = [from - 1, from].flatMap((i) => (i >= run.from && i < run.to ? [before[i]!.part] : []));
  const candidates = (removed.length > 0 ? removed : beside).filter((part) => parts[part]?.kind === 'string');
  const wantsHole = tokens.some(({ hole }) => hole !== undefined);
  const target = candidates.find((at) => !wantsHole || takesHoles(parts[at])) ?? emptyPart(parts, before, from);
  if (target === undefined && tokens.length > 0) return candidates.length > 0 ? 'no-holes' : 'no-string';
  if (target !== undefined && wantsHole && !takesHoles(parts[target])) return 'no-holes';
  return [...new Set([...removed, ...(target === undefined ? [] : [target])])].map((part) => {
    const start = starts.get(part) ?? from;
    const own = before.filter((token) => token.part === part).length;
    const edit = { from: Math.max(0, from - start), to: Math.min(own, Math.max(0, to - start)) };
    return [part, { ...edit, tokens: part === target ? tokens : [] }] as const;
  });
}

const takesHoles = (part: WrittenPart | undefined): boolean =>
  part?.kind === 'string' && (part.literal.form.holes !== 'none' || part.literal.form.isPrintf);

/** Finds an empty string at a place. */
function emptyPart(parts: readonly WrittenPart[], before: readonly Token[], at: number): number | undefined {
  const [after, next] = [before[at - 1]?.part ?? -1, before[at]?.part ?? parts.length];
  const found = parts.findIndex(({ kind }, i) => kind === 'string' && i > after && i < next);
  return found < 0 ? undefined : found;
}
