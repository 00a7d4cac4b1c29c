import * as v from 'valibot';
import { pageAddress } from '../address';
import type { PageAddress } from '../address';
import type { Frozen } from '../../base/frozen';

export interface FoldedSection {
  readonly label: string;
  readonly markdown: string;
}

/** The findings of a command, as a page that does not change. */
export interface Report {
  readonly title: string;
  /** The text, which begins with the title as a heading. */
  readonly markdown: string;
  /** The offer to have a provider count exactly. `below` is the text below that offer. */
  readonly offer?: { readonly label: string; readonly where: string } | undefined;
  readonly below?: string;
  /** Folded sections at the end. Each begins with its heading, and the label stands beside that. */
  readonly folded?: readonly FoldedSection[];
  /** When the report was made, in ms since 1970; now if it is left out. */
  readonly made?: number;
  /** Addresses of the files that its links may open. */
  readonly files: ReadonlySet<string>;
  /** Addresses of the report's subjects, for making it again. */
  readonly of: readonly string[];
}

// The tab of a report. There is one tab for each subject, which is what was counted and how. The report of another document
// or folder opens a tab of its own. A new report of the same subject replaces the earlier one. Pages that are no reports
// share one tab.

/** Number of subjects that are remembered. The report of an older one cannot be made again. */
const most = 50;
const maxNameLength = 60;

const subject = v.object({
  id: pageAddress.entries.id,
  kind: v.string(),
  /** Addresses of what was counted, sorted. */
  of: v.array(v.string()),
});
type ReportSubject = Frozen<v.InferOutput<typeof subject>>;

/** The subjects as they are stored over a reload. The last used one is at the end. */
const reportSubjects = v.object({
  subjects: v.array(subject),
  /** The next number for an id. No id is given twice, as the tab of a forgotten subject may still be open. */
  next: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type ReportSubjects = Frozen<v.InferOutput<typeof reportSubjects>>;

/** Reads the stored subjects. If they are not valid, there are none. */
export function readSubjects(stored: unknown): ReportSubjects {
  const parsed = v.safeParse(reportSubjects, stored);
  return parsed.success ? parsed.output : { subjects: [], next: 1 };
}

/** Returns the subject of a report, known already or new, and all subjects with it as the last. */
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

/** Returns `Tokens of notes.md`, or `Tokens of notes.md · docs` if another report has that title. */
export function distinctTitle(title: string, of: readonly string[], others: Iterable<string>): string {
  const folder = partsOf(of[0]).at(-2) ?? '';
  return folder !== '' && [...others].includes(title) ? `${title} · ${folder}` : title;
}

/** Returns the name of a file in a form that ids may hold. The text of a report is named after it. */
const nameIn = (address: string | undefined): string =>
  (partsOf(address).at(-1) ?? '').replaceAll(/[^\w.-]+/g, '-').slice(0, maxNameLength);

/** Returns the parts of the path in an address, without a query or fragment. */
function partsOf(address = ''): string[] {
  const path = address.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path).split('/');
  } catch {
    return path.split('/');
  }
}
