import { PromptRenderer } from '../../core/evals/run/renderedPrompt';
import { limits } from '../prompts/partials';

/** Fills the prompts of a suite as prompt files are filled here, with more room for what values bring. */
export const newRenderer = (): PromptRenderer => new PromptRenderer({ ...limits, output: 4_000_000 });
