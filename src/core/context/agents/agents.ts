import type { AgentId } from '../contextReport';
import type { Agent } from './agent';
import { claudeCode } from './claudeCode';
import { codex } from './codex';
import { copilot } from './copilot';
import { cursor } from './cursor';
import { geminiCli } from './geminiCli';

/** All agents, in the order in which they are shown. */
export const agents: Readonly<Record<AgentId, Agent>> = {
  codex,
  'claude-code': claudeCode,
  copilot,
  'gemini-cli': geminiCli,
  cursor,
};
