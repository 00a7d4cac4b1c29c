import { isSameToken } from './stringTokens';
import type { PlacedToken, StringToken } from './stringTokens';
import type { TokenEdit } from './writeLiteral';

type Before = readonly (StringToken & Partial<PlacedToken>)[];

/** Product of the numbers of lines of both texts, up to which they are compared line by line. */
const maxCompared = 250_000;

/** Finds the places in which two texts differ, each as short as can be, in order. An escape changes as a whole. */
export function tokenEdits(before: Before, after: readonly StringToken[]): TokenEdit[] {
  const middle = narrowed(before, { from: 0, to: before.length, tokens: after });
  if (!middle) return [];
  const [old, now] = [linesOf(before.slice(middle.from, middle.to)), linesOf(middle.tokens)];
  const isShort = old.length === 1 || now.length === 1 || old.length * now.length > maxCompared;
  const edits = isShort ? [middle] : lineEdits(old, now).map((edit) => shifted(edit, middle.from));
  return edits.flatMap((edit) => narrowed(before, edit) ?? []).map((edit) => withWholeEscapes(before, edit));
}

const shifted = ({ from, to, tokens }: TokenEdit, by: number): TokenEdit => ({ from: from + by, to: to + by, tokens });

/** Narrows an edit by the tokens that are the same at both ends. */
function narrowed(before: Before, { from, to, tokens }: TokenEdit): TokenEdit | undefined {
  let same = 0;
  const most = Math.min(to - from, tokens.length);
  while (same < most && isSameToken(before[from + same]!, tokens[same]!)) same++;
  let behind = 0;
  while (behind < most - same && isSameToken(before[to - 1 - behind]!, tokens[tokens.length - 1 - behind]!)) behind++;
  const edit = { from: from + same, to: to - behind, tokens: tokens.slice(same, tokens.length - behind) };
  return edit.from === edit.to && edit.tokens.length === 0 ? undefined : edit;
}

function withWholeEscapes(before: Before, { from, to, tokens }: TokenEdit): TokenEdit {
  const isCut = (at: number): boolean =>
    at > 0 && at < before.length && before[at]!.start !== undefined && before[at]!.start === before[at - 1]!.start;
  let [first, last, all] = [from, to, tokens];
  while (isCut(first)) {
    first--;
    all = [before[first]!, ...all];
  }
  while (isCut(last)) {
    all = [...all, before[last]!];
    last++;
  }
  return {
    from: first,
    to: last,
    tokens: all.map(({ text, hole }) => ({ text, ...(hole !== undefined && { hole }) })),
  };
}

interface Line {
  readonly key: string;
  readonly tokens: readonly StringToken[];
}

function linesOf(tokens: readonly StringToken[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  tokens.forEach(({ text }, i) => {
    if (text === '\n' || i === tokens.length - 1) {
      const line = tokens.slice(start, i + 1);
      lines.push({ tokens: line, key: line.map((token) => token.hole ?? token.text).join('\0') });
      start = i + 1;
    }
  });
  return lines;
}

/** Finds the edits of lines. As many lines as possible that both texts have in the same order stay. */
function lineEdits(old: readonly Line[], now: readonly Line[]): TokenEdit[] {
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const skipped = Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
      common[i * width + j] = old[i]!.key === now[j]!.key ? common[(i + 1) * width + j + 1]! + 1 : skipped;
    }
  }
  const edits: TokenEdit[] = [];
  let [i, j, at] = [0, 0, 0];
  let open: { from: number; tokens: StringToken[] } | undefined;
  const close = (): void => {
    if (open) edits.push({ from: open.from, to: at, tokens: open.tokens });
    open = undefined;
  };
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i]!.key === now[j]!.key) {
      close();
      at += old[i]!.tokens.length;
      i++;
      j++;
      continue;
    }
    open ??= { from: at, tokens: [] };
    const takesNew = j < now.length && (i === old.length || common[i * width + j + 1]! >= common[(i + 1) * width + j]!);
    if (takesNew) open.tokens.push(...now[j++]!.tokens);
    else at += old[i++]!.tokens.length;
  }
  close();
  return edits;
}
