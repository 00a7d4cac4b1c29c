import { createScanner } from 'jsonc-parser';

/** Maximum depth of nested objects and lists. No settings file and no manifest has a tenth of it. */
const maxDepth = 200;

/** Tokens of `jsonc-parser`, whose own names for them do not exist at run time. */
const [openBrace, closeBrace, openBracket, closeBracket, endOfText] = [1, 2, 3, 4, 17];

/** Whether a JSON text, with comments or without, is nested deeper than a recursive parser should follow. */
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
