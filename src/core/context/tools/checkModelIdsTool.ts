import * as v from 'valibot';
import { sayInEnglish } from '../../base/say';
import { defaultIdConfig } from '../../code/ids/config/idConfig';
import { evaluate } from '../../code/ids/evaluate';
import { foldListed } from '../../code/ids/fold';
import { foldedLines, idLines } from '../../code/ids/sentences';
import { languageOfFile } from '../../text/languageOfFile';
import { ToolError, agentTool } from './agentTool';
import type { ToolNeeds } from './agentTool';
import { readToolFile, toolPath } from './toolFiles';

/** Days before an end from which on it counts as near. */
const within = 90;
/** Maximum number of ids of a question, and of lines of an answer. */
const most = 100;

export const checkModelIdsTool = agentTool(
  {
    name: 'check_model_ids',
    description:
      'Says which model IDs, given or named in a code or config file, are retired, end soon or are unknown, and what replaces them.',
    inputSchema: {
      type: 'object',
      properties: {
        ids: { type: 'array', items: { type: 'string' } },
        path: { type: 'string', description: 'File, instead of ids' },
      },
    },
  },
  v.strictObject({
    ids: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.minLength(1), v.maxLength(most))),
    path: v.optional(toolPath),
  }),
  async ({ ids, path }, needs) => {
    if (ids && path === undefined) return checkIds(ids, needs);
    if (path !== undefined && !ids) return checkFile(path, needs);
    throw new ToolError('Give one of ids and path.');
  },
);

async function checkIds(ids: readonly string[], { guide }: ToolNeeds): Promise<string> {
  const [names, lifecycle, hostIds, near, catalog] = await Promise.all([
    ...([guide.modelNames(), guide.lifecycle(), guide.hostIds(), guide.nearMisses(), guide.catalog()] as const),
  ]);
  const lines = ids.map((id) => {
    const named = names.find(id);
    const judgement = named && evaluate(named, lifecycle, catalog.day, within, hostIds);
    if (judgement) return idLines(id, judgement, sayInEnglish).join(' ');
    if (named) return `${id}: no end is published.`;
    const meant = near.find(id, true);
    return meant === undefined ? unknown(id) : `${id} is not known; ${meant} is.`;
  });
  return lines.join('\n');
}

async function checkFile(path: string, { guide, folders }: ToolNeeds): Promise<string> {
  const languageId = languageOfFile(path);
  if (languageId === undefined) throw new ToolError(`"${path}" is not code or config, where model IDs are looked for.`);
  const text = await readToolFile(path, folders);
  const slow: string[] = [];
  const found = await guide.idsIn({ text, languageId }, () =>
    slow.push('The file takes too long: the rest of it was not read.'),
  );
  const judged = await guide.judgeIds(found, { config: defaultIdConfig, within });
  const shown = judged.filter((each) => each.ending !== undefined || each.found.named === undefined);
  const lines = foldListed(shown).map((folded) => {
    const { line, column, named, written } = folded.found;
    return `${line + 1}:${column + 1} ${named ? foldedLines(folded, sayInEnglish).join(' ') : unknown(written)}`;
  });
  const rest = lines.length - most;
  const after = [...(rest > 0 ? [`${rest} more are left out.`] : []), ...slow];
  if (lines.length > 0) return [...lines.slice(0, most), ...after].join('\n');
  return [
    `Of ${found.length} model ${found.length === 1 ? 'ID' : 'IDs'} in ${path} no end is published.`,
    ...after,
  ].join('\n');
}

const unknown = (id: string): string => `${id} is not known here: it may be newer than these tables, or misspelt.`;
