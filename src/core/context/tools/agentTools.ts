import type { AgentTool } from './agentTool';
import { agentToolNames } from './agentToolNames';
import type { AgentToolName } from './agentToolNames';
import { checkModelIds } from './checkModelIdsTool';
import { countTokens } from './countTokensTool';
import { explainTerm } from './explainTermTool';
import { reportContext } from './reportContextTool';

const byName: Readonly<Record<AgentToolName, AgentTool>> = {
  count_tokens: countTokens,
  explain_ai_term: explainTerm,
  check_model_ids: checkModelIds,
  context_report: reportContext,
};

/** All tools for agents. A test limits what they cost with every turn. */
export const agentTools: readonly AgentTool[] = agentToolNames.map((name) => byName[name]);
