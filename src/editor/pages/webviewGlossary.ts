import { Disposable, workspace } from 'vscode';
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

/** What decides on the words of our pages, which are in no folder. */
interface GlossaryRules {
  readonly glossary: () => Promise<Glossary>;
  readonly choices: () => TermChoices;
  /** What "I know this word" does; without it no card offers it. */
  readonly know?: (termId: string) => unknown;
}

/** A page with words, as far as they are explained. */
interface PageWithWords {
  readonly post: (message: WordToPage) => void;
  /** The user is in it. */
  readonly isActive: () => boolean;
  /** The term whose own page is shown. */
  readonly ownTerm: () => string | undefined;
}

/** Explains the words of all pages of ours. Loads the glossary with the first question. */
export class WebviewGlossary {
  private readonly pages = new Set<PageWithWords>();

  constructor(private readonly rules: GlossaryRules) {}

  /** The host's end for one page, until it is disposed of. */
  forPage(page: PageWithWords): GlossaryOfWebview {
    this.pages.add(page);
    const settingsChange = workspace.onDidChangeConfiguration((event) => {
      if ([settingId('glossary.hover'), delayId].some((id) => event.affectsConfiguration(id))) tellRules(page);
    });
    return new GlossaryOfWebview(
      page,
      this.rules,
      Disposable.from(settingsChange, { dispose: () => this.pages.delete(page) }),
    );
  }

  /** Explains what is selected in the page that the user is in. False: the user is in none. */
  explainSelection(): boolean {
    const page = [...this.pages].find(({ isActive }) => isActive());
    page?.post({ type: 'explainSelection' });
    return page !== undefined;
  }
}

export class GlossaryOfWebview {
  constructor(
    private readonly page: PageWithWords,
    private readonly rules: GlossaryRules,
    private readonly listening: Disposable,
  ) {}

  dispose(): void {
    this.listening.dispose();
  }

  /** To be called when the page has said that it is there. */
  start(): void {
    tellRules(this.page);
  }

  readonly handlers: Handlers<WordFromPage, typeof wordAnswers> = {
    explainWord: (question, { signal }) => this.explain(question, signal),
    openTerm: ({ termId }) => executeCommand('glossary.lookUp', termId),
    knowTerm: ({ termId }) => this.rules.know?.(termId),
  };

  private async explain(question: WordQuestion, signal: AbortSignal): Promise<WordAnswer> {
    const card = readSetting('glossary.hover') ? await this.cardOf(question, signal) : undefined;
    return card ? { ...card, canKnow: this.rules.know !== undefined } : null;
  }

  private async cardOf(question: WordQuestion, signal: AbortSignal) {
    const [glossary, { explainWord }] = await Promise.all([
      this.rules.glossary(),
      import('../../core/glossary/cards/explainWord'),
    ]);
    const work = explainWord(question, { glossary, choices: this.rules.choices(), ownTerm: this.page.ownTerm() });
    return inSlices(work, pace(), () => signal.aborted);
  }
}

/** VS Code's own: how long the pointer rests before a hover, in ms. */
const delayId = 'editor.hover.delay';
const usualDelayMs = 300;

function tellRules({ post }: PageWithWords): void {
  const said: unknown = workspace.getConfiguration().get(delayId);
  const delayMs = typeof said === 'number' ? Math.min(60_000, Math.max(0, Math.round(said))) : usualDelayMs;
  post({ type: 'wordRules', enabled: readSetting('glossary.hover'), delayMs });
}
