// Code stands in texts, too: commented out, in strings, indented in Markdown, in files without a language.

/** How much of a line is looked at to either side. UTF-16 code units. */
const nearby = 200;

/** A name of code, and what may follow it where it is declared: its value, or the next parameter. */
const declaredName = /[\p{L}_$][\p{L}\p{N}_$]*(?: ?=(?![=>])\s{0,2}([^\r\n]{1,200})| ?[,)])/uy;
/** Where a statement begins: behind marks, line numbers, a quote and what says more of a type. */
const statementStart =
  /(?:^(?:\s*\d+)?[^\p{L}\p{N}(]*|[`"'])(?:(?:final|private|public|protected|internal|static|const|readonly|volatile|@\w+) +)*$/u;
/** In the brackets of a function's own parameters. */
const parameterStart = /[\p{L}\p{N}_$>]\((?:[^()]*, )?(?:(?:final|const|in|out|ref|this|@\w+) )*$/u;
/** What gives a value in code and in no sentence: `new Pane(`, `frame.context(`, `getContext(`, `open_frame(`, `open()`. */
const codeValue =
  /^(?:await [\w$.]+\(|new \p{L}|[\p{L}_$][\w$]*(?:(?:\.|->|::)[\w$]+)+\(|\p{Ll}+\p{Lu}[\w$]*\(|\p{L}+_[\w$]+\(|[\p{L}_$][\w$]*\(\))/u;
/** Ends a line of code, also within marks. */
const statementEnd = /;["'`*/\s]*$/;

/**
 * Whether a word and the one behind it are the names of a type and of what it declares: `Context window = frame.getContext()`,
 * `draw(Context window, int zoom)`. They are two identifiers, and no phrase. A type begins with a capital, where no semicolon
 * says that it is code. Offsets in UTF-16 code units.
 */
export function isDeclaration(text: string, type: number, typeEnd: number): boolean {
  if (text.charCodeAt(typeEnd) !== 0x20) return false;
  declaredName.lastIndex = typeEnd + 1;
  const declared = declaredName.exec(text);
  if (!declared) return false;
  const before = text.slice(Math.max(0, type - nearby), type);
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const isType = /\p{Lu}/u.test(text.charAt(type));
  const [, value] = declared;
  if (value === undefined) return isType && parameterStart.test(lineBefore);
  return statementStart.test(lineBefore) && (isType || statementEnd.test(value)) && codeValue.test(value);
}
