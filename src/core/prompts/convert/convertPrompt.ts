import { sayInEnglish } from '../../base/say';
import type { Prompt, PromptProblem } from '../prompt';
import { TemplateError } from '../template/templateError';
import { kindNotes } from './kindNotes';
import { toDotprompt } from './toDotprompt';
import { toPromptfoo } from './toPromptfoo';

export const convertTargets = ['dotprompt', 'promptfoo'] as const;
export type ConvertTarget = (typeof convertTargets)[number];

/** A prompt in another form. */
interface ConvertedPrompt {
  /** `undefined` where the prompt cannot be read well enough. */
  readonly text: string | undefined;
  /** Parts that the other form cannot hold, and faults of the prompt, in the order of the file. */
  readonly problems: readonly PromptProblem[];
}

const writers = { dotprompt: toDotprompt, promptfoo: toPromptfoo };

/**
 * Writes a prompt in another form. Reports everything that is lost.
 * @param source the text that the prompt was read from, which stays as it is if it has the form already.
 */
export function convertPrompt(prompt: Prompt, source: string, target: ConvertTarget): ConvertedPrompt {
  if (prompt.form === target) return { text: source, problems: prompt.problems };
  const problems: PromptProblem[] = [...prompt.problems];
  const known = new Set<string>();
  let text: string | undefined;
  try {
    text = writers[target](prompt, (span, message) => {
      // One field of a file may become several fields of a prompt.
      const said = `${span.start} ${message(sayInEnglish)}`;
      if (known.has(said)) return;
      known.add(said);
      problems.push({ span, severity: 'warning', rule: 'not-converted', message });
    });
    problems.push(...kindNotes(prompt, target === 'promptfoo' ? 'nunjucks' : 'handlebars'));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const start = (prompt.templates[0]?.span.start ?? 0) + error.offset;
    problems.push({ span: { start, end: start }, severity: 'error', rule: error.fault, message: error.saying });
  }
  return { text, problems: problems.toSorted((a, b) => a.span.start - b.span.start) };
}
