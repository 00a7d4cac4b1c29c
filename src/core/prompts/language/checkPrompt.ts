import type { Prompt, PromptProblem } from '../prompt';
import { unknownTools } from '../render/tools';
import { modelProblems } from './modelProblems';
import type { ModelFacts } from './modelProblems';
import { promptSchemaProblems } from './promptSchemaProblems';
import { templateProblems } from './templateProblems';
import type { TemplateFacts } from './templateProblems';

/** Facts that a prompt is checked against. A check whose facts are left out is skipped. */
export interface PromptFacts extends TemplateFacts {
  readonly models?: ModelFacts;
  /** Whether there is a tool of that name elsewhere. */
  readonly isTool?: (name: string) => boolean;
}

/** Finds what is wrong with a prompt, in the order of its text. */
export function checkPrompt(text: string, prompt: Prompt, facts: PromptFacts): PromptProblem[] {
  const { models, isTool } = facts;
  const problems = [
    ...prompt.problems,
    ...templateProblems(text, prompt, facts),
    ...promptSchemaProblems(prompt),
    // In other forms, the program that runs the prompt provides the tools.
    ...(isTool && prompt.form === 'dotprompt' ? unknownTools(prompt, isTool) : []),
    ...(models ? modelProblems(text, prompt, models) : []),
  ];
  return problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
