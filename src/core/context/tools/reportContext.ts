import * as v from 'valibot';
import { sayInEnglish } from '../../base/say';
import { NamedFiles } from '../../files/namedFiles';
import { agentIds } from '../contextReport';
import type { AgentContext, AgentId, ContextPart } from '../contextReport';
import { reasonText } from '../reasonWords';
import { ToolError, agentTool } from './agentTool';
import type { ToolNeeds } from './agentTool';

/** Lines of an agent. */
const most = 60;

export const reportContext = agentTool(
  {
    name: 'context_report',
    description:
      'Says what coding agents read of this workspace with every turn and on demand, in tokens, and what is cut or never read.',
    inputSchema: {
      type: 'object',
      properties: {
        agent: { type: 'string', enum: agentIds, description: 'Else all' },
        file: { type: 'string', description: 'File that is worked with, below the root' },
      },
    },
  },
  v.strictObject({ agent: v.optional(v.picklist(agentIds)), file: v.optional(v.string()) }),
  async ({ agent, file }, needs) => {
    if (needs.folders.length === 0) throw new ToolError('No folder is open.');
    const asked = agent === undefined ? agentIds : [agent];
    const reports: string[] = [];
    for (const folder of needs.folders) reports.push(await reportOn(folder, asked, file, needs));
    return reports.join('\n\n');
  },
);

async function reportOn(
  { root, disk }: ToolNeeds['folders'][number],
  asked: readonly AgentId[],
  file: string | undefined,
  { guide, host }: ToolNeeds,
): Promise<string> {
  const named = file === undefined ? undefined : new NamedFiles(disk, root).pathOf(file, '');
  if (named && 'fault' in named) throw new ToolError(`"${file}" is no path below ${root}.`);
  const { contextsOf } = await import('../report/contexts');
  const question = { root, file: named?.value, agents: asked };
  const contexts = await contextsOf(question, { guide, host: { ...host, disk } });
  return [`# ${root}`, ...contexts.map(textOf)].join('\n\n');
}

function textOf({ agent, model, tokens, parts }: AgentContext): string {
  const about = tokens.exact ? '' : 'about ';
  const all = `${agent} with ${model}: ${about}${tokens.always} tokens with every turn, ${tokens.onDemand} on demand`;
  const lines = parts.toSorted((one, other) => rank(one) - rank(other)).map(lineOf);
  const rest = lines.length - most;
  return [all, ...lines.slice(0, most), ...(rest > 0 ? [`${rest} more are left out.`] : [])].join('\n');
}

/** What does not arrive first, then what costs most. */
const rank = ({ status, tokens }: ContextPart): number => (status === 'whole' ? -tokens : -Infinity);

function lineOf({ file, kind, load, status, tokens, reason }: ContextPart): string {
  const why = reason ? `: ${reasonText(reason, sayInEnglish)}` : '';
  return `- ${file ?? kind}: ${tokens} tokens, ${load}, ${status}${why}`;
}
