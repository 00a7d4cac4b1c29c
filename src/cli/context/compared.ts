import { sayInEnglish } from '../../core/base/say';
import { compareFindings, compareParts, growthOf, signed } from '../../core/context/compare/compareContexts';
import type { ComparedContext, ComparedPart } from '../../core/context/compare/compareContexts';
import { renamedFiles } from '../../core/context/compare/renamedFiles';
import type { ContextFinding, ContextPart } from '../../core/context/contextReport';
import { findingsOf } from '../../core/context/findings/findings';
import { reasonText } from '../../core/context/reasonWords';
import { FolderContexts } from '../../core/context/report/contexts';
import { ContextTree } from '../../core/context/tree/contextTree';
import { EarlierDisk } from '../../core/files/earlierDisk';
import { topAround } from '../../core/files/gitRules';
import { programHost as host } from '../../host/node/programHost';
import { InputError, inOneLine } from '../shared/commandLine';
import type { CommandLine } from '../shared/commandLine';
import { commitOf } from '../shared/commitOf';
import { folderName } from '../shared/places';
import { CommittedFolder } from './committedFolder';
import { counterOf, agentFindings } from './agentFindings';
import type { AgentFinding } from './agentFindings';
import { printedPart, shownFile } from './printedAgents';
import { measured } from './folderQuestion';
import type { FolderQuestion } from './folderQuestion';

/** One side of the comparison. */
export interface ComparedSide {
  readonly tree: ContextTree;
  readonly findings: readonly ContextFinding[];
  readonly printed: readonly AgentFinding[];
}

export interface FolderComparison {
  readonly question: FolderQuestion;
  readonly base: string;
  readonly contexts: readonly ComparedContext[];
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly added: readonly AgentFinding[];
  readonly gone: readonly AgentFinding[];
}

/**
 * Compares what agents read now with what they read at a commit. `unread` lists the files that git could not read.
 * @throws UsageError, InputError
 */
export async function compareWith(
  base: string,
  asked: FolderQuestion,
  commandLine: CommandLine,
): Promise<{ readonly compared: FolderComparison; readonly unread: readonly string[] }> {
  const { guide } = commandLine;
  const question = { ...asked, root: await host.disk.realPath(asked.root) };
  const top = await topAround(host.disk, question.root, question.root);
  if (!(await host.disk.exists(host.disk.join(top, '.git'))))
    throw new InputError(`${folderName(question.root)} is in no git repository.`);
  const commit = await commitOf(top, base);
  try {
    const home = question.home === undefined ? undefined : new ContextTree(host, question.home);
    const now = new FolderContexts(new ContextTree(host, question.root), home, { guide, host });
    const folder = new CommittedFolder(commit, now.tree, top, await commit.entries());
    const disk = new EarlierDisk(host.disk, question.root, folder);
    const then = now.in(new ContextTree({ disk, nextTurn: () => host.nextTurn() }, question.root));
    const [before, after] = [await sideOf(then, question, commandLine), await sideOf(now, question, commandLine)];
    const renamed = await renamedFiles(before, after);
    const found = compareFindings(before.findings, after.findings, (file) => renamed.get(file));
    const contexts = after.contexts.map((each, i) => ({
      ...{ before: before.contexts[i]!, after: each },
      parts: compareParts(before.contexts[i]!, each),
    }));
    const printedOf = (side: ComparedSide, findings: readonly ContextFinding[]): AgentFinding[] =>
      findings.map((each) => side.printed[side.findings.indexOf(each)]!);
    const [added, gone] = [printedOf(after, found.added), printedOf(before, found.gone)];
    const compared: FolderComparison = { question, base: commit.id, contexts, before, after, added, gone };
    return { compared, unread: [...folder.unread] };
  } finally {
    commit.end();
  }
}

async function sideOf(folder: FolderContexts, question: FolderQuestion, commandLine: CommandLine) {
  const reads = await measured(folder, question, commandLine);
  const assembled = reads.map((read) => read.assembled);
  const findings = await findingsOf(folder.tree, assembled, { count: counterOf(commandLine.guide), home: folder.home });
  const printed = await agentFindings(folder.tree, findings);
  return { tree: folder.tree, findings, printed, contexts: reads.map(({ counted }) => counted) };
}

/** Returns the changed parts in their printed form, which is a public contract. */
export function printedChanges(contexts: readonly ComparedContext[], question: FolderQuestion): object[] {
  const shown = (file: string): string => shownFile(file, question);
  const part = (each: ContextPart | null): object | null => each && printedPart(each, shown);
  return contexts.flatMap(({ parts }) =>
    parts.map((each) => {
      const file = (each.after ?? each.before)?.file ?? null;
      return {
        ...{ agent: each.agent, kind: each.kind, file: file === null ? null : shown(file) },
        ...{ change: each.change, before: part(each.before), after: part(each.after) },
      };
    }),
  );
}

/** Returns a line about a changed part. */
export function partLine(part: ComparedPart, question: FolderQuestion): string {
  const { before, after, change, kind } = part;
  const named = (each: ContextPart | null): string => (each?.file ? shownFile(each.file, question) : `(${kind})`);
  const name = change === 'renamed' ? `${named(before)} → ${named(after)}` : named(after ?? before);
  const why = after?.reason ? `: ${reasonText(after.reason, sayInEnglish)}` : '';
  return `${change} ${signed(growthOf(part), String)} ${before?.tokens ?? 0} ${after?.tokens ?? 0} ${(after ?? before)?.load} ${kind} ${name}${why}`;
}

export const unreadLine = (file: string, base: string): string =>
  inOneLine(`git cannot read ${file} at ${base}: only a part was cloned?`);
