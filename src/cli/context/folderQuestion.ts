import path from 'node:path';
import { agentIds } from '../../core/context/contextReport';
import type { AgentId } from '../../core/context/contextReport';
import { UnknownModelError } from '../../core/context/report/contexts';
import type { FolderContexts, ReadContext } from '../../core/context/report/contexts';
import { UsageError } from '../shared/commandLine';
import type { CommandLine } from '../shared/commandLine';
import { folderOf, slashed } from '../shared/places';

/** A question of the command line about one folder. */
export interface FolderQuestion {
  readonly root: string;
  readonly home?: string | undefined;
  /** Path below the root, with slashes. */
  readonly file: string | undefined;
  readonly agents: readonly AgentId[];
  readonly model: string | undefined;
}

interface Given {
  readonly agent?: readonly string[] | undefined;
  readonly file?: string | undefined;
  readonly home?: string | undefined;
  readonly model?: string | undefined;
}

const text = { type: 'string' } as const;

/** The options of a report on one folder. */
export const questionOptions = { file: text, model: text, agent: { type: 'string', multiple: true } } as const;

/** @throws UsageError, InputError */
export async function folderQuestionOf(
  [start, ...rest]: readonly string[],
  { agent, file, home, model }: Given,
  usage: string,
): Promise<FolderQuestion> {
  if (start === undefined || rest.length > 0) throw new UsageError('Give one folder.', usage);
  const root = await folderOf(start);
  return {
    ...{ root, model },
    home: home === undefined ? undefined : await folderOf(home),
    file: file === undefined ? undefined : fileIn(root, file),
    agents: agentsOf(agent ?? []),
  };
}

function fileIn(root: string, name: string): string {
  const below = path.relative(root, path.resolve(name));
  const isOutside = below === '' || below.split(path.sep)[0] === '..' || path.isAbsolute(below);
  if (isOutside) throw new UsageError(`--file takes a file in the folder, not "${name}".`);
  return slashed(below);
}

function agentsOf(names: readonly string[]): readonly AgentId[] {
  for (const name of names) {
    if (!agentIds.some((id) => id === name))
      throw new UsageError(`There is no agent "${name}". These exist: ${agentIds.join(', ')}.`);
  }
  return names.length === 0 ? agentIds : agentIds.filter((id) => names.includes(id));
}

/** Measures the contexts that a question asks for, in one folder. @throws UsageError that lists the models that exist. */
export async function measured(
  folder: FolderContexts,
  question: FolderQuestion,
  { guide }: Pick<CommandLine, 'guide'>,
): Promise<ReadContext[]> {
  try {
    const contexts: ReadContext[] = [];
    for (const id of question.agents) contexts.push(await folder.of(id, question));
    return contexts;
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    const ids = (await guide.catalog()).models.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no model "${error.message}" in the catalog. These exist: ${ids}.`);
  }
}
