/** A part of a sentence; with `term`, a link to that term. */
interface TextPart {
  readonly text: string;
  readonly term?: string;
}

/** Cuts `A [token](token) is …` into links and the text between them. */
export function linkedText(sentence: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: whole, 1: text = '', 2: term = '', index } of sentence.matchAll(/\[([^\]]+)\]\(([\w-]+)\)/g)) {
    if (index > at) parts.push({ text: sentence.slice(at, index) });
    parts.push({ text, term });
    at = index + whole.length;
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at) });
  return parts;
}
