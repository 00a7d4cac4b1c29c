import path from 'node:path';
import { remembered } from '../../core/base/maps';
import { sayInEnglish } from '../../core/base/say';
import type { AgentContext, ContextPart } from '../../core/context/contextReport';
import { reasonText } from '../../core/context/reasonWords';
import { shownAt } from '../shared/places';
import type { FolderQuestion } from './folderQuestion';

type ReportFolders = Pick<FolderQuestion, 'root' | 'home'>;

/** Returns the agents of a report in their printed form, which is a public contract. */
export function printedAgents(contexts: readonly AgentContext[], place: ReportFolders, withText: boolean): object[] {
  const shown = remembered((file: string) => shownFile(file, place)); // Each agent names the same files.
  return contexts.map(({ parts, text, unknown, ...context }) => ({
    ...context,
    parts: parts.map((part) => printedPart(part, shown)),
    ...(withText && { text }),
    unknown: unknown.map((saying) => saying(sayInEnglish)),
  }));
}

/** Returns a part in its printed form, which is a public contract. */
export const printedPart = ({ file, reason, ...part }: ContextPart, shown: (file: string) => string): object => ({
  ...{ ...part, file: file === null ? null : shown(file) },
  reason: reason && reasonText(reason, sayInEnglish),
});

/** Returns the path of a file as it is shown. An import may name a URL, which is returned unchanged. */
export function shownFile(file: string, { root, home }: ReportFolders): string {
  if (/^[a-z]+:\/\//i.test(file)) return file;
  if (!file.startsWith('~')) return shownAt(path.resolve(root, file));
  return home === undefined ? file : shownAt(path.resolve(home, file.slice(2)));
}

/** Returns the mark of uncertainty that stands before a count: none where the count is exact. */
export const sureness = ({ exact, band }: AgentContext['tokens']): string =>
  exact ? '' : band === null ? '≈ ' : `± ${band} % `;
