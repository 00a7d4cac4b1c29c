import { workspace } from 'vscode';
import type { TermChoices } from '../../core/glossary/cards/choices';
import type { Glossary } from '../../core/glossary/sense/decide';
import type { Handlers } from '../../core/base/rpc/answerer';
import { inSlices } from '../../core/base/work';
import type {
  WordAnswer,
  WordFromPage,
  WordQuestion,
  WordToPage,
  wordAnswers,
} from '../../core/glossary/cards/wordQuestion';
import { pace } from '../shared/pace';
import { executeCommand } from '../shared/commands';
import { settingId } from '../shared/settingsTable';
import { readSetting } from '../shared/settings';

/** Decides on the words of our pages, which are in no folder. */
interface GlossaryRules {
  readonly glossary: () => Promise<Glossary>;
  readonly choices: () => TermChoices;
  /** Runs for "I know this term". */
  readonly know: (termId: string) => unknown;
}

/** A page with words, as far as they are explained. */
interface PageWithWords {
  readonly post: (message: WordToPage) => void;
  /** The user is in it. */
  readonly isActive: () => boolean;
  /** The term whose own page is shown. */
  readonly ownTerm: () => string | undefined;
}

/** Explains the words of one page, until it is disposed of. */
export interface GlossaryOfWebview {
  readonly handlers: Handlers<WordFromPage, typeof wordAnswers>;
  /** To be called when the page has said that it is there. */
  start(): void;
  dispose(): void;
}

/** Explains the words of all pages of ours. Loads the glossary with the first question. */
export class WebviewGlossary {
  private readonly pages = new Set<PageWithWords>();

  constructor(private readonly rules: GlossaryRules) {}

  /** The host's end for one page, until it is disposed of. */
  forPage(page: PageWithWords): GlossaryOfWebview {
    this.pages.add(page);
    const settings = workspace.onDidChangeConfiguration((event) => {
      if ([settingId('glossary.hover'), delayId].some((id) => event.affectsConfiguration(id))) tellRules(page);
    });
    return {
      handlers: {
        explainWord: (question, { signal }) => this.explain(question, page, signal),
        openTerm: ({ termId }) => executeCommand('glossary.lookUp', termId),
        knowTerm: ({ termId }) => this.rules.know(termId),
      },
      start: () => tellRules(page),
      dispose: () => {
        settings.dispose();
        this.pages.delete(page);
      },
    };
  }

  /** Explains what is selected in the page that the user is in. False: the user is in none. */
  explainSelection(): boolean {
    const page = [...this.pages].find(({ isActive }) => isActive());
    page?.post({ type: 'explainSelection' });
    return page !== undefined;
  }

  private async explain(question: WordQuestion, page: PageWithWords, signal: AbortSignal): Promise<WordAnswer> {
    if (!readSetting('glossary.hover')) return null;
    const [glossary, { explainWord }] = await Promise.all([
      this.rules.glossary(),
      import('../../core/glossary/cards/explainWord'),
    ]);
    const work = explainWord(question, { glossary, choices: this.rules.choices(), ownTerm: page.ownTerm() });
    return (await inSlices(work, pace(), () => signal.aborted)) ?? null;
  }
}

/** VS Code's own: how long the pointer rests before a hover, in ms. */
const delayId = 'editor.hover.delay';
const usualDelayMs = 300;

function tellRules({ post }: PageWithWords): void {
  const delay: unknown = workspace.getConfiguration().get(delayId);
  const delayMs = typeof delay === 'number' ? Math.min(60_000, Math.max(0, Math.round(delay))) : usualDelayMs;
  post({ type: 'wordRules', enabled: readSetting('glossary.hover'), delayMs });
}
