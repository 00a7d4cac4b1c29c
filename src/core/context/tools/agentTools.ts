import type { AgentTool } from './agentTool';
import { agentToolNames } from './agentToolNames';
import type { AgentToolName } from './agentToolNames';
import { checkModelIdsTool } from './checkModelIdsTool';
import { countTokensTool } from './countTokensTool';
import { explainTermTool } from './explainTermTool';
import { reportContextTool } from './reportContextTool';

const byName: Readonly<Record<AgentToolName, AgentTool>> = {
  count_tokens: countTokensTool,
  explain_ai_term: explainTermTool,
  check_model_ids: checkModelIdsTool,
  context_report: reportContextTool,
};

/** All tools for agents. A test limits what they cost with every turn. */
export const agentTools: readonly AgentTool[] = agentToolNames.map((name) => byName[name]);
