import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';

/** The name of a parameter in words, and the term of the glossary that explains it. */
interface ParameterLabel {
  readonly label: StringId;
  readonly term: string;
}

/** Labels by the names of parameters in drafts. */
export const parameterLabels: Readonly<Record<string, ParameterLabel>> = {
  temperature: { label: 'temperature', term: 'temperature' },
  maxOutputTokens: { label: 'maxOutput', term: 'max-output-tokens' },
  reasoning_effort: { label: 'paramEffort', term: 'reasoning-effort' },
  reasoning_budget: { label: 'paramBudget', term: 'reasoning-effort' },
  verbosity: { label: 'paramVerbosity', term: 'response-verbosity' },
  top_p: { label: 'paramTopP', term: 'top-p' },
  top_k: { label: 'paramTopK', term: 'top-k' },
  min_p: { label: 'paramMinP', term: 'min-p' },
  frequency_penalty: { label: 'paramFrequencyPenalty', term: 'frequency-penalty' },
  presence_penalty: { label: 'paramPresencePenalty', term: 'presence-penalty' },
  repetition_penalty: { label: 'paramRepetitionPenalty', term: 'repetition-penalty' },
  stop: { label: 'paramStop', term: 'stop-sequence' },
  seed: { label: 'paramSeed', term: 'seed' },
  logprobs: { label: 'paramLogprobs', term: 'log-probability' },
};

/**
 * Returns the name of a parameter, or of the other fields of the body, in words. A parameter without words has its own name.
 */
export const parameterName = (name: string): string => {
  if (name === 'bodyFields') return words('bodyFields');
  const label = parameterLabels[name]?.label;
  return label === undefined ? name : words(label);
};

/** Draws the label of the field with that id; `WordCards` explains it. */
export const parameterLabel = (name: string, id: string): TemplateResult =>
  html`<label for=${id} data-term=${parameterLabels[name]?.term ?? ''}>${parameterName(name)}</label>`;
