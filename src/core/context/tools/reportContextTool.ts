import * as v from 'valibot';
import { sayInEnglish } from '../../base/say';
import { agentIds } from '../contextReport';
import type { AgentContext, AgentId, ContextPart } from '../contextReport';
import { reasonText } from '../reasonWords';
import { ToolError, agentTool } from './agentTool';
import type { ToolFolder, ToolNeeds } from './agentTool';
import { pathIn, toolPath } from './toolFiles';

/** Maximum number of lines of an agent, and maximum length, in UTF-16 code units, of a name or a reason. */
const most = 60;
const longest = 400;

export const reportContextTool = agentTool(
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
  v.strictObject({ agent: v.optional(v.picklist(agentIds)), file: v.optional(toolPath) }),
  async ({ agent, file }, needs) => {
    if (needs.folders.length === 0) throw new ToolError('No folder is open.');
    const asked = agent === undefined ? agentIds : [agent];
    const reports: string[] = [];
    for (const folder of needs.folders) {
      const at = file === undefined ? '' : await pathIn(folder, file);
      // An absolute path is below one of the folders only.
      if (at !== undefined) reports.push(await reportOn(folder, asked, at === '' ? undefined : at, needs));
    }
    if (reports.length > 0) return reports.join('\n\n');
    throw new ToolError(`"${file}" is no path below ${needs.folders.map(({ root }) => root).join(' or ')}.`);
  },
);

async function reportOn(
  { root, disk }: ToolFolder,
  asked: readonly AgentId[],
  file: string | undefined,
  { guide, host }: ToolNeeds,
): Promise<string> {
  const { contextsOf } = await import('../report/contexts');
  const contexts = await contextsOf({ root, file, agents: asked }, { guide, host: { ...host, disk } });
  return [`# ${root}`, ...contexts.map(textOf)].join('\n\n');
}

function textOf({ agent, model, tokens, parts }: AgentContext): string {
  const about = tokens.exact ? '' : 'about ';
  const all = `${agent} with ${model}: ${about}${tokens.always} tokens with every turn, ${tokens.onDemand} on demand`;
  const lines = parts.toSorted((one, other) => rank(one) - rank(other)).map(lineOf);
  const rest = lines.length - most;
  return [all, ...lines.slice(0, most), ...(rest > 0 ? [`${rest} more are left out.`] : [])].join('\n');
}

/** Sorts parts that do not arrive whole first, then those with the most tokens. */
const rank = ({ status, tokens }: ContextPart): number => (status === 'whole' ? -tokens : -Infinity);

/** Writes a part as a line. Names of files and patterns come from others, and may neither break lines nor be endless. */
function lineOf({ file, kind, load, status, tokens, reason }: ContextPart): string {
  const why = reason ? `: ${reasonText(reason, sayInEnglish)}` : '';
  return `- ${bounded(file ?? kind)}: ${tokens} tokens, ${load}, ${status}${bounded(why)}`;
}

const bounded = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
};
