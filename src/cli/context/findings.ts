import path from 'node:path';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { AgentId, ContextFinding } from '../../core/context/contextReport';
import { isFile } from '../../core/context/agents/instructionFile';
import { findingsIn } from '../../core/context/findings/findings';
import { shownText } from '../../core/context/findings/placed';
import { ContextTree } from '../../core/context/tree/contextTree';
import { host } from '../../host/node/host';
import type { CommandLine } from '../shared/commandLine';
import { findingOf } from '../shared/finding';
import type { Finding } from '../shared/finding';
import { shownAt } from './paths';

interface Asked {
  readonly root: string;
  readonly agents: readonly AgentId[];
  readonly file?: string | undefined;
  readonly home?: string | undefined;
  readonly model?: string | undefined;
}

/** A finding as it is printed: a promise. */
type PrintedFinding = Finding & { readonly agent: ContextFinding['agent'] };

/** What is wrong in a folder, as it is printed. */
export async function findingsFor(
  { root, agents, ...asked }: Asked,
  { guide }: CommandLine,
): Promise<PrintedFinding[]> {
  const tree = new ContextTree(host, root);
  const home = asked.home === undefined ? undefined : new ContextTree(host, asked.home);
  const model = asked.model === undefined ? undefined : (await guide.catalog()).findModel(asked.model);
  const count = async (text: string, encoding: EncodingName): Promise<number> =>
    (await guide.count(text, { encoding }, { languageId: 'markdown' })).tokens;
  const printed: PrintedFinding[] = [];
  for (const { file, agent, ...problem } of await findingsIn(tree, { agents, file: asked.file, home, model }, count)) {
    const read = await tree.read(file);
    const text = isFile(read) ? shownText(read) : '';
    printed.push({ ...findingOf(shownAt(path.resolve(root, file)), text, problem), agent });
  }
  return printed;
}
