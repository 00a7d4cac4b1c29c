// White space of Unicode at which Rust splits and trims, as Codex is written in it. A byte order mark is not part of it.

const one = '[\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]';
const space = new RegExp(`^${one}$`);
const spaces = new RegExp(`${one}+`);

export const isBlank = (text: string): boolean => trimmed(text) === '';

export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

export const oneLine = (text: string): string => text.split(spaces).filter(Boolean).join(' ');
