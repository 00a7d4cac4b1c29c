import * as v from 'valibot';
import { Disposable, ViewColumn, commands, window } from 'vscode';
import type { Command, Event, WebviewPanel } from 'vscode';
import type { Catalog } from '../../core/catalog/catalog';
import type { Model } from '../../core/catalog/catalogTable';
import type { TermChoices } from '../../core/glossary/cards/choices';
import type { PageAddress, PagePlace } from '../../core/pages/address';
import { placeOf } from '../../core/pages/address';
import { readState, shownVisit } from '../../core/pages/pageState';
import type { Report } from '../../core/pages/reports/reportSubjects';
import { commandOf, executeCommand, registerCommand } from '../shared/commands';
import { viewType } from '../shared/contributions';
import type { ViewTypeName } from '../shared/contributions';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import { LastSeenCatalog } from './lastSeenCatalog';
import { PagePanel } from './pagePanel';
import type { PanelDeps } from './pagePanel';
import type { PageSource } from '../../core/pages/pageSources';
import { PageTexts, textUri } from './pageTexts';
import { Reports } from './reports';
import { WebviewGlossary } from './webviewGlossary';
import type { ReportKind } from './reports';

/** Makes the command of a tree item that opens a page by its place, such as `guide/limits`. */
export const openPageCommand = (place: string, title: string): Command =>
  commandOf('pages.open', say('Open {0}', title), place);

const termRow = v.object({ termId: v.string() });

/** Reads the term that a command was given: by its id, or by a row of a view that stands for it. */
export function termIdOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return v.is(termRow, given) ? given.termId : undefined;
}

/** Content that another subject adds to the pages of the families. */
export interface FamilyAddition {
  readonly amend: (source: PageSource) => PageSource;
  readonly onDidChange: Event<void>;
}

/** Subjects that start later. Pages ask them once the user reads a page. */
interface AskedLater {
  readonly live: FamilyAddition;
  readonly choices: () => TermChoices;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

/** Services of this subject for later ones. */
export interface PagesFace {
  readonly pages: Pages;
  /** Explains the words of all webviews. */
  readonly webviewGlossary: WebviewGlossary;
  readonly lastSeen: LastSeenCatalog;
}

export function startPages(shared: Shared, { live, choices, openInPlayground }: AskedLater): PagesFace {
  const { context, guide, log, keep } = shared;
  const lastSeen = keep(new LastSeenCatalog(context.globalState));
  const know = (id: string) => executeCommand('glossary.markKnown', id);
  const webviewGlossary = new WebviewGlossary({ glossary: guide.terms, choices, know });
  const reader = { say, look: (catalog: Catalog) => lastSeen.look(catalog) };
  const pages = keep(
    new Pages({
      ...{ context, guide, log, words: webviewGlossary, openInPlayground },
      tablePages: live.amend((address) => guide.page(address, reader)),
      onDidChangeFamilies: live.onDidChange,
    }),
  );
  shared.start({
    // Explains the selection in the page of ours that has the focus; elsewhere it runs VS Code's own Show Hover.
    'words of pages': () =>
      registerCommand('glossary.explainWord', async () => {
        if (!webviewGlossary.explainSelection()) await commands.executeCommand('editor.action.showHover');
      }),
  });
  return { pages, webviewGlossary, lastSeen };
}

type PagesDeps = Omit<PanelDeps, 'source' | 'reports' | 'showPage'> & {
  /** Makes the pages of the tables; reports are kept in `Pages`. */
  readonly tablePages: PageSource;
  /** Fires when the pages of the families have changed. */
  readonly onDidChangeFamilies: Event<void>;
};

/** The pages of the product and the reports of its commands, in tabs of their own. */
export class Pages {
  private readonly reports: Reports;
  private readonly texts: PageTexts;
  private readonly panelDeps: PanelDeps;
  /**
   * Tabs with pages, the last used one at the end. There may be several, as a reloaded window restores its old tab
   * late.
   */
  private readonly pages: PagePanel[] = [];
  /** Tabs by the id of their report: one for each subject, see `reportSubjects`. */
  private readonly reportPanels = new Map<string, PagePanel>();
  private readonly registration: Disposable;

