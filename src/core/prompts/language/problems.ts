import type { Prompt, PromptProblem } from '../prompt';
import { unknownTools } from '../render/tools';
import { modelProblems } from './modelProblems';
import type { ModelFacts } from './modelProblems';
import { schemaProblems } from './schemaProblems';
import { templateProblems } from './templateProblems';
import type { PartialSource } from './templateProblems';

/** What is known besides the prompt. What is left out is not looked at. */
export interface PromptFacts {
  readonly models?: ModelFacts;
  /** Whether there is a tool of that name elsewhere. */
  readonly isTool?: (name: string) => boolean;
  readonly partial?: PartialSource;
}

/** Finds what is wrong with a prompt, in the order of its text. */
export function checkPrompt(text: string, prompt: Prompt, { models, isTool, partial }: PromptFacts): PromptProblem[] {
  const problems = [
    ...prompt.problems,
    ...templateProblems(text, prompt, partial),
    ...schemaProblems(prompt),
    // Tools in other forms are of whoever runs them.
    ...(isTool && prompt.form === 'dotprompt' ? unknownTools(prompt, isTool) : []),
    ...(models ? modelProblems(text, prompt, models) : []),
  ];
  return problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
