import { PromptRenderer } from '../../core/evals/run/renderedPrompt';
import { limits } from '../prompts/partials';

/** Returns a renderer that fills the prompts of a suite like prompt files, with more room for the text of values. */
export const newRenderer = (): PromptRenderer => new PromptRenderer({ ...limits, output: 4_000_000 });
