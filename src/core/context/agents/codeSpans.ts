import { addTo } from '../../base/maps';

// Finds code in Markdown as two agents tell it from prose. Both ways take time in proportion to the text, whatever it holds.

/** Code from `start` to `end` of a text. Lists of spans are in order, and spans do not overlap. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
}

/** Finds fenced blocks, and runs of backticks of one length with the text between them. */
export function markdownCode(text: string): CodeSpan[] {
  const fences = fencedBlocks(text);
  const found: CodeSpan[] = [];
  let at = 0;
  for (const fence of [...fences, { start: text.length, end: text.length }]) {
    found.push(...inlineCode(text, at, fence.start));
    if (fence.start < fence.end) found.push(fence);
    at = fence.end;
  }
  return found;
}

function fencedBlocks(text: string): CodeSpan[] {
  const found: CodeSpan[] = [];
  let open: { readonly start: number; readonly mark: string } | undefined;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start) + 1 || text.length;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text.slice(start, Math.min(next, start + 1_000)))?.[1];
    if (mark !== undefined && !open) open = { start, mark };
    else if (open && mark?.startsWith(open.mark)) {
      found.push({ start: open.start, end: next });
      open = undefined;
    }
    start = next;
  }
  return open ? [...found, { start: open.start, end: text.length }] : found;
}

function inlineCode(text: string, from: number, to: number): CodeSpan[] {
  const runs = [...text.slice(from, to).matchAll(/`+/g)].map(({ index, 0: { length } }) => ({
    at: from + index,
    length,
  }));
  /** The runs of each length, the next one last. */
  const byLength = new Map<number, number[]>();
  for (const { at, length } of runs.toReversed()) addTo(byLength, length, at);
  return pairs(runs, byLength);
}

function pairs(runs: readonly { at: number; length: number }[], byLength: ReadonlyMap<number, number[]>): CodeSpan[] {
  const found: CodeSpan[] = [];
  let end = -1;
  for (const { at, length } of runs) {
    const same = byLength.get(length) ?? [];
    while ((same.at(-1) ?? Infinity) <= at) same.pop();
    const close = same.at(-1);
    if (at < end || close === undefined) continue;
    end = close + length;
    found.push({ start: at, end });
  }
  return found;
}

/**
 * Finds code as the regular expression of Gemini CLI does. A span begins with as many backticks of a run as occur again,
 * and ends at the nearest place where they do.
 */
export function backtickSpans(text: string): CodeSpan[] {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ at: index, length }));
  /** Length of the longest run behind each run. */
  const longest = new Array<number>(runs.length + 1).fill(0);
  for (let i = runs.length - 1; i >= 0; i--) longest[i] = Math.max(longest[i + 1] ?? 0, runs[i]!.length);
  const found: CodeSpan[] = [];
  for (let i = 0; i < runs.length;) {
    const { at, length } = runs[i]!;
    const after = longest[i + 1] ?? 0;
    const half = Math.floor(length / 2);
    const taken = length <= after ? length : Math.max(half, Math.min(length - 1, after));
    if (taken === 0) i++;
    else if (length - taken >= taken) {
      found.push({ start: at, end: at + 2 * taken });
      i = rest(runs, i, 2 * taken);
    } else {
      let close = i + 1;
      while (runs[close]!.length < taken) close++;
      found.push({ start: at, end: runs[close]!.at + taken });
      i = rest(runs, close, taken);
    }
  }
  return found;
}

/** Takes backticks off the start of a run; returns the index of the run to go on with. */
function rest(runs: { at: number; length: number }[], i: number, taken: number): number {
  const { at, length } = runs[i]!;
  if (length === taken) return i + 1;
  runs[i] = { at: at + taken, length: length - taken };
  return i;
}

/** Whether places, which are asked for in order, are in one of the spans. */
export function inSpans(spans: readonly CodeSpan[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while ((spans[next]?.end ?? Infinity) <= at) next++;
    return (spans[next]?.start ?? Infinity) <= at;
  };
}
