import type { TermDecision } from './decide';

/** A term with the text of the lines that it stands in. */
interface TermInLine {
  /** The line up to the term. `after` is the line from its end on. */
  readonly before: string;
  readonly written: string;
  readonly after: string;
  readonly languageId: string;
}

/** Parts of a name in code, in a comment too: `token.length`, `nextToken(`, `--seed`, `temperature=0`. */
const nameGoesOnBefore = /(?:[\p{L}\p{N}_$@#]|[\p{L}\p{N}_\])]\??\.|--|->|::)$/u;
const nameGoesOnAfter = /^(?:[\p{L}\p{N}_$(=]|\[\p{N}|(?:\.|->|::)[\p{L}_])/u;

/** Tags of JSDoc and Sphinx that a name of the code follows, for which the language has answers of its own. */
const nameFollows =
  /(?:@(?:param|arg|argument|prop|property|template|typedef|callback|throws|exception|see|link\w*|type|returns?)\s+(?:\{[^}]*\}?\s*)?\[?|:(?:param|arg|raises?|type|attr|class|func|meth|ref)\b[^:]*)$/;
const sentenceFollows = /@(?:returns?|throws|exception|see)\s+(?:\{[^}]*\}\s*)?$/;

/**
 * Whether a term stands as words of a sentence, and not as a name of code: only there may it answer for definitions and
 * references. In Markdown, headings and links have answers already.
 */
export function isProseUse({ kind, term }: TermDecision, place: TermInLine): boolean {
  if (kind !== 'prose' && kind !== 'comment') return false;
  const { before, written, after, languageId } = place;
  if (nameGoesOnBefore.test(before) || nameGoesOnAfter.test(after)) return false;
  const isForm = term.forms.some(({ text }) => text === written || `${text}s` === written);
  if (!isForm && /_|\p{Ll}\p{Lu}/u.test(written)) return false;
  if (languageId === 'markdown') return !isLinkOrHeading(before, after);
  return !isInCodeSpan(before) && !isNameInTag(before);
}

const isInCodeSpan = (before: string): boolean => before.split('`').length % 2 === 0;

const isNameInTag = (before: string): boolean =>
  /\{@\w+[^}]*$/.test(before) ||
  /@\w+\s+\{[^}]*$/.test(before) ||
  (nameFollows.test(before) && !sentenceFollows.test(before));

const isLinkOrHeading = (before: string, after: string): boolean =>
  /^ {0,3}#{1,6}\s/.test(before) ||
  // `[text](target)`, `[text][name]`, `[name]: target`
  (/\[[^\]]*$/.test(before) && /^[^[]*\]/.test(after)) ||
  /\]\([^)]*$/.test(before) ||
  /^\s*\[[^\]]+\]:/.test(before);
