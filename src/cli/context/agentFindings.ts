import path from 'node:path';
import type { EncodingName } from '../../core/catalog/encodingName';
import { isFile } from '../../core/context/tree/treePlace';
import type { ContextFinding } from '../../core/context/contextReport';
import { shownText } from '../../core/context/findings/placedFields';
import type { ContextTree } from '../../core/context/tree/contextTree';
import type { FieldGuide } from '../../core/fieldGuide';
import { findingOf } from '../shared/printFindings';
import type { FileFinding } from '../shared/printFindings';
import { shownAt } from '../shared/places';

/** A finding in its printed form, which is a public contract. */
export type AgentFinding = FileFinding & { readonly agent: ContextFinding['agent'] };

/** Returns findings in their printed form. @param root the folder of the tree as it was given, perhaps by a link */
export async function agentFindings(
  tree: ContextTree,
  findings: readonly ContextFinding[],
  root = tree.root,
): Promise<AgentFinding[]> {
  const printed: AgentFinding[] = [];
  for (const { file, agent, ...problem } of findings) {
    const read = await tree.read(file);
    const text = isFile(read) ? shownText(read) : '';
    printed.push({ ...findingOf(shownAt(path.join(root, file)), text, problem), agent });
  }
  return printed;
}

/** Returns a function that counts the tokens of a text in an encoding. */
export const counterOf =
  (guide: Pick<FieldGuide, 'count'>) =>
  async (text: string, encoding: EncodingName): Promise<number> =>
    (await guide.count(text, { encoding }, { languageId: 'markdown' })).tokens;
