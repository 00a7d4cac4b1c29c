import { McpServer } from '@modelcontextprotocol/server';
import type { AgentTool, ToolNeeds } from '../core/context/tools/agentTool';
import { ToolError } from '../core/context/tools/agentTool';
import { agentTools } from '../core/context/tools/agentTools';

/**
 * Creates a server with all tools for agents. Faults inside of it are also reported to
 * `onFault`, but mistakes of its caller are not.
 */
export function createMcpServer(needs: ToolNeeds, version: string, onFault: (error: unknown) => void): McpServer {
  const server = new McpServer(
    { name: 'ai-field-guide', version },
    { capabilities: { tools: { listChanged: false } } },
  );
  for (const tool of agentTools) {
    const { name, description } = tool;
    const annotations = { readOnlyHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { description, inputSchema: asStandard(tool), annotations },
      async (input, { mcpReq }) => {
        try {
          const text = await tool.run(input, { ...needs, signal: mcpReq.signal });
          return { content: [{ type: 'text', text }] };
        } catch (error) {
          if (!(error instanceof ToolError)) onFault(error);
          const text = error instanceof Error ? error.message : String(error);
          return { content: [{ type: 'text', text }], isError: true };
        }
      },
    );
  }
  return server;
}

/**
 * Returns the input schema of a tool without a check. The tool checks its input itself,
 * and says what is wrong with it in its own words.
 */
function asStandard({ inputSchema }: AgentTool) {
  const schema = (): Record<string, unknown> => ({ ...inputSchema });
  return {
    '~standard': {
      version: 1,
      vendor: 'ai-field-guide',
      validate: (value: unknown) => ({ value }),
      jsonSchema: { input: schema, output: schema },
    },
  } as const;
}
