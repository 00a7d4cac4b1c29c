import { Uri, window } from 'vscode';
import type { Memento } from 'vscode';
import type { PageAddress } from '../../core/pages/address';
import type { Page } from '../../core/pages/page';
import type { Report, ReportSubjects } from '../../core/pages/reports/reportSubjects';
import { distinctTitle, readSubjects, reportAddress, withSubject } from '../../core/pages/reports/reportSubjects';
import { executeCommand } from '../shared/commands';
import { say } from '../shared/words';

function blocksOf({ markdown, offer, below, folded = [] }: Report): Page['blocks'] {
  return [
    { type: 'markdown', markdown },
    ...(offer ? [{ type: 'countOffer' as const, ...offer }] : []),
    ...(below === undefined ? [] : [{ type: 'markdown' as const, markdown: below }]),
    ...folded.flatMap((section) => [
      { type: 'fold' as const, label: section.label },
      { type: 'markdown' as const, markdown: section.markdown },
    ]),
  ];
}

/** Kinds of reports, named after their subject. */
export type ReportKind = 'tokens' | 'folder' | 'pack' | 'commit' | 'encodings' | 'context' | 'connection' | 'spending';

interface KindOfReport {
  /** The words of the button that makes the report again after a reload. */
  readonly again: () => string;
  readonly makeAgain: (of: readonly Uri[]) => Promise<void>;
}

const kinds: Readonly<Record<ReportKind, KindOfReport>> = {
  tokens: {
    again: () => say('Count Tokens'),
    async makeAgain([document]) {
      if (document) await window.showTextDocument(document, { preview: false });
      await executeCommand('tokens.count');
    },
  },
  folder: {
    again: () => say('Count Tokens in Folder'),
    async makeAgain([...items]) {
      const [first] = items;
      await (first ? executeCommand('tokens.countFolder', first, items) : executeCommand('tokens.countWorkspace'));
      await executeCommand('tokens.openFolderReport');
    },
  },
  pack: {
    again: () => say('Pack Files for a Model'),
    makeAgain: async ([...files]) => executeCommand('tokens.packFiles', files[0], files),
  },
  commit: {
    again: () => say('Compare Tokens with a Commit'),
    // The fragment of the folder's address is the name of the commit.
    makeAgain: async ([folder]) =>
      executeCommand('tokens.compareCommit', folder?.with({ fragment: '' }), folder?.fragment),
  },
  encodings: {
    again: () => say('Count Tokens in All Encodings'),
    async makeAgain([document]) {
      if (document) await window.showTextDocument(document, { preview: false });
      await executeCommand('tokens.countInAllEncodings');
    },
  },
  context: {
    again: () => say('Open Report of What Agents Read'),
    makeAgain: async ([folder]) => executeCommand('context.openReport', folder),
  },
  spending: {
    again: () => say('Show Spending'),
    makeAgain: async () => executeCommand('playground.showSpending'),
  },
  connection: {
    again: () => say('Test Connection'),
    async makeAgain([provider]) {
      if (provider) await executeCommand('providers.testConnection', decodeURIComponent(provider.path.slice(1)));
    },
  },
};

const isKind = (id: string): id is ReportKind => Object.hasOwn(kinds, id);
const storedUnder = 'reports';

interface Made {
  readonly report: Report;
  readonly page: Page;
}

/** The last report of each subject. Over a reload only the subject is kept, so that the report can be made again. */
export class Reports {
  private subjects: ReportSubjects;
  private readonly made = new Map<string, Made>();

  constructor(private readonly memento: Memento) {
    this.subjects = readSubjects(memento.get(storedUnder));
  }

  /** Keeps a report, and returns the address of its page, which it shares with earlier reports on the same subject. */
  keep(kind: ReportKind, report: Report): PageAddress {
    const { subject, all } = withSubject(this.subjects, kind, report.of);
    this.subjects = all;
    void this.memento.update(storedUnder, all);
    this.made.delete(subject.id);
    const titles = Array.from(this.made.values(), ({ page }) => page.title);
    const page: Page = {
      title: distinctTitle(report.title, report.of, titles),
      blocks: blocksOf(report),
      made: report.made ?? Date.now(),
    };
    this.made.set(subject.id, { report, page });
    const known = new Set(all.subjects.map(({ id }) => id));
    for (const id of this.made.keys()) if (!known.has(id)) this.made.delete(id);
    return reportAddress(subject.id);
  }

  page({ id }: PageAddress): Page | undefined {
    return this.made.get(id)?.page;
  }

  /** Whether this report has a link to that file. */
  names({ id }: PageAddress, file: string): boolean {
    return this.made.get(id)?.report.files.has(file) ?? false;
  }

  /** Gives the words of the button that makes the report again. */
  again(address: PageAddress): string | undefined {
    return this.whatOf(address)?.kind.again();
  }

  async makeAgain(address: PageAddress): Promise<void> {
    const what = this.whatOf(address);
    await what?.kind.makeAgain(what.of.map((each) => Uri.parse(each, true)));
  }

  /** Asks a provider for the tokens of the document that the report is about. */
  async countExactly(address: PageAddress): Promise<void> {
    const what = this.whatOf(address);
    if (what?.kind === kinds.tokens) await executeCommand('tokens.countExactly', what.of[0]);
  }

  private whatOf({ id }: PageAddress): { readonly kind: KindOfReport; readonly of: readonly string[] } | undefined {
    const subject = this.subjects.subjects.find((each) => each.id === id);
    return subject && isKind(subject.kind) ? { kind: kinds[subject.kind], of: subject.of } : undefined;
  }
}
