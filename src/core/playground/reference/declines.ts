// Whether an answer says of itself that it does not answer: that is honest, and no difference.

/** Longer than such an answer is. */
const longestDecline = 600;

/** What a model says that it does not do. `I do not think` is none of it, nor `I cannot say enough`. */
const doing =
  '(?:know|answer|help|tell|say|assist|provide|give|find|access|learn|remember|recall|comment|determine|confirm|verify|discuss|offer|respond|be|have|able|sure|certain|aware|familiar|trained|allowed|designed|possible)(?!\\s+enough)';
const not =
  "(?:(?:do|did|can|could|will|would|am|was|have) not|(?:do|did|ca|could|wo|would|was|have)n[’']t|cannot|never|[’']m not)";

const declining = [
  new RegExp(`\\b(?:I|we)\\b[^.!?;:]{0,40}?\\s*${not}\\s+(?:[a-z]+\\s+){0,2}?${doing}\\b`, 'i'),
  new RegExp(`\\b(?:I|we)\\b[^.!?;:]{0,60}\\b(?:unable|not able) to ${doing}\\b`, 'i'),
  /\b(?:I|we) (?:must |have to )?(?:decline|refuse)\b/i,
  /\b(?:I|we) (?:have|know|possess) (?:no|nothing)\b|\bI lack\b|^\W*no idea\b/i,
  /\b(?:this|that|it) (?:needs|takes|requires|calls for) an?\b.{0,40}\bmodel\b/i,
  /\b(?:beyond|outside)(?: of)? (?:me\b|my\b|what I\b)/i,
  /\bnot (?:something|anything|a question)(?: that)? I\b/i,
];

const clausesOf = (text: string): string[] => text.split(/[.!?;:\n]+(?=\s|$)|,?\s+(?:but|however|although|though)\s+/i);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A part of the answer says so, and no other part says anything of what has one of these names: `I do not know much, but Qwen is
 * closed` is an answer.
 */
export function declines(answer: string, names: readonly string[]): boolean {
  if (answer.length > longestDecline) return false;
  const rest = clausesOf(answer).filter((clause) => !declining.some((pattern) => pattern.test(clause)));
  if (rest.length === clausesOf(answer).length) return false;
  const subject = `(?:it|they|that|its(?: \\w+){1,3}|${names.map(escaped).join('|')})`;
  const claims = new RegExp(
    `(?<![\\p{L}\\p{N}])${subject}(?: models?)?\\s+(?:is|are|was|were|has|have|means?|stands?|refers?|costs?|comes?|belongs?|can|lets?|makes?|turns?)\\b`,
    'iu',
  );
  return !rest.some((clause) => claims.test(clause));
}

/** Speaks of itself instead. */
export const introduces = (answer: string): boolean =>
  /\bI(?: am|['’]m) (?:Pocket\b|an? (?:[\w-]+ ){0,4}model\b)/i.test(answer);
