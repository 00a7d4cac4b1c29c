/**
 * Names of the tools, in the order in which they are listed. They have a module of their own, as an editor registers the
 * names, and loads the tools with the first call.
 */
export const agentToolNames = ['count_tokens', 'explain_ai_term', 'check_model_ids', 'context_report'] as const;
export type AgentToolName = (typeof agentToolNames)[number];