  constructor(deps: PagesDeps) {
    this.reports = new Reports(deps.context.workspaceState);
    const source = (address: PageAddress) =>
      address.folder === 'reports' ? Promise.resolve(this.reports.page(address)) : deps.tablePages(address);
    this.texts = new PageTexts(source);
    this.panelDeps = { ...deps, source, reports: this.reports, showPage: (place) => this.show(place) };
    this.registration = Disposable.from(
      this.texts.register(),
      deps.onDidChangeFamilies(() => this.pages.forEach((page) => page.refresh('families'))),
      registerCommand('pages.openAsText', () => this.openAsText()),
      registerSerializer('pages', (panel) => this.adoptPages(panel)),
      registerSerializer('pages.report', (panel, state) => {
        const id = shownVisit(readState(state))?.address.id;
        // Reloaded before it showed anything, so the subject of its report is not known.
        if (id === undefined) panel.dispose();
        else this.adoptReport(panel, id);
      }),
    );
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** Opens the page in the tab that all pages share. */
  show(place: PagePlace): void {
    const panel = this.pages.at(-1) ?? this.adoptPages(newPanel(viewType('pages'), 'AI Field Guide'));
    panel.show(place);
  }

  /** Opens the report in the tab of the last report on the same document or folder, or else in a new one. */
  showReport(kind: ReportKind, report: Report): void {
    const address = this.reports.keep(kind, report);
    this.texts.refresh(address);
    const { id } = address;
    const panel = this.reportPanels.get(id) ?? this.adoptReport(newPanel(viewType('pages.report'), report.title), id);
    panel.show(address);
  }

  /** Replaces the last report on the same document, and updates its tab where there is one. Opens nothing. */
  refreshReport(kind: ReportKind, report: Report): void {
    const address = this.reports.keep(kind, report);
    this.texts.refresh(address);
    this.reportPanels.get(address.id)?.refresh();
  }

  private adoptPages(panel: WebviewPanel): PagePanel {
    const adopted = new PagePanel(panel, this.panelDeps, false);
    const leave = (): unknown => this.pages.splice(this.pages.indexOf(adopted), 1);
    this.pages.push(adopted);
    panel.onDidDispose(leave);
    panel.onDidChangeViewState(() => {
      if (!panel.active) return;
      leave();
      this.pages.push(adopted);
    });
    return adopted;
  }

  private adoptReport(panel: WebviewPanel, id: string): PagePanel {
    const adopted = new PagePanel(panel, this.panelDeps, true);
    // The older tab goes: one of the two came back after a reload, and the report was made again in the other.
    this.reportPanels.get(id)?.dispose();
    this.reportPanels.set(id, adopted);
    panel.onDidDispose(() => {
      if (this.reportPanels.get(id) === adopted) this.reportPanels.delete(id);
    });
    return adopted;
  }

  private async openAsText(): Promise<void> {
    const all = [...this.pages, ...this.reportPanels.values()];
    const shown = all.find(({ panel }) => panel.active)?.shown;
    if (shown) await commands.executeCommand('vscode.open', textUri(shown));
  }
}

/** Registers the handler for tabs that VS Code restores after a reload. */
const registerSerializer = (name: ViewTypeName, adopt: (panel: WebviewPanel, state: unknown) => void): Disposable =>
  window.registerWebviewPanelSerializer(viewType(name), {
    deserializeWebviewPanel(panel, state) {
      adopt(panel, state);
      return Promise.resolve();
    },
  });

const newPanel = (viewType: string, title: string): WebviewPanel =>
  window.createWebviewPanel(viewType, title, ViewColumn.Active, { enableFindWidget: true });

/** Reads the page that a command was given: by its place, or by a row of a view that stands for a term. */
export function placeOfArgument(given: unknown): PagePlace | undefined {
  if (typeof given === 'string') return placeOf(given);
  const termId = termIdOf(given);
  return termId === undefined ? undefined : placeOf(`terms/${termId}`);
}
