import type { Span } from '../../text/span';
import { echoesIn } from './echoes';

/** Parts of the key from this length on are hidden: OpenAI, for one, repeats the start of a wrong key. */
const shortestSecret = 8;

/**
 * Replaces the key, and every run of its characters that is 8 or longer, with "…": as it is, in other case, grouped with
 * spaces or dashes, percent-encoded, in base64.
 */
export function hideKey(text: string, key: string | undefined): string {
  if (key === undefined || key === '') return text;
  if (key.length < shortestSecret) return text.replaceAll(key, '…');
  const plain = windowsIn(text, new Set(windowsOf(key)));
  const { letters, places } = skeletonOf(text);
  const needles = [key, ...base64Forms(key)].flatMap((form) => windowsOf(skeletonOf(form).letters));
  const disguised = windowsIn(letters, new Set(needles)).map(({ start, end }) => ({
    start: places[start]!.start,
    end: places[end - 1]!.end,
  }));
  return hideSpans(text, [...plain, ...disguised]);
}

/** Replaces what repeats 32 or more characters of a prompt with "…". */
export const hideEcho = (text: string, prompts: readonly string[]): string => hideSpans(text, echoesIn(text, prompts));

/** Letters and digits in small, percent-encoded ones decoded, and where each of them stands. */
function skeletonOf(text: string): { readonly letters: string; readonly places: readonly Span[] } {
  let letters = '';
  const places: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = /^%[0-9a-f]{2}/i.test(text.slice(at, at + 3)) ? Number.parseInt(text.slice(at + 1, at + 3), 16) : NaN;
    const length = Number.isNaN(code) ? 1 : 3;
    const letter = (Number.isNaN(code) ? text[at]! : String.fromCharCode(code)).toLowerCase();
    if (/^[a-z0-9]$/.test(letter)) {
      letters += letter;
      places.push({ start: at, end: at + length });
    }
    at += length - 1;
  }
  return { letters, places };
}

/** The key in base64, as it looks after any number of other bytes. Ends that depend on the neighbours are left off. */
const base64Forms = (key: string): string[] =>
  [0, 1, 2].map((before) => {
    const encoded = btoa('x'.repeat(before) + key);
    return encoded.slice(before === 0 ? 0 : 4, Math.floor(((before + key.length) * 8) / 6 / 4) * 4);
  });

function windowsOf(text: string): string[] {
  const windows: string[] = [];
  for (let at = 0; at + shortestSecret <= text.length; at++) windows.push(text.slice(at, at + shortestSecret));
  return windows;
}

/** Where `text` has one of these windows. */
function windowsIn(text: string, windows: ReadonlySet<string>): Span[] {
  const found: Span[] = [];
  for (let at = 0; at + shortestSecret <= text.length; at++) {
    if (windows.has(text.slice(at, at + shortestSecret))) found.push({ start: at, end: at + shortestSecret });
  }
  return found;
}

function hideSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let shownUpTo = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > shownUpTo || (start === 0 && shownUpTo === 0)) result += `${text.slice(shownUpTo, start)}…`;
    shownUpTo = Math.max(shownUpTo, end);
  }
  return result + text.slice(shownUpTo);
}
