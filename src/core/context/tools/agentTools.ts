import type { AgentTool } from './agentTool';
import { checkModelIds } from './checkModelIds';
import { contextReport } from './contextReport';
import { countTokens } from './countTokens';
import { explainTerm } from './explainTerm';

/** All tools for agents. What they cost with every turn is held by a test. */
export const agentTools: readonly AgentTool[] = [countTokens, explainTerm, checkModelIds, contextReport];
