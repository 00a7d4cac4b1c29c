import { promptFormOf, readPrompt } from '../../prompts/forms/readPrompt';
import type { PromptMessage } from '../../prompts/prompt';
import { promptRenderer } from '../../prompts/render/renderPrompt';
import { linkedValues, renderPromptfoo } from '../../prompts/template/promptfooTemplate';
import type { TemplateLimits } from '../../prompts/template/templateError';
import type { SuitePrompt, SuiteTest } from '../suite';
import { chatOf } from './chatText';

type Render = (test: SuiteTest) => readonly PromptMessage[];

/** Renders the prompts of a suite, each of which is read once. @throws TemplateError */
export class PromptRenderer {
  private readonly renderers = new Map<SuitePrompt, Render>();

  /** @param limits of each template, on a thread that other work needs, too */
  constructor(private readonly limits?: TemplateLimits) {}

  /** Returns the messages of a prompt with the values of a test. @throws TemplateError */
  render(prompt: SuitePrompt, test: SuiteTest): readonly PromptMessage[] {
    let render = this.renderers.get(prompt);
    if (!render) this.renderers.set(prompt, (render = rendererOf(prompt, this.limits)));
    return render(test);
  }
}

function rendererOf({ file, source, partial }: SuitePrompt, limits?: TemplateLimits): Render {
  if (file === undefined || promptFormOf(file) === undefined) {
    return ({ vars, prefix = '', suffix = '' }) => chatOf(renderPromptfoo(`${prefix}${source}${suffix}`, vars, limits));
  }
  const render = promptRenderer(readPrompt(file, source), { ...(partial && { partial }), ...(limits && { limits }) });
  return ({ vars }) => render({ input: linkedValues(vars) }).messages;
}
