import { createScanner } from 'jsonc-parser';

/** Objects and lists in one another: no settings and no manifest have a tenth of them. */
const maxDepth = 200;

/** Tokens of `jsonc-parser`, whose own names for them are no values. */
const [openBrace, closeBrace, openBracket, closeBracket, endOfText] = [1, 2, 3, 4, 17];

/** Whether a JSON text, with comments or without, goes deeper than a parser that calls itself should follow. */
export function isDeepJson(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== endOfText; token = scanner.scan()) {
    if (token === openBrace || token === openBracket) depth++;
    else if (token === closeBrace || token === closeBracket) depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}
