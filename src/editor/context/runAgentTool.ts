import { workspace } from 'vscode';
import type { ToolNeeds } from '../../core/context/tools/agentTool';
import { agentTools } from '../../core/context/tools/agentTools';
import { host } from '#host';
import { diskOf, placeOf } from '../files/disks';

/**
 * Runs a tool that an agent of VS Code calls. It may read in the folders of this window.
 * @throws an error with the text for the agent
 */
export async function runAgentTool(
  name: string,
  input: unknown,
  guide: ToolNeeds['guide'],
  signal: AbortSignal,
): Promise<string> {
  const tool = agentTools.find((each) => each.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => ({ root: placeOf(uri), disk: diskOf(uri) }));
  return tool.run(input, { guide, host, folders, signal });
}
