import { Disposable, LanguageModelTextPart, LanguageModelToolResult, lm } from 'vscode';
import { abortOnCancel } from '../shared/abort';
import { toolId } from '../shared/contributions';
import { whileOn } from '../shared/settings';
import type { Shared } from '../shared/shared';

export function startContext({ start, guide }: Pick<Shared, 'start' | 'guide'>): void {
  start({ 'tools for agents': () => whileOn('context.agentTools', () => offerTools(guide)) });
}

/** The names of core's tools: the tools themselves are loaded with the first call. */
export const toolNames = ['count_tokens', 'explain_ai_term', 'check_model_ids', 'context_report'] as const;

const offerTools = (guide: Shared['guide']): Disposable =>
  Disposable.from(
    ...toolNames.map((name) =>
      lm.registerTool<unknown>(toolId(name), {
        async invoke({ input }, cancel) {
          const { runAgentTool } = await import('./agentTools');
          const text = await runAgentTool(name, input, guide, abortOnCancel(cancel));
          return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
        },
      }),
    ),
  );
