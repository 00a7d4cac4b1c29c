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

/** Terms and choices for the words of our pages, which are in no folder. */
interface GlossaryRules {
  readonly glossary: () => Promise<Glossary>;
  readonly choices: () => TermChoices;
  /** Runs when the user chooses "I know this term". */
  readonly know: (termId: string) => unknown;
}

/** A page whose words are explained. */
interface PageWithWords {
  readonly post: (message: WordToPage) => void;
  /** Whether the page has the focus. */
  readonly isActive: () => boolean;
  /** The term whose own page is shown. */
  readonly ownTerm: () => string | undefined;
}

/** Explains the words of one page, until it is disposed of. */
export interface GlossaryOfWebview {
  readonly handlers: Handlers<WordFromPage, typeof wordAnswers>;
  /** Starts the explanations. Call this when the page has said that it is ready. */
  start(): void;
  dispose(): void;
}

/** Explains the words of all our pages. The glossary is loaded with the first question. */
export class WebviewGlossary {
  private readonly pages = new Set<PageWithWords>();

  constructor(private readonly rules: GlossaryRules) {}

  /** Makes the host's end for one page, until it is disposed of. */
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

  /** Explains the selection in the page that has the focus. Returns false where no page has it. */
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

/** VS Code's setting for the milliseconds that the pointer rests before a hover. */
const delayId = 'editor.hover.delay';
const usualDelayMs = 300;

function tellRules({ post }: PageWithWords): void {
  const delay: unknown = workspace.getConfiguration().get(delayId);
  const delayMs = typeof delay === 'number' ? Math.min(60_000, Math.max(0, Math.round(delay))) : usualDelayMs;
  post({ type: 'wordRules', enabled: readSetting('glossary.hover'), delayMs });
}
