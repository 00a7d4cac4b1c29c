import type { Disposable, TextDocument } from 'vscode';
import type { Report } from '../../../core/pages/reports/reportSubjects';
import type { Pages } from '../../pages/pages';
import type { ExactCounting } from '../counting/exactCounting';

/** A report that can be written again, with an exact count or without. */
export interface MadeReport {
  /** Of the document that was counted. */
  readonly version: number;
  readonly report: () => Report;
}

/** The last report of each document that is open: it follows when an exact count comes, or is dropped. */
export class MadeReports {
  private readonly made = new Map<string, MadeReport>();
  private readonly listener: Disposable;

  constructor(pages: Pick<Pages, 'refreshReport'>, exact: ExactCounting) {
    this.listener = exact.onDidChange((document) => {
      const address = document.uri.toString();
      const found = this.made.get(address);
      if (!found) return;
      // One that comes for a later text is no part of this report: that one is of the text as it was.
      if (document.isClosed || document.version !== found.version) this.made.delete(address);
      pages.refreshReport('tokens', found.report());
    });
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** Whether the last report is of the text as it is now. */
  isOf({ uri, version }: TextDocument): boolean {
    return this.made.get(uri.toString())?.version === version;
  }

  keep(document: TextDocument, made: MadeReport): void {
    this.made.set(document.uri.toString(), made);
  }
}
