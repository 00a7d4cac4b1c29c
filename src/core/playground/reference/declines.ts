// Whether an answer says of itself that it does not answer: that is honest, and no difference.

/** Longer than such an answer is. */
const longestDecline = 600;

/** What a model says that it does not do. `I do not think` is none of it, nor `I cannot say enough`. */
const doing =
  '(?:know|answer|help|tell|say|assist|provide|give|find|access|learn|remember|recall|comment|determine|confirm|verify|discuss|offer|respond|able|sure|certain|aware|familiar|trained|allowed|designed|have(?=(?: \\w+){0,3} (?:access|answer|data|details|facts|idea|information|knowledge)\\b))(?!\\s+enough)';
const not =
  "(?:(?:do|did|can|could|will|would|am|was|have) not|(?:do|did|ca|could|wo|would|was|have)n['’]t|cannot|never|['’]m not)";
const between = '(?:(?:be|been|even|ever|quite|yet|[a-z]+ly)\\s+){0,2}';

/** The date `after which I do not know` anything is no refusal. */
const apart = '(?<!\\b(?:which|where|when|whenever|if)\\s)';

const declining = [
  new RegExp(`${apart}\\b(?:I|we)\\b[^.!?;:]{0,40}?\\s*${not}\\s+${between}${doing}\\b`, 'i'),
  new RegExp(`\\b(?:I|we)\\b[^.!?;:]{0,60}\\b(?:unable|not able) to ${doing}\\b`, 'i'),
  /\b(?:I|we) (?:must |have to )?(?:decline|refuse)\b/i,
  /\b(?:I|we) (?:have|know|possess) (?:no|nothing)\b(?! (?:doubt|better|against)\b)|\bI lack\b|^\W*no idea\b/i,
  // Fine-tuning takes a trained model too.
  /\b(?:this|that|it) (?:needs|takes|requires|calls for) an? (?:real|bigger|larger|stronger|better|other|different|more [a-z]+)\b.{0,20}\bmodel\b/i,
  /\b(?:beyond|outside)(?: of)? (?:me\b|my\b|what I\b)/i,
  /\bnot (?:something|anything|a question)(?: that)? I\b/i,
];

/** With one of these it guesses after all. */
const guesses =
  /\b(?:maybe|perhaps|probably|possibly|presumably|likely|(?:may|might|could|must) be|I (?:think|believe|guess))\b/i;

const clausesOf = (text: string): string[] => text.split(/[.!?;:\n]+(?=\s|$)|,?\s+(?:but|however|although|though)\s+/i);

/** In `It says “I do not know”` that is what somebody else says. Alone in quotation marks it is the answer. */
const quoted = /(?<=[\p{L}\p{N}][^“"]{0,40})(?:“[^”]*”|"[^"]*")/gu;

/** `A French firm. I do not know more.` knows something. */
const knowsMore = /\b(?:know|say|tell)\s+(?:\w+\s+){0,2}(?:more|else)\b/i;

/** What an answer says besides that it gives none, clause for clause; undefined where it does not say that. */
export function besidesDecline(answer: string): readonly string[] | undefined {
  if (answer.length > longestDecline || guesses.test(answer)) return undefined;
  const isDecline = (clause: string): boolean => declining.some((pattern) => pattern.test(clause));
  const refusals = clausesOf(answer.replace(quoted, '')).filter(isDecline);
  const besides = clausesOf(answer).filter((clause) => !isDecline(clause));
  const hasAnswered =
    refusals.some((clause) => knowsMore.test(clause)) && besides.some((clause) => /\w\s+\w/.test(clause));
  return refusals.length > 0 && !hasAnswered ? besides : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `It is a coin`, `tokens are coins`: it says something of what has one of these names. */
export function claims(clause: string, names: readonly string[]): boolean {
  const subject = `(?:it|they|that|its(?: \\w+){1,3}|${names.map(escaped).join('|')})`;
  const verb =
    '(?:is|are|was|were|has|have|means?|stands?|refers?|costs?|comes?|belongs?|can|lets?|makes?|turns?|helps?|needs?)';
  return new RegExp(`(?<![\\p{L}\\p{N}])${subject}(?: models?)?\\s+${verb}\\b`, 'iu').test(clause);
}

/** Speaks of itself instead. */
export const introduces = (answer: string): boolean =>
  /\bI(?: am|['’]m) (?:Pocket\b|an? (?:[\w-]+ ){0,4}model\b)/i.test(answer);
