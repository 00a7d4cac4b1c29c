import * as v from 'valibot';
import { Uri } from 'vscode';
import { agents } from '../../core/context/agents/agents';
import { agentIds } from '../../core/context/contextReport';
import { split } from '../../core/context/tree/treePaths';
import { parseJson } from '../../core/base/json';
import { contextScheme } from '../shared/contributions';
import { say } from '../shared/words';

const askedSchema = v.object({
  agent: v.picklist(agentIds),
  /** The address of a folder of the window. */
  folder: v.string(),
  /** The path of a file below that folder. */
  file: v.optional(v.string()),
});
type Asked = v.InferOutput<typeof askedSchema>;

/** Returns the address of the text that an agent reads. */
export function contextTextAddress(asked: Asked): Uri {
  const { name } = agents[asked.agent];
  const title = asked.file === undefined ? say('What {0} Reads', name) : `${name} · ${split(asked.file).name}`;
  return Uri.from({ scheme: contextScheme, path: `/${title}`, query: JSON.stringify(asked) });
}

/** Reads which text an address names. `undefined`: it names none, as others may write addresses too. */
export function readAddress({ query }: Uri): Asked | undefined {
  const asked = v.safeParse(askedSchema, parseJson(query));
  return asked.success ? asked.output : undefined;
}
