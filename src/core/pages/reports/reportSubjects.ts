import * as v from 'valibot';
import { pageAddress } from '../address';
import type { PageAddress } from '../address';
import type { Frozen } from '../../base/frozen';

export interface FoldedSection {
  readonly label: string;
  readonly markdown: string;
}

/** The findings of a command, as a page that stays what it is. */
export interface Report {
  readonly title: string;
  /** Begins with the title as a heading. */
  readonly markdown: string;
  /** Where a provider would count it exactly, and what comes below that offer. */
  readonly offer?: { readonly label: string; readonly where: string } | undefined;
  readonly below?: string;
  /** Sections at the end that are folded: each begins with its heading, beside which the label stands. */
  readonly folded?: readonly FoldedSection[];
  /** When it was made, in ms since 1970; now, where it is left out. */
  readonly made?: number;
  /** Addresses of the files that its links may open. */
  readonly files: ReadonlySet<string>;
  /** Addresses of what it is about: for making it again. */
  readonly of: readonly string[];
}

// The tab that a report goes to. The rule: one tab for each subject, which is what was counted and how. The report of another
// document or folder opens a tab of its own; that of the same one takes the place of the earlier. Pages that are no reports
// share one tab.

/** Subjects that are remembered; a tab of an older one can no longer be made again. */
const most = 50;
const maxNameLength = 60;

const subject = v.object({
  id: pageAddress.entries.id,
  kind: v.string(),
  /** Addresses of what was counted, in order. */
  of: v.array(v.string()),
});
type ReportSubject = Frozen<v.InferOutput<typeof subject>>;

/** The subjects as they are stored over a reload; the one that was used last is at the end. */
const reportSubjects = v.object({
  subjects: v.array(subject),
  /** No id is given twice, not even that of a forgotten subject: its tab may still be open. */
  next: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type ReportSubjects = Frozen<v.InferOutput<typeof reportSubjects>>;

/** Reads what was stored; none where it is none of ours. */
export function readSubjects(stored: unknown): ReportSubjects {
  const parsed = v.safeParse(reportSubjects, stored);
  return parsed.success ? parsed.output : { subjects: [], next: 1 };
}

/** The subject of a report, known already or new, and all of them with it as the last. */
export function withSubject(
  { subjects, next }: ReportSubjects,
  kind: string,
  of: readonly string[],
): { readonly subject: ReportSubject; readonly all: ReportSubjects } {
  const ordered = of.toSorted();
  const isSame = (one: ReportSubject): boolean =>
    one.kind === kind && one.of.length === of.length && one.of.every((address, i) => address === ordered[i]);
  const known = subjects.find(isSame);
  const subject = known ?? { id: `${kind}-${nameIn(of[0])}-${next}`, kind, of: ordered };
  const others = subjects.filter((one) => one !== known);
  return { subject, all: { subjects: [...others, subject].slice(-most), next: known ? next : next + 1 } };
}

export const reportAddress = (id: string): PageAddress => ({ folder: 'reports', id });

/** `Tokens of notes.md`, or `Tokens of notes.md · docs` where another report is called like that. */
export function distinctTitle(title: string, of: readonly string[], others: Iterable<string>): string {
  const folder = partsOf(of[0]).at(-2) ?? '';
  return folder !== '' && [...others].includes(title) ? `${title} · ${folder}` : title;
}

/** The name of a file as ids may hold it: the text of a report is called by it. */
const nameIn = (address: string | undefined): string =>
  (partsOf(address).at(-1) ?? '').replaceAll(/[^\w.-]+/g, '-').slice(0, maxNameLength);

/** The parts of a path, without what comes after it in the address. */
function partsOf(address = ''): string[] {
  const path = address.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path).split('/');
  } catch {
    return path.split('/');
  }
}
