import { sayInEnglish } from '../../src/core/base/say';
import { isFile } from '../../src/core/context/tree/treePlace';
import { agentIds } from '../../src/core/context/contextReport';
import type { AgentId, ContextFinding } from '../../src/core/context/contextReport';
import { findingsIn } from '../../src/core/context/findings/findings';
import { shownText } from '../../src/core/context/findings/placedFields';
import { treeOf } from './contextTrees';
import type { Files } from './contextTrees';

export interface Found extends ContextFinding {
  /** The text at its place. */
  readonly at: string;
  readonly says: string;
  /** The file once it is mended. */
  readonly mended: string | undefined;
}

/** Findings in files; a token is a word. */
export async function found(files: Files, agents: readonly AgentId[] = agentIds): Promise<Found[]> {
  const { tree } = treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const count = (text: string) => Promise.resolve(text.split(/\s+/).filter(Boolean).length);
  const findings = await findingsIn(tree, { agents }, count);
  return Promise.all(
    findings.map(async (finding) => {
      const read = await tree.read(finding.file);
      const text = isFile(read) ? shownText(read) : '';
      const [edit] = finding.fix?.edits ?? [];
      const mended = edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
      const at = text.slice(finding.span.start, finding.span.end);
      return { ...finding, at, says: finding.message(sayInEnglish), mended };
    }),
  );
}

/** One line each: the agent, the rule and the file. */
export const lines = async (files: Files, agents?: readonly AgentId[]): Promise<string[]> =>
  (await found(files, agents)).map(({ agent, rule, file }) => `${agent} ${rule} ${file}`);

/** A SKILL.md. */
export const skill = (name: string, description = 'What it does.'): string =>
  `---\nname: ${name}\ndescription: ${description}\n---\nDo it.\n`;
