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

/** For tree items: opens a page by its place, `guide/limits`. */
export const openPageCommand = (place: string, title: string): Command =>
  commandOf('pages.open', `Open ${title}`, place);

const termRow = v.object({ termId: v.string() });

/** The term that a command was given: by its id, or by a row of a view that stands for it. */
export function termIdOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return v.is(termRow, given) ? given.termId : undefined;
}

/** Adds what another subject has to say to the pages of the families. */
export interface FamilyAddition {
  readonly amend: (source: PageSource) => PageSource;
  readonly onDidChange: Event<void>;
}

/** Subjects that come later, which pages ask once somebody reads them. */
interface AskedLater {
  readonly live: FamilyAddition;
  readonly choices: () => TermChoices;
  readonly openInPlayground: (model: Model) => Promise<void>;
}

/** The face of this subject, for later ones. */
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
    // In the page of ours that the user is in; in an editor it is VS Code's own Show Hover.
    'words of pages': () =>
      registerCommand('glossary.explainWord', async () => {
        if (!webviewGlossary.explainSelection()) await commands.executeCommand('editor.action.showHover');
      }),
  });
  return { pages, webviewGlossary, lastSeen };
}

type PagesDeps = Omit<PanelDeps, 'source' | 'reports' | 'showPage'> & {
  /** Makes the pages of the tables; a report is kept here. */
  readonly tablePages: PageSource;
  /** Fires when the pages of the families have others on them. */
  readonly onDidChangeFamilies: Event<void>;
};

/** The pages of the product and the reports of its commands, in tabs of their own. */
export class Pages {
  private readonly reports: Reports;
  private readonly texts: PageTexts;
  private readonly panelDeps: PanelDeps;
  /** The one that was used last is at the end. More than one: a window that was reloaded brings its old one back late. */
  private readonly pages: PagePanel[] = [];
  /** By the id of the report: a tab for each subject, see `reportSubjects`. */
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
        // Reloaded before it showed anything: what its report was about is not known.
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

  /** Opens the report in a tab of its own, or in the one that the last report of the same document or folder has. */
  showReport(kind: ReportKind, report: Report): void {
    const address = this.reports.keep(kind, report);
    this.texts.refresh(address);
    const { id } = address;
    const panel = this.reportPanels.get(id) ?? this.adoptReport(newPanel(viewType('pages.report'), report.title), id);
    panel.show(address);
  }

  /** Puts it in the place of the last report of the same document, where that stands. Opens nothing. */
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
    // A tab that came back after a reload, of a report that has been made again by now in another.
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

/** Takes the tabs that VS Code brings back after a reload. */
const registerSerializer = (name: ViewTypeName, adopt: (panel: WebviewPanel, state: unknown) => void): Disposable =>
  window.registerWebviewPanelSerializer(viewType(name), {
    deserializeWebviewPanel(panel, state) {
      adopt(panel, state);
      return Promise.resolve();
    },
  });

const newPanel = (viewType: string, title: string): WebviewPanel =>
  window.createWebviewPanel(viewType, title, ViewColumn.Active, { enableFindWidget: true });

/** The page that a command was given by its place, or by a row of a view that stands for a term. */
export function placeOfArgument(given: unknown): PagePlace | undefined {
  if (typeof given === 'string') return placeOf(given);
  const termId = termIdOf(given);
  return termId === undefined ? undefined : placeOf(`terms/${termId}`);
}
