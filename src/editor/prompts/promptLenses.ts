import { CodeLens, EventEmitter, Range } from 'vscode';
import type { CancellationToken, CodeLensProvider, TextDocument } from 'vscode';
import { formatFit, formatInputCost, sinceLastCommit, withUnit } from '../../core/tokens/counting/describeCount';
import type { TokenCount } from '../../core/tokens/counting/modelCount';
import { usableInput } from '../../core/tokens/counting/budget';
import type { Model } from '../../core/catalog/catalogTable';
import type { FieldGuide } from '../../core/fieldGuide';
import { textsOf } from '../../core/prompts/language/renderedText';
import { abortOnCancel } from '../shared/abort';
import { activeModel } from '../shared/activeModel';
import { commandOf } from '../shared/commands';
import { budgetRules } from '../shared/settings';
import { say } from '../shared/words';
import { committedPrompt } from './committedPrompt';
import { partialsFor } from './partials';
import { promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';
import { render, renderNow } from './renderNow';
import type { RenderedNow } from './renderNow';

/** A lens whose text is made once it is visible. */
class SizeLens extends CodeLens {
  constructor(
    range: Range,
    readonly document: TextDocument,
  ) {
    super(range);
  }
}

/** Shows lenses above a prompt: tokens, share of the window, cost and change since the last commit, and its actions. */
export class PromptLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly guide: Pick<FieldGuide, 'catalog' | 'count'>,
    private readonly values: PromptValues,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!promptSourceOf(document)) return [];
    const top = new Range(0, 0, 0, 0);
    // The actions come first, as the line is cut off where a preview is open beside the editor.
    return [
      new CodeLens(top, commandOf('prompts.run', say('Run'))),
      new CodeLens(top, commandOf('prompts.compare', say('Compare'))),
      new CodeLens(top, commandOf('prompts.openInPlayground', say('Open in Playground'))),
      new CodeLens(top, commandOf('prompts.preview', say('Preview'))),
      new CodeLens(top, commandOf('prompts.setValues', say('Set Values'))),
      new SizeLens(top, document),
    ];
  }

  async resolveCodeLens(lens: CodeLens, cancel: CancellationToken): Promise<CodeLens> {
    if (!(lens instanceof SizeLens)) return lens;
    const title = await this.sizeOf(lens.document, cancel);
    const tooltip = say('Of the messages with the values that are set. The status bar counts the text of the file.');
    lens.command = { ...commandOf('prompts.setValues', title ?? '…'), tooltip };
    return lens;
  }

  private async sizeOf(document: TextDocument, cancel: CancellationToken): Promise<string | undefined> {
    const rendered = await renderNow(document, this.values);
    if (!rendered) return undefined;
    if ('problem' in rendered) return say('This prompt cannot be rendered: {0}', rendered.problem);
    if (rendered.messages.length === 0) return say('This prompt has no messages yet.');
    const catalog = await this.guide.catalog();
    const named = rendered.model === undefined ? undefined : catalog.findModel(rendered.model);
    const model = named ?? activeModel(catalog);
    if ('unknownId' in model) return undefined;
    const signal = abortOnCancel(cancel);
    const now = await this.count(rendered, model, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    if (cancel.isCancellationRequested || !now) return undefined;
    const parts = [
      withUnit(now, say),
      say('{0} of the usable input', formatFit(now, usableInput(model, budgetRules()), say)),
      say('cost {0}', formatInputCost(now, model, catalog.now, say)),
      ...(named ? [] : [say('as for {0}', model.name)]),
      ...(await this.changeOf(document, now, model)),
    ];
    return parts.join(' · ');
  }

  /** Counts the tokens of the messages alone, as the text around them differs from provider to provider. */
  private async count(rendered: RenderedNow, model: Model, signal?: AbortSignal): Promise<TokenCount | undefined> {
    if ('problem' in rendered) return undefined;
    const catalog = await this.guide.catalog();
    const how = signal && { signal };
    return this.guide.count(textsOf(rendered).join('\n'), catalog.tokenizerOf(model), how);
  }

  /** Says how the count has changed since git's last commit, with the same values. */
  private async changeOf(document: TextDocument, now: TokenCount, model: Model): Promise<string[]> {
    const prompt = await committedPrompt(document);
    if (!prompt) return [];
    const partials = await partialsFor(document, prompt);
    const before = await this.count(render(prompt, this.values.of(document), partials), model);
    return before ? [sinceLastCommit(before.tokens, now.tokens, say)].filter(Boolean) : [];
  }
}
