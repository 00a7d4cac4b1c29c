import path from 'node:path';
import { remembered } from '../../core/base/maps';
import { sayInEnglish } from '../../core/base/say';
import type { AgentContext, ContextPart } from '../../core/context/contextReport';
import { reasonText } from '../../core/context/reasonWords';
import { shownAt } from '../shared/places';
import type { FolderQuestion } from './contextQuestion';

type ReportFolders = Pick<FolderQuestion, 'root' | 'home'>;

/** Agents of a report as they are printed: a promise. */
export function printedAgents(contexts: readonly AgentContext[], place: ReportFolders, withText: boolean): object[] {
  const shown = remembered((file: string) => shownFile(file, place)); // Each agent names the same files.
  return contexts.map(({ parts, text, unknown, ...context }) => ({
    ...context,
    parts: parts.map((part) => printedPart(part, shown)),
    ...(withText && { text }),
    unknown: unknown.map((saying) => saying(sayInEnglish)),
  }));
}

/** A part as it is printed: a promise. */
export const printedPart = ({ file, reason, ...part }: ContextPart, shown: (file: string) => string): object => ({
  ...{ ...part, file: file === null ? null : shown(file) },
  reason: reason && reasonText(reason, sayInEnglish),
});

/** An import may name what is no file. */
export function shownFile(file: string, { root, home }: ReportFolders): string {
  if (/^[a-z]+:\/\//i.test(file)) return file;
  if (!file.startsWith('~')) return shownAt(path.resolve(root, file));
  return home === undefined ? file : shownAt(path.resolve(home, file.slice(2)));
}

/** How sure a count is, before it: nothing where it is exact. */
export const sureness = ({ exact, band }: AgentContext['tokens']): string =>
  exact ? '' : band === null ? '≈ ' : `± ${band} % `;
